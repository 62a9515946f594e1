"""评分进度: how many sheets ought to be in by now, if the work were spread evenly over the round; pure."""

import datetime
from dataclasses import dataclass

WHOLE = 10_000


@dataclass(frozen=True)
class Pace:
    """How much of the time is gone, in ten-thousandths."""

    gone: int

    @property
    def is_over(self) -> bool:
        """The last moment has passed."""
        return self.gone >= WHOLE

    def expected(self, held: int) -> int:
        """按期应完成: of so many sheets, parts of a sheet left out."""
        return held * self.gone // WHOLE

    def is_behind(self, held: int, done: int) -> bool:
        """落后: fewer than expected are in; whoever has nothing left to do is never behind."""
        return done < held and done < self.expected(held)


def pace_of(begins: datetime.datetime | None, ends: datetime.datetime, now: datetime.datetime) -> Pace:
    """From the draw to the closing moment."""
    if begins is None or now <= begins:
        return Pace(0)
    if now >= ends:
        return Pace(WHOLE)
    return Pace(int((now - begins) / (ends - begins) * WHOLE))
