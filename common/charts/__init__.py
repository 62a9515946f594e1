"""图: pictures drawn on the server as SVG, each of them with its table.

A function takes plain rows and answers a ``Chart``; ``parts/_chart.html`` prints it. What a chart is made of is positions
in per cent and heights in points, so that a picture fills its place at any width while its words keep their size; colours
come from classes only (static/css/chart.css), for the content policy knows no style attributes. Nothing here reads a row
of the database: what a person may not know is left out before it is drawn.
"""

from common.charts.distribution import distribution
from common.charts.drawing import Chart
from common.charts.funnel import Stage, funnel
from common.charts.heat import Gap, heat
from common.charts.strips import Strip, share_bar, spread, stacked

__all__ = ["Chart", "Gap", "Stage", "Strip", "distribution", "funnel", "heat", "share_bar", "spread", "stacked"]
