"""排名副本: a ranking written down for others: all it was computed from and what it came to, as canonical JSON.

The verifier's copy names nobody: nominations by 申报编号, experts by number. The office's copy adds the names. Both leave
out when they were fetched and by whom, so that the same ranking gives the same bytes and the same SHA-256.
"""

from typing import Any

from reviews import tally
from reviews.models import Ranking
from reviews.tally import Outcome, Result

DECIMALS = (
    "panel_score",
    "median",
    "spread",
    "deviation",
    "earlier",
    "score",
    "total",
    "calibrated_score",
    "calibrated_total",
)


def copy_of(ranking: Ranking, *, named: bool = False) -> dict[str, Any]:
    """The whole ranking; with ``named`` the people and units behind the numbers."""
    copy = {
        "format": tally.FORMAT,
        "ranking": {"number": ranking.pk, "made_at": ranking.made_at.isoformat(), "program": ranking.code},
        "arithmetic": ranking.arithmetic,
        "inputs": ranking.inputs,
        "inputs_hash": ranking.inputs_hash,
        "outputs": outputs_of(ranking),
    }
    return copy | {"names": _names(ranking)} if named else copy


def bytes_of(copy: dict[str, Any]) -> bytes:
    """A copy as a file."""
    return tally.canonical(copy) + b"\n"


def outputs_of(ranking: Ranking) -> dict[str, Any]:
    """What is recorded of the list."""
    rows = ranking.lines.order_by("place").values(
        "nomination__number",
        "place",
        *DECIMALS,
        "bonus",
        "raw_place",
        "calibrated_place",
        "decided_by",
        "scores_counted",
        "scores_given",
        "is_shortlisted",
        "is_shortlisted_otherwise",
    )
    return {
        "decides": str(ranking.decides),
        "unfit": ranking.unfit,
        "shortlist_size": ranking.shortlist_size,
        "line": _four(ranking.line),
        "lines": [_row(row.pop("nomination__number"), row) for row in rows],
        "experts": [
            {"expert": number, "sheets": sheets, "leaning": _four(leaning)}
            for number, sheets, leaning in ranking.experts.order_by("number").values_list("number", "sheets", "leaning")
        ],
    }


def outputs_of_result(result: Result) -> dict[str, Any]:
    """The same of a list just computed."""
    return {
        "decides": result.decides,
        "unfit": result.calibration.unfit,
        "shortlist_size": result.size,
        "line": _four(result.line),
        "lines": [_row(one.number, _values(one)) for one in result.lines],
        "experts": [
            {"expert": number, "sheets": sheets, "leaning": _four(result.calibration.leanings.get(number))}
            for number, sheets in sorted(result.calibration.sheets.items())
        ],
    }


def _values(one: tally.Place) -> dict[str, Any]:
    calibrated: Outcome | None = one.calibrated
    return {name: getattr(one.raw, name, None) for name in DECIMALS} | {
        "place": one.place,
        "earlier": one.earlier,
        "bonus": one.raw.bonus,
        "raw_place": one.raw_place,
        "calibrated_score": calibrated and calibrated.score,
        "calibrated_total": calibrated and calibrated.total,
        "calibrated_place": one.calibrated_place,
        "decided_by": one.decided_by,
        "scores_counted": one.raw.counted,
        "scores_given": one.raw.given,
        "is_shortlisted": one.is_in,
        "is_shortlisted_otherwise": one.is_in_otherwise,
    }


def _row(number: str, values: dict[str, Any]) -> dict[str, Any]:
    texts = {name: _four(values[name]) for name in DECIMALS}
    return {"number": number} | values | texts | {"bonus": f"{values['bonus']:.2f}"}


def _four(value) -> str | None:
    return None if value is None else f"{value:.4f}"


def _names(ranking: Ranking) -> dict[str, Any]:
    nominations = ranking.lines.order_by("nomination__number").values_list(
        "nomination__number", "nomination__name", "nomination__unit_name"
    )
    experts = ranking.experts.order_by("number").select_related("member__user").defer("member__user__phone")
    return {
        "nominations": {number: [name, unit] for number, name, unit in nominations},
        "experts": {
            str(one.number): [one.member.user.full_name, one.member.get_category_display(), one.member.unit_name]
            for one in experts
        },
    }
