"""清除: when the day has come, and what postpones it."""

from accounts.states import Role
from common.dates import day_words, today
from common.refusals import Refusal
from nominations.models import Merger
from nominations.purging import held_back
from nominations.queries import purges
from nominations.rules.standing import is_drafting_side, refuse_under_ban


def refuse_purge(nomination, *, now):
    """清除: an unsuccessful file whose years are over and that nothing holds."""
    day = purges.day_of(nomination)
    if nomination.purged_at is not None:
        return Refusal("already_handled", "该件材料已经清除。", status=409)
    if day is None:
        return Refusal("not_ended", "该件申报尚在办理，或已经命名，材料不清除。", status=409)
    if day > today(now):
        return Refusal("not_yet", f"保存期至{day_words(day)}，尚未届满。", "届满后由平台清除。", status=409)
    return refuse_hold(nomination, now=now)


def refuse_hold(nomination, *, now):
    """依法暂缓清除: a ban that stands, an inquiry that is open, papers that another file has taken over."""
    merger = Merger.objects.filter(merged=nomination).select_related("kept").first()
    if merger is not None:
        return Refusal(
            "merged", f"该件已并入{merger.kept.number}，材料随该件保存。", "续办的申报清除后清除。", status=409
        )
    banned = refuse_under_ban(nomination, now=now)
    if banned is not None:
        return Refusal("banned", "人选或单位在禁报期内，材料是禁报决定的依据。", "禁报期满或解除后清除。", status=409)
    return held_back([nomination]).get(nomination.pk)


def may_watch(user) -> bool:
    """清除名册 is for the review office and supervision."""
    return user.is_authenticated and user.holds(Role.REVIEW_OFFICE, Role.SUPERVISION)


def refuse_copy(user, nomination):
    """下载副本: by the person or the side that wrote it, while it is there (个人信息保护法 第四十五条)."""
    if not is_drafting_side(user, nomination) and user.pk != nomination.candidate_id:
        return Refusal("not_yours", "材料副本由本人或推荐单位的经办人下载。", "请由上述人员办理。")
    if nomination.purged_at is not None:
        return Refusal("purged", "材料已经清除，没有可供下载的副本。", status=409)
    return None
