"""One for one: who could step in for a single file."""

from dataclasses import replace

from reviews.drawing.cases import FREE, Case, Rules, Seat, fit
from reviews.drawing.lots import lot
from reviews.drawing.shortfall import alone


def substitutes(case: Case, seats, *, seed: str, rules: Rules = FREE) -> list[Seat]:
    """Who could step in for one file, best first: the least loaded, then who knows it best, ties by lot.

    Nobody who would leave the panel without the mixture the rules ask for.
    """
    one = replace(case, needs=1)
    able = [
        seat
        for seat in seats
        if seat.key not in case.barred and seat.load < seat.cap and not alone([one], [seat], rules)
    ]
    return sorted(able, key=lambda seat: (seat.load, -fit(case, seat), lot(seed, case.key, seat.key), seat.key))
