"""不予办理: why an act cannot be done now, and what would make it possible.

A rule answers with a ``Refusal`` or ``None``. The action raises it, the page prints it beside the button that
would have done the act, and the test reads its ground: one answer for all three.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """One ground of refusal: what is refused and why (``message``), what would make it possible (``remedy``).

    ``ground`` is the name tests and styles know it by; ``status`` is the HTTP status of the page that tells it:
    403 where the person may not, 409 where the case does not stand so.
    """

    ground: str
    message: str
    remedy: str = ""
    status: int = 403

    def __str__(self):
        return self.message + self.remedy


class Refused(Exception):
    """An act was asked for against a rule; ``str()`` is the sentence for the person."""

    def __init__(self, refusal: Refusal):
        super().__init__(refusal.message)
        self.refusal = refusal
        self.ground = refusal.ground


def insist(refusal: Refusal | None) -> None:
    """Go on only where the rule found no ground against it."""
    if refusal is not None:
        raise Refused(refusal)
