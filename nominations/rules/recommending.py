"""推荐、逐级审核、退回、报送 (沪工总经〔2015〕260号 三(三))."""

from accounts.states import CLERKS, ENDORSERS
from common.refusals import Refusal
from nominations import dossier, queries
from nominations.chain import next_body
from nominations.parts import ENDORSE, NOMINATE
from nominations.queries import consents, ranking
from nominations.rules.duties import refuse_second_part
from nominations.rules.invitations import refuse_unaccepted
from nominations.rules.standing import (
    is_drafting_side,
    is_of,
    refuse_others,
    refuse_out_of_turn,
    refuse_under_ban,
    refuse_under_bodys_ban,
    refuse_unknown_sections,
    refuse_without_words,
)
from nominations.states import ConsentKind, State
from seasons.rules import refuse_when_shut


def refuse_recommendation(user, nomination, *, now):
    """推荐: the drafting side hands up a complete dossier."""
    return (
        refuse_others(user, nomination, "推荐")
        or _refuse_direct(nomination)
        or refuse_unaccepted(nomination)
        or refuse_out_of_turn(nomination, "推荐", State.DRAFT, State.RETURNED)
        or refuse_second_part(user, nomination, NOMINATE)
        or refuse_when_shut(nomination.rulebook, nomination.filing_body, now)
        or refuse_under_ban(nomination, now=now)
        or refuse_under_bodys_ban(nomination, now=now)
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
        or refuse_under_bodys_ban(nomination, nomination.at_body, now=now)
        or refuse_without_review_consent(nomination)
        or (refuse_no_place(nomination) if next_body(nomination) is None else None)
    )


def refuse_without_review_consent(nomination):
    """身份核验与评审 rests on a consent of its own; while it is withdrawn nobody goes on (个人信息保护法 第十五条)."""
    if consents.standing(nomination.pk, ConsentKind.REVIEW):
        return None
    return Refusal(
        "no_consent",
        f"{nomination.name}已撤回“{ConsentKind.REVIEW.label}”的单独同意，不能继续审核。",
        "本人重新同意后可以继续；不再同意的，请退回起草单位办理撤回。",
        status=409,
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


def refuse_rank(nomination, body, rank):
    """本单位排序: no two of a body's own share a rank in one season; gaps may stay."""
    other = ranking.at_rank(body, nomination.season_id, rank)
    if other is None or other.nomination_id == nomination.pk:
        return None
    return Refusal(
        "rank_taken",
        f"{body}的第{rank}位已给予{other.nomination.name}。",
        f"可以改填第{ranking.next_rank(body, nomination.season_id)}位，或先在“排序与名额”中调整次序。",
        status=409,
    )


def refuse_reordering(user, body, opinions, changed):
    """调整排序: by the body's endorsers, only what is not filed yet, each rank once."""
    if not is_of(user, body.pk, *ENDORSERS):
        return Refusal("not_yours", f"{body}的排序由其审核人调整。", f"请由{body}的审核人登录办理。")
    filed = [opinions[pk] for pk in changed if opinions[pk].nomination.submitted_at is not None]
    if filed:
        return Refusal(
            "already_filed",
            f"{filed[0].nomination.name}的申报已经报送，其排序不能再改。",
            "请保持已报送人选的次序，只调整尚未报送的。",
            status=409,
        )
    final = [changed.get(pk, one.rank) for pk, one in opinions.items()]
    ranks = [rank for rank in final if rank is not None]
    if len(ranks) != len(set(ranks)):
        twice = min(rank for rank in ranks if ranks.count(rank) > 1)
        return Refusal("rank_taken", f"第{twice}位给予了不止一人。", "每个次序只给一人，请改正后再保存。", status=409)
    return None


def refuse_taking_back(user, nomination, opinion, *, reason):
    """撤回审核意见: by the body that endorsed last, before the next level or the filing."""
    return (
        refuse_out_of_turn(nomination, "撤回审核意见", State.RECOMMENDED, State.ENDORSED)
        or _refuse_not_the_last(user, nomination, opinion)
        or refuse_without_words(reason, "撤回的理由")
    )


def _refuse_not_the_last(user, nomination, opinion):
    if opinion is not None and is_of(user, opinion.organisation_id, *ENDORSERS):
        return None
    if opinion is not None and ranking.has_endorsed(nomination, user.bodies(*ENDORSERS)):
        return Refusal(
            "gone_further",
            f"{opinion.organisation}已经审核同意，本单位的意见不能再撤回。",
            "确有必要的，请商该单位撤回其意见或退回。",
            status=409,
        )
    return Refusal("not_yours", "只有最近一级审核单位的审核人可以撤回审核意见。", "请由该单位的审核人办理。")


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
        or refuse_under_bodys_ban(nomination, now=now)
        or refuse_undeclared(nomination)
        or refuse_unranked(nomination)
        or refuse_incomplete(nomination, "报送")
    )


def refuse_unranked(nomination):
    """推荐排序: where the rulebook asks, what the filing body has not ranked is not filed."""
    if not nomination.rulebook.asks_ranked_list or not nomination.needs_endorsement:
        return None
    own = ranking.standing(nomination.filing_body, nomination.season_id)
    if own.filter(nomination=nomination, rank__isnull=False).exists():
        return None
    return Refusal(
        "unranked",
        f"{nomination.filing_body}尚未给出{nomination.name}的推荐次序，不能报送。",
        "请由该单位审核人在“排序与名额”中填写次序。",
        status=409,
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
