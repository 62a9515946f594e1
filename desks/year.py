"""The year in plain words: which stage the season has reached, and its dates (沪工总经〔2015〕260号 三(三)–(五))."""

from dataclasses import dataclass, field
from datetime import datetime

from common.dates import clock_words, day_words, moment_words, plain_day_words, span_words, today
from nominations.states import State

CALL, SCREENING, REVIEW, NOTICE, APPROVAL, NAMING = "申报", "资格审核", "专家评审", "社会公示", "审定", "命名"

# which states count for which stage of the road; 公示 and 审定 change places with the rulebook
STANDING = {
    CALL: (State.DRAFT, State.RETURNED, State.RECOMMENDED, State.ENDORSED),
    SCREENING: (State.SUBMITTED, State.CORRECTING),
    REVIEW: (State.ADMITTED, State.UNDER_REVIEW),
    NAMING: (State.HONOURED,),
}
NOTICE_FIRST = {
    NOTICE: (State.SHORTLISTED, State.ON_NOTICE, State.CONTESTED),
    APPROVAL: (State.NOTICE_PASSED, State.APPROVED),
}
APPROVAL_FIRST = {
    APPROVAL: (State.SHORTLISTED,),
    NOTICE: (State.APPROVED, State.ON_NOTICE, State.CONTESTED, State.NOTICE_PASSED),
}


@dataclass
class Year:
    """What the home page and every desk say about the season."""

    label: str
    sentence: str
    after: str = ""
    road: list[dict] = field(default_factory=list)
    facts: list[tuple] = field(default_factory=list)
    is_open: bool = False
    notice: object = None
    notice_is_running: bool = False
    named: int = 0
    quota: int = 0


def stages_of(season, rulebook, notice, *, closes_at, counts, now, committee=()) -> Year:
    """Put the season into words; without an issued rulebook there is not yet much to say.

    ``committee``: how many members of each kind judge, as (kind, members), once a round has been opened.
    """
    if rulebook is None:
        return Year(season.label, f"{season.label}上海工匠选树正在筹备。", "实施细则印发后，申报时间将在这里公布。")
    order = [CALL, SCREENING, REVIEW, *_last_two(rulebook), NAMING]
    reached = _reached(season, rulebook, notice, order, closes_at, now)
    found = Year(
        label=season.label,
        sentence=_sentence(season, rulebook, notice, reached, closes_at, now),
        is_open=rulebook.submission_opens_at <= now < closes_at,
        notice=notice,
        notice_is_running=_is_running(notice, now),
        named=season.named or 0,
        quota=rulebook.quota,
    )
    found.after = _after(found, order, reached, season)
    found.road = _road(season, rulebook, notice, order, reached, counts, closes_at, now)
    found.facts = _facts(season, rulebook, notice, closes_at, committee)
    return found


def _last_two(rulebook):
    return (NOTICE, APPROVAL) if rulebook.notice_before_approval else (APPROVAL, NOTICE)


def _is_running(notice, now):
    return notice is not None and notice.opens_on <= today(now) and now < notice.closes_at


def _reached(season, rulebook, notice, order, closes_at, now):
    """The stage the season stands in; a later sign outweighs an earlier one.

    What is filed early is screened and reviewed at once (随到随审), but to the public a season whose window is open is
    first of all one that still receives nominations.
    """
    signs = {
        NAMING: season.named_on is not None,
        NOTICE: notice is not None,
        APPROVAL: season.resolved_on is not None,
        REVIEW: season.round_opened_at is not None and now >= closes_at,
        SCREENING: now >= closes_at,
    }
    return next((stage for stage in reversed(order) if signs.get(stage)), CALL)


def _sentence(season, rulebook, notice, reached, closes_at, now):
    year = season.label
    if reached == NAMING:
        return f"{year}上海工匠已于{plain_day_words(season.named_on)}命名，共 {_named_words(season)}。"
    if reached == NOTICE and now < notice.closes_at:
        return f"{year}上海工匠人选正在向社会公示，至{moment_words(notice.closes_at)}止。"
    if reached == NOTICE:
        return f"{year}上海工匠人选公示已期满，正在办理后续程序。"
    if reached == APPROVAL:
        return f"{year}上海工匠人选已经市总工会主席办公会审定。"
    if reached == REVIEW:
        return f"{year}上海工匠选树正在专家评审。"
    if reached == SCREENING:
        return f"{year}上海工匠选树申报已截止，正在资格审核。"
    if now < rulebook.submission_opens_at:
        return f"{year}上海工匠选树申报将于{moment_words(rulebook.submission_opens_at)}开始。"
    return f"{year}上海工匠选树正在接受申报，{moment_words(closes_at)}截止。"


