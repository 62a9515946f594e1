"""What a round's list is for, in words: 晋级 to the next planned round, or 入围 after the last."""

from dataclasses import dataclass

from seasons.models import RoundPlan


@dataclass(frozen=True)
class Onward:
    """The words of a round's list; ``following`` is the name of the next planned round, empty after the last."""

    following: str

    @property
    def word(self) -> str:
        """What becomes of those above the line."""
        return "晋级" if self.following else "入围"

    @property
    def out(self) -> str:
        """What becomes of the others."""
        return f"未{self.word}"

    @property
    def line(self) -> str:
        """Where the list is cut."""
        return f"{self.word}线"

    @property
    def roster(self) -> str:
        """Those above the line."""
        return f"{self.word}名单"

    @property
    def goes(self) -> str:
        """Where they go."""
        return f"进入下一轮“{self.following}”" if self.following else "进入后续程序"

    @property
    def stays(self) -> str:
        """What is said of the others."""
        return f"未{self.goes}"

    @property
    def sentence(self) -> str:
        """Who they are and where they go."""
        return f"{self.word}人选{self.goes}"


def onward_of(plan: RoundPlan) -> Onward:
    """The words of a planned round's list."""
    following = plan.following
    return Onward(following.name if following else "")
