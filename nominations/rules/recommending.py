"""推荐、逐级审核、退回、报送 (沪工总经〔2015〕260号 三(三))."""

from accounts.states import CLERKS, ENDORSERS
from common.refusals import Refusal
from nominations import dossier, queries
from nominations.chain import next_body
from nominations.parts import ENDORSE, NOMINATE
from nominations.rules.duties import refuse_second_part
from nominations.rules.standing import (
    is_drafting_side,
    is_of,
    refuse_others,
    refuse_out_of_turn,
    refuse_under_ban,
    refuse_unknown_sections,
    refuse_without_words,
)
from nominations.states import State
from seasons.rules import refuse_when_shut


def refuse_recommendation(user, nomination, *, now):
    """推荐: the drafting side hands up a complete dossier."""
    return (
        refuse_others(user, nomination, "推荐")
        or _refuse_direct(nomination)
        or refuse_out_of_turn(nomination, "推荐", State.DRAFT, State.RETURNED)
        or refuse_second_part(user, nomination, NOMINATE)
        or refuse_when_shut(nomination.rulebook, nomination.filing_body, now)
        or refuse_under_ban(nomination, now=now)
        or refuse_incomplete(nomination, "推荐")
    )


def refuse_endorsement(user, nomination, *, now):
    """审核同意: by an endorser of the body it lies with, who did not draft; the last one needs a free place."""
    return (
        refuse_out_of_turn(nomination, "审核", State.RECOMMENDED)
        or _refuse_other_bodies(user, nomination.at_body)
        or refuse_second_part(user, nomination, ENDORSE)
        or refuse_when_shut(nomination.rulebook, nomination.filing_body, now)
        or refuse_under_ban(nomination, now=now)
        or (refuse_no_place(nomination) if next_body(nomination) is None else None)
    )


def refuse_no_place(nomination):
    """名额: how many a district, bureau or association may file."""
    row = queries.place_of(nomination)
    if row is None or queries.places_held(nomination) < row.places:
        return None
    return Refusal(
        "no_place",
        f"{nomination.filing_body}的名额为{row.places}名，已全部占用。",
        "撤回或退回其他人选后名额即释放；需要调整名额的，请与市总工会评审办公室联系。",
        status=409,
    )


def refuse_hand_back(user, nomination, *, reason, sections=()):
    """退回: by the body it lies with; once endorsed by the body that would file; the reason is compulsory."""
    return (
        refuse_out_of_turn(nomination, "退回", State.RECOMMENDED, State.ENDORSED)
        or _refuse_not_holding(user, nomination)
        or refuse_without_words(reason, "退回的理由")
        or refuse_unknown_sections(nomination, sections)
    )


def refuse_submission(user, nomination, *, now):
    """报送: before the closing moment, declared true, by the filing body's clerk or the direct self-nominee."""
    return (
        _refuse_not_filing(user, nomination)
        or refuse_out_of_turn(nomination, "报送", *_filing_states(nomination))
        or refuse_second_part(user, nomination, NOMINATE)
        or refuse_when_shut(nomination.rulebook, nomination.filing_body, now)
        or refuse_under_ban(nomination, now=now)
        or refuse_undeclared(nomination)
        or refuse_incomplete(nomination, "报送")
    )


def refuse_undeclared(nomination):
    """真实性承诺 (沪工总经〔2015〕260号 五(三))."""
    if nomination.is_declared:
        return None
    return Refusal(
        "not_declared",
        "尚未作出真实性承诺，不能报送。",
        "请在“同意与承诺”中作出承诺；材料修改后须重新承诺。",
        status=409,
    )


def refuse_incomplete(nomination, act):
    """The same sections that draw the task list decide."""
    missing = dossier.missing(nomination)
    if not missing:
        return None
    words = "；".join(f"{section.title}：{'、'.join(lacks)}" for section, lacks in missing)
    return Refusal("incomplete", f"材料尚不完整，不能{act}。", f"请补齐：{words}。", status=409)


def _filing_states(nomination):
    return (State.ENDORSED,) if nomination.needs_endorsement else (State.DRAFT, State.RETURNED)


def _refuse_direct(nomination):
    if nomination.needs_endorsement:
        return None
    return Refusal("files_directly", "您是直接向市总工会自荐，不经逐级推荐。", "请直接报送。", status=409)


def _refuse_other_bodies(user, body):
    if is_of(user, body.pk, *ENDORSERS):
        return None
    return Refusal("not_yours", f"此件由{body}的审核人审核。", f"请由{body}的审核人登录办理。")


def _refuse_not_holding(user, nomination):
    if nomination.state == State.RECOMMENDED:
        return _refuse_other_bodies(user, nomination.at_body)
    if is_of(user, nomination.filing_body_id, *CLERKS, *ENDORSERS):
        return None
    return Refusal("not_yours", f"此件在{nomination.filing_body}待报送。", "请由该单位的经办人或审核人退回。")


def _refuse_not_filing(user, nomination):
    if nomination.needs_endorsement:
        if is_of(user, nomination.filing_body_id, *CLERKS):
            return None
        return Refusal("not_yours", f"此件由{nomination.filing_body}报送。", "请由该单位的经办人办理。")
    if is_drafting_side(user, nomination):
        return None
    return Refusal("not_yours", "自荐申报只能由本人报送。", "请由自荐人本人登录办理。")
