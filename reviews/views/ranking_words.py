"""What the pages of a ranking say about its figures."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from common.charts import Chart, Strip, spread
from reviews.onward import Onward
from reviews.queries.rankings import KEY_WORDS, Leaning, Shown
from reviews.scoring import NUMBER_KEY
from seasons.states import CutoffKind, DecidingColumn

NEITHER = Decimal(0)


def measure(shown: Shown) -> str:
    """The column that gives the places."""
    return "校准总分" if shown.decides == DecidingColumn.CALIBRATED else "总分"


def figures(shown: Shown, onward: Onward, calibration: str):
    """人选, how many are above the line, the line, and what calibration would change."""
    rows = [
        ("参加排名", len(shown.lines), ""),
        (onward.word, shown.size, f"{onward.out}{len(shown.lines) - shown.size}人"),
        (onward.line, "—" if shown.line is None else f"{shown.line:.2f}", measure(shown)),
    ]
    if shown.unfit:
        return [*rows, ("校准", "未作", "原因见校准对照", calibration)]
    other = "按校准得分" if shown.decides == DecidingColumn.RAW else "按原始得分"
    return [
        *rows,
        ("名次不同", shown.moved, f"{other}排列", calibration),
        (f"{onward.word}不同", len(shown.crossing), f"{other}划线", calibration),
    ]


def deciding(shown: Shown) -> str:
    """Which column decides, in a sentence."""
    if shown.decides == DecidingColumn.CALIBRATED:
        return "名次按校准得分排列，原始得分并列可查。"
    return "名次按原始得分排列。"


def tie_break(rulebook) -> str:
    """The keys in their order, as a sentence."""
    keys = [KEY_WORDS[key] for key in (*rulebook.tie_break_keys, NUMBER_KEY)]
    return f"总分相同的，依次以{'、'.join(keys)}。"


def facts(ranking, shown: Shown, onward: Onward):
    """What the ranking rests on; check values only for a reader of the whole."""
    plan, rulebook = ranking.round.plan, ranking.round.rulebook
    rows = [
        ("实施细则", f"{rulebook.document_number}（第{rulebook.edition}版）"),
        (f"{onward.word}办法", _cutoff(plan, rulebook)),
        ("名次依据", _decides(shown, rulebook)),
        ("算法版本", ranking.arithmetic),
        ("程序版本", ranking.code),
    ]
    if ranking.size_reason:
        rows.insert(2, (f"另定{onward.word}人数", f"{shown.size}人。理由：{ranking.size_reason}"))
    if plan.earlier_share:
        rows.insert(1, ("前轮结果占比", f"{plan.earlier_share.normalize():f}%"))
    return rows if shown.is_partial else [*rows, ("输入校验值", ranking.inputs_hash)]


def _cutoff(plan, rulebook) -> str:
    value = f"{plan.cutoff_value.normalize():f}"
    return {
        CutoffKind.RATIO: f"名额上限{rulebook.quota}人的{value}%，不足一人的舍去",
        CutoffKind.NUMBER: f"前{value}名",
        CutoffKind.SCORE: f"总分达到{value}分",
    }[CutoffKind(plan.cutoff)]


def _decides(shown: Shown, rulebook) -> str:
    told = deciding(shown)
    if rulebook.decides == DecidingColumn.CALIBRATED and shown.unfit:
        return f"{told}细则定为校准得分，因{shown.unfit}"
    return told


def leanings_chart(experts: Sequence[Leaning]) -> Chart:
    """Each expert's leaning as a dot to the right (lenient) or the left (severe) of nothing."""
    known = [(one, one.leaning) for one in experts if one.leaning is not None]
    most, least = max(leaning for _, leaning in known), min(leaning for _, leaning in known)
    drawn = spread(
        "各专家偏宽（右）、偏严（左）多少分",
        f"共{len(known)}位专家，最偏宽{most:+.2f}分，最偏严{least:+.2f}分。",
        [Strip(f"专家{one.number}", min(leaning, NEITHER), leaning, max(leaning, NEITHER)) for one, leaning in known],
        head="专家",
        line=NEITHER,
        line_word="不宽不严",
    )
    rows = [(f"专家{one.number}", one.sheets, f"{leaning:+.4f}") for one, leaning in known]
    return replace(drawn, heads=("专家", "有效评分表", "宽严（分）"), rows=rows)
