"""Pages of a list: fifty rows each, counted once however often the page asks for the total."""

from collections.abc import Callable

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.functional import cached_property

PAGE_SIZE = 50
_ROW = 987654321  # stands for a row's number in an address


class NumberedPage(Page):
    """One page, which knows the numbers to print as links to the others."""

    @cached_property
    def neighbours(self) -> list[int | str]:
        """The numbers around this page, the first and the last; … where some are left out."""
        return list(self.paginator.get_elided_page_range(self.number, on_each_side=2, on_ends=1))


class Pages(Paginator):
    """A list in pages. A caller that has already counted (for a heading, say) passes ``known_count``."""

    def __init__(self, rows, per_page=PAGE_SIZE, *, known_count: int | None = None, **kwargs):
        super().__init__(rows, per_page, **kwargs)
        self._known_count = known_count

    @cached_property
    def count(self) -> int:
        """How many rows there are in all."""
        return super().count if self._known_count is None else self._known_count

    def _get_page(self, *args, **kwargs):
        return NumberedPage(*args, **kwargs)


def page_of(rows, number: str | int | None = 1, *, size: int = PAGE_SIZE, known_count: int | None = None) -> Page:
    """One page of an ordered list; a number that is no number gives the first, one too high the last."""
    return Pages(rows, size, known_count=known_count).get_page(number)


def addresses_of(page: str) -> Callable[[object], str]:
    """The address of each row of a list: asked of the routes once, then filled in row by row."""
    before, after = reverse(page, args=[_ROW]).rsplit(str(_ROW), 1)
    return lambda key: f"{before}{key}{after}"
