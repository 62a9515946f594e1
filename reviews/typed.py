"""填写的内容: what somebody typed into a score sheet, in which window and upon which version of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Typed:
    """The fields of one window: as typed, and as far as they are scores and comments.

    ``stroke`` counts what the window has sent so far, so that a request that was overtaken changes nothing.
    """

    fields: Mapping[str, str]
    points: Mapping[int, Decimal | None]
    comments: Mapping[int, str]
    comment: str
    faults: Mapping[str, str] = field(default_factory=dict)
    base: int | None = None
    window: str = ""
    stroke: int = 0
    is_automatic: bool = False
