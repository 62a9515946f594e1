"""Invented panels for the tests of the arithmetic: inputs of a ranking without a database."""

from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from reviews.scoring import Line, sheet_total
from reviews.tally import Candidate, Criterion, Inputs, Rules, Sheet

# a busy machine is no fault of the arithmetic
PATIENT = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])

CRITERIA = (
    Criterion("工艺专长", "expertise", Decimal("100.00"), Decimal("25.00")),
    Criterion("高超技能", "skill", Decimal("100.00"), Decimal("30.00")),
    Criterion("领军作用", "leadership", Decimal("60.00"), Decimal("20.00")),
    Criterion("突出贡献", "contribution", Decimal("100.00"), Decimal("25.00")),
)
LINES = {place: Line(one.maximum, one.weight) for place, one in enumerate(CRITERIA)}


def rules(**columns):
    """A rulebook of five scores with one dropped at each end; columns as wanted."""
    usual = {
        "season": "2026年度",
        "round_number": 1,
        "round_name": "材料评审",
        "document_number": "沪工总经〔2026〕12号",
        "edition": 1,
        "quota": 3,
        "scores_dropped": 1,
        "scores_needed_to_drop": 5,
        "dual_bonus": Decimal("2.00"),
        "earlier_share": Decimal("0.00"),
        "tie_break": ("panel", "median"),
        "decides": "raw",
        "calibration_least_sheets": 1,
        "calibration_shrinkage": Decimal("3.00"),
        "cutoff": "ratio",
        "cutoff_value": Decimal("110.00"),
    }
    return Rules(**usual | columns)


def sheet(expert, *points):
    """A sheet with the total its points come to; one number for all criteria is enough."""
    given = tuple(Decimal(str(one)).quantize(Decimal("0.01")) for one in points)
    if len(given) == 1:
        given = tuple((given[0] * one.maximum / 100).quantize(Decimal("0.01")) for one in CRITERIA)
    return Sheet(expert, given, sheet_total(dict(enumerate(given)), LINES))


def inputs(panels, **columns):
    """``panels``: for each candidate {expert: points}; numbers are given in order."""
    return Inputs(
        rules(**columns),
        CRITERIA,
        tuple(
            Candidate(f"2026{place:05d}", False, tuple(sheet(expert, given) for expert, given in sorted(panel.items())))
            for place, panel in enumerate(panels, start=1)
        ),
    )


half_points = st.integers(min_value=0, max_value=120).map(lambda halves: Decimal(halves) / 2)


@st.composite
def worlds(draw):
    """Any rankable world: some experts, some candidates, whatever the rulebook says."""
    experts = draw(st.integers(min_value=1, max_value=5))
    candidates = []
    for place in range(draw(st.integers(min_value=1, max_value=7))):
        panel = draw(st.sets(st.integers(min_value=1, max_value=experts), min_size=1))
        sheets = tuple(sheet(expert, *(draw(half_points) for _ in CRITERIA)) for expert in sorted(panel))
        earlier = draw(st.none() | st.integers(min_value=0, max_value=1_000_000).map(lambda n: Decimal(n).scaleb(-4)))
        calibrated = None if earlier is None else draw(st.sampled_from([None, earlier + 1]))
        candidates.append(Candidate(f"2026{place:05d}", draw(st.booleans()), sheets, earlier, calibrated))
    dropped = draw(st.integers(min_value=0, max_value=2))
    keys = ["panel", "median", "spread", "skill", "contribution"]
    said = rules(
        scores_dropped=dropped,
        scores_needed_to_drop=2 * dropped + draw(st.integers(min_value=1, max_value=3)),
        earlier_share=draw(st.sampled_from([Decimal("0.00"), Decimal("40.00"), Decimal("33.33")])),
        tie_break=tuple(draw(st.permutations(keys))[: draw(st.integers(min_value=0, max_value=5))]),
        decides=draw(st.sampled_from(["raw", "calibrated"])),
        calibration_least_sheets=draw(st.integers(min_value=1, max_value=3)),
        calibration_shrinkage=draw(st.sampled_from([Decimal("0.00"), Decimal("0.50"), Decimal("3.00")])),
        cutoff=draw(st.sampled_from(["ratio", "number", "score"])),
        cutoff_value=draw(st.sampled_from([Decimal("0.00"), Decimal("2.00"), Decimal("60.00"), Decimal("110.00")])),
        size=draw(st.none() | st.integers(min_value=1, max_value=9)),
    )
    return Inputs(said, CRITERIA, tuple(candidates))
