"""截止: until when a dossier can still be changed or filed, on the server's clock (沪工总经〔2015〕260号 五(二))."""

from dataclasses import dataclass
from datetime import datetime

from common.dates import end_of, left_words, moment_words
from nominations.states import WITH_NOMINATOR, State
from seasons.queries import closing_moment


@dataclass(frozen=True)
class Deadline:
    """What ends when, as seen at one moment."""

    what: str
    at: datetime
    now: datetime

    @property
    def words(self):
        """距申报截止还有3天4小时."""
        if self.is_over:
            return f"{self.what}已于{moment_words(self.at)}截止，不再受理。"
        return f"距{self.what}截止还有{left_words(self.at, self.now)}"

    @property
    def is_over(self):
        """The moment itself is no longer within."""
        return self.now >= self.at

    @property
    def is_near(self):
        """Within the last day."""
        return (self.at - self.now).total_seconds() < 86_400

    def as_plain(self):
        """For the page's script: moments in milliseconds, so that its ticking leans on no other clock than ours."""
        return {"at": _milliseconds(self.at), "now": _milliseconds(self.now), "words": self.words}


def deadline_of(nomination, now):
    """申报截止 with every extension while the nominator's side has it, 补正期限 during a correction; None otherwise."""
    if nomination.state == State.CORRECTING and nomination.correction_due:
        return Deadline("补正", end_of(nomination.correction_due), now)
    if nomination.state in WITH_NOMINATOR:
        closes = closing_moment(nomination.rulebook, nomination.filing_body)
        return Deadline("申报", closes, now) if closes else None
    return None


def _milliseconds(moment):
    return int(moment.timestamp() * 1000)
