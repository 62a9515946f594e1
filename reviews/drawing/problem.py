"""The draw as whole numbers in tables: rows are cases, columns are seats sorted by category."""

from dataclasses import dataclass, replace

import numpy
from numpy import int64

FAR = 2**58  # beyond every cost that occurs, and three of them still fit into 64 bits


@dataclass
class Problem:
    """Least-cost panels.

    Each row of ``allowed`` gets exactly ``needs`` of its columns, of each category between ``low`` and ``high``, each column
    between ``floor`` and ``cap`` in all. The cost is the sum of ``cost`` over the pairs taken, of ``variety`` × (0, 1, 2 …,
    beginning with ``present``) over the members of one category on one panel, and of ``evenness`` × (0, 1, 2 …, beginning
    with ``held``) over the pairs of one seat. All three are convex, so that a minimum-cost flow finds the least.
    """

    needs: numpy.ndarray  # cases
    allowed: numpy.ndarray  # cases × seats
    cost: numpy.ndarray  # cases × seats
    category: numpy.ndarray  # of each seat, ascending
    low: numpy.ndarray  # cases × categories
    high: numpy.ndarray  # cases × categories
    present: numpy.ndarray  # cases × categories
    floor: numpy.ndarray  # seats
    cap: numpy.ndarray  # seats
    held: numpy.ndarray  # seats
    variety: int = 0
    evenness: int = 0
    stretch: int = 0  # what each file beyond a seat's cap costs; 0 forbids them

    @property
    def slices(self) -> list[slice]:
        """The columns of each category."""
        edges = numpy.searchsorted(self.category, numpy.arange(self.low.shape[1] + 1))
        return [slice(start, stop) for start, stop in zip(edges[:-1], edges[1:], strict=True)]

    def without(self, rows, columns) -> "Problem":
        """What is left to choose when these pairs are settled."""
        needs, low, high, present = self.needs.copy(), self.low.copy(), self.high.copy(), self.present.copy()
        floor, cap, held, allowed = self.floor.copy(), self.cap.copy(), self.held.copy(), self.allowed.copy()
        numpy.subtract.at(needs, rows, 1)
        kinds = self.category[columns]
        for table, step in ((low, -1), (high, -1), (present, 1)):
            numpy.add.at(table, (rows, kinds), step)
        for column, step in ((floor, -1), (cap, -1), (held, 1)):
            numpy.add.at(column, columns, step)
        allowed[rows, columns] = False
        return replace(
            self,
            needs=needs,
            allowed=allowed,
            low=numpy.maximum(low, 0),
            high=high,
            present=present,
            floor=numpy.maximum(floor, 0),
            cap=cap,
            held=held,
        )


@dataclass
class Panels:
    """An answer: the pairs taken, and how many of each category each case gets."""

    rows: numpy.ndarray
    columns: numpy.ndarray
    counts: numpy.ndarray  # cases × categories
    loads: numpy.ndarray  # seats

    @classmethod
    def of(cls, problem: Problem, rows, columns) -> "Panels":
        """Sorted by case."""
        order = numpy.lexsort((columns, rows))
        rows, columns = rows[order], columns[order]
        counts = numpy.zeros_like(problem.low)
        numpy.add.at(counts, (rows, problem.category[columns]), 1)
        return cls(rows, columns, counts, numpy.bincount(columns, minlength=len(problem.cap)).astype(int64))

    def table(self, problem: Problem):
        """One row for each case with the columns it holds, −1 where it holds fewer than the widest."""
        widest = int(problem.needs.max(initial=0))
        found = numpy.full((len(problem.needs), widest), -1, dtype=int64)
        starts = numpy.searchsorted(self.rows, numpy.arange(len(problem.needs)))
        found[self.rows, numpy.arange(len(self.rows)) - starts[self.rows]] = self.columns
        return found