def _named_words(season):
    """40 名，其中 1 名已撤销: a revoked honour was given, and is counted as given."""
    return f"{season.named} 名" + (f"，其中 {season.revoked} 名已撤销" if season.revoked else "")


def _after(found, order, reached, season):
    if found.notice_is_running:
        return "公示期间，任何单位和个人均可实名提出异议。"
    if season.concluded_on or reached == NAMING:
        return "历年获此荣誉者，见上海工匠名录。"
    if _is_early_review(season, reached):
        return "先行报送的申报随到随审，专家评审已经开始。"
    following = order[order.index(reached) + 1]
    return f"接下来是{following}。"


def _is_early_review(season, reached):
    """随到随审: a round is open although nominations are still being received."""
    return reached == CALL and season.round_opened_at is not None


def _road(season, rulebook, notice, order, reached, counts, closes_at, now):
    standing = STANDING | (NOTICE_FIRST if rulebook.notice_before_approval else APPROVAL_FIRST)
    dates = _dates(season, rulebook, notice, closes_at, now)
    place = order.index(reached)
    under_way = {reached}
    if rulebook.submission_opens_at <= now < closes_at:
        under_way |= {CALL} | ({SCREENING, REVIEW} if season.round_opened_at else set())
    steps = []
    for number, stage in enumerate(order):
        moment, note = dates.get(stage, (None, ""))
        steps.append(
            {
                "label": stage,
                "state": "current" if stage in under_way else "past" if number < place else "next",
                "moment": moment,
                "note": note,
                "count": sum(counts.get(state, 0) for state in standing[stage]) if counts is not None else None,
            }
        )
    return steps


def _dates(season, rulebook, notice, closes_at, now):
    """The one date of each stage that tells most, and what it is the date of; nothing where there is none yet."""
    if now < rulebook.submission_opens_at:
        dates = {CALL: (rulebook.submission_opens_at, f"{clock_words(rulebook.submission_opens_at)}开始")}
    else:
        dates = {CALL: (closes_at, f"{clock_words(closes_at)}截止")}
    if season.round_opened_at:
        dates[REVIEW] = (season.round_opened_at, "开始")
    if notice and now < notice.closes_at:
        dates[NOTICE] = (notice.closes_at, f"{clock_words(notice.closes_at)}截止")
    elif notice:
        dates[NOTICE] = (notice.closes_at, "期满")
    if season.resolved_on:
        dates[APPROVAL] = (season.resolved_on, "作出决议")
    if season.named_on:
        dates[NAMING] = (season.named_on, f"{season.named} 名")
    return dates


def _facts(season, rulebook, notice, closes_at, committee):
    facts = [("申报", _window(rulebook.submission_opens_at, closes_at))]
    if season.round_closes_at:
        facts.append(("专家评审", f"评分至{moment_words(season.round_closes_at)}截止"))
    if committee:
        facts.append(("评审委员会", _committee_words(committee)))
    if notice:
        facts.append(
            ("社会公示", f"{span_words(notice.opens_on, today(notice.closes_at))}，{clock_words(notice.closes_at)}止")
        )
    if season.resolved_on:
        facts.append(("审定", day_words(season.resolved_on)))
    if season.named_on:
        facts.append(("命名", f"{day_words(season.named_on)}，{_named_words(season)}"))
    facts.append(("名额", f"不超过 {rulebook.quota} 名"))
    facts.append(("依据", f"{rulebook.title}（{rulebook.document_number}）"))
    return facts


def _committee_words(committee):
    """五方面人员 in numbers; no name is public before the season is over."""
    members = sum(count for _, count in committee)
    return f"共 {members} 人：" + "，".join(f"{kind} {count} 人" for kind, count in committee)


def _window(opens_at: datetime, closes_at: datetime) -> str:
    return span_words(opens_at, closes_at)
