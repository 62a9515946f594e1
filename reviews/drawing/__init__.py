"""分派 (抽签): who judges what, by an exact minimum-cost flow; pure.

Every nomination gets exactly the members it still needs, none of them barred, nobody beyond his cap, of each category at
least and at most as many as the rules say. Among all draws that do, the one taken is the best by the aims of
``optimum``; its lots come from the seed, so that the same inputs and seed give the same draw on any machine.
Where no such draw exists the answer is a ``Shortfall``.
"""

from reviews.drawing.cases import Alone, Case, Draw, Remedies, Rules, Seat, Shortfall, fingerprint, fit
from reviews.drawing.lots import lot
from reviews.drawing.optimum import propose
from reviews.drawing.shortfall import feasible, remedies
from reviews.drawing.substitutes import substitutes

__all__ = [
    "Alone",
    "Case",
    "Draw",
    "Remedies",
    "Rules",
    "Seat",
    "Shortfall",
    "feasible",
    "fingerprint",
    "fit",
    "lot",
    "propose",
    "remedies",
    "substitutes",
]
