"""异议与核查: grounds of refusal (沪工总经〔2015〕260号 三(四) 社会公示)."""

from django.core.cache import cache

from accounts.states import Role
from common.dates import day_words, moment_words
from common.refusals import Refusal
from nominations.rules import is_candidate, refuse_second_part
from nominations.states import State
from publicity import queries
from publicity.rules.standing import handled, refuse_office
from publicity.states import ObjectionState, ObjectorKind

OBJECTIONS_PER_HOUR = 5
MOST_PAPERS = 5  # in one letter

AN_HOUR = 60 * 60


def refuse_window(notice, *, now) -> Refusal | None:
    """异议期: from the first day's beginning to the closing moment."""
    if not notice.is_published or now < notice.opens_at:
        return Refusal(
            "not_open_yet",
            f"公示自{day_words(notice.opens_on)}开始，现在还不能提出异议。",
            "请在公示期内提出。",
            status=409,
        )
    if now >= notice.closes_at:
        return Refusal(
            "window_over",
            f"公示已于{moment_words(notice.closes_at)}截止，超出期限的异议不予受理。",
            f"如掌握弄虚作假的线索，可以随时向上海市总工会书面反映。联系方式：{notice.contact}",
            status=409,
        )
    return None


def refuse_objecting(name, *, now) -> Refusal | None:
    """提出异议: inside the window, against a name that still stands."""
    if refusal := refuse_window(name.notice, now=now):
        return refusal
    if name.nomination.state not in (State.ON_NOTICE, State.CONTESTED):
        return Refusal("name_gone", f"{name.name}已不再列入本次公示人选。", "无须再对该人选提出异议。", status=409)
    return None


def refuse_objector(notice, *, kind, name, contact, content, how_many) -> Refusal | None:
    """实名: a person signs and leaves a contact, a unit stamps; anonymous leads only where the rulebook takes them."""
    if how_many > MOST_PAPERS:
        return Refusal(
            "too_many_papers",
            f"一次最多上传{MOST_PAPERS}份材料。",
            "请合并同类材料；其余的可以在办理期间凭受理编号补充。",
            status=409,
        )
    if not content.strip():
        return Refusal("no_content", "尚未写明异议内容。", "请写明所反映的事实、证据或者线索。", status=409)
    if kind == ObjectorKind.ANONYMOUS:
        if notice.rulebook.anonymous_objections:
            return None
        return Refusal(
            "anonymous", "本次公示不受理匿名异议。", "请以真实姓名或单位名义提出，您的身份将予保密。", status=409
        )
    if not name.strip() or not contact.strip():
        return Refusal(
            "no_name", "提出异议须写明姓名或单位名称和联系方式。", "请补充后提出，您的身份将予保密。", status=409
        )
    if kind == ObjectorKind.UNIT and not how_many:
        return Refusal(
            "no_stamp", "以单位名义提出异议，须上传加盖公章的书面材料。", "请上传盖章材料的扫描件。", status=409
        )
    return None


def refuse_flood(address: str) -> Refusal | None:
    """限频: a few objections an hour from one address; none is counted where there is no address (not a browser)."""
    if not address or cache.get(flood_key(address), 0) < OBJECTIONS_PER_HOUR:
        return None
    return Refusal(
        "too_many",
        f"同一网络地址一小时内最多提出{OBJECTIONS_PER_HOUR}件异议，已达上限。",
        "请一小时后再提出，或来信、来电反映。",
        status=429,
    )


def flood_key(address: str) -> str:
    """Where the count of an address is kept."""
    return f"objections-from:{address}"


def refuse_answering(user, objection) -> Refusal | None:
    """受理与否: by the publicity officer, once, and never about oneself."""
    return refuse_office(user) or _answered(objection) or _about_oneself(user, objection)


def refuse_refusing(user, objection, *, ground, note) -> Refusal | None:
    """不予受理: on one of the coded grounds, with a sentence of explanation."""
    if refusal := refuse_answering(user, objection):
        return refusal
    if not ground:
        return Refusal("no_ground", "尚未选择不予受理的理由。", "请选择理由并作说明。", status=409)
    if not note.strip():
        return Refusal("no_note", "尚未填写说明。", "请向异议人说明不予受理的缘由。", status=409)
    return None


def refuse_inquiry(user, objection, assignee) -> Refusal | None:
    """受理并核查: the name must still be there to be held, and the inquirer be a stranger to the case."""
    if refusal := refuse_answering(user, objection):
        return refusal
    nomination = objection.notice_name.nomination
    if nomination.state not in (State.ON_NOTICE, State.CONTESTED):
        return Refusal(
            "name_gone",
            f"{objection.notice_name.name}现为“{nomination.get_state_display()}”，不在公示之列，无从核查。",
            "请以“人选已不在公示之列”答复异议人。",
            status=409,
        )
    return refuse_assignee(objection, assignee)


def refuse_assignee(objection, assignee) -> Refusal | None:
    """核查人: of the review office, of no body the nomination came through, without any part in it."""
    nomination = objection.notice_name.nomination
    if assignee is None or not assignee.holds(Role.REVIEW_OFFICE):
        return Refusal("not_review_office", "核查人须为评审办公室人员。", "请从评审办公室另选核查人。", status=409)
    bodies = queries.bodies_of(nomination)
    if any(one.organisation_id in bodies for one in assignee.current_memberships()):
        return Refusal(
            "of_the_nominating_union",
            f"{assignee}任职于该人选的推荐或审核单位，不能担任核查人。",
            "请选择推荐单位以外的人员。",
            status=409,
        )
    return refuse_second_part(assignee, nomination, "inquire")


def assignees_for(objection) -> list:
    """Who may be charged with the inquiry."""
    return [person for person in queries.review_office() if refuse_assignee(objection, person) is None]


def refuse_conclusion(user, objection, *, finding="", report="", reply="", complete=True) -> Refusal | None:
    """核查结论: by the assignee; with ``complete=False`` only whether the person may conclude at all."""
    if objection.assignee_id is None or user is None or user.pk != objection.assignee_id:
        return Refusal("not_the_assignee", "核查结论由承办该件的核查人作出。", "请由核查人办理。")
    if objection.state != ObjectionState.INQUIRY:
        return handled(objection.get_state_display())
    if complete and not (finding and report.strip() and reply.strip()):
        return Refusal("incomplete", "核查结论、核查情况和答复须填写齐全。", "请补全后办结。", status=409)
    return None


def refuse_reveal(user, objection) -> Refusal | None:
    """查看异议人身份: the inquirer alone; each look leaves an entry."""
    if objection.assignee_id is not None and user is not None and user.pk == objection.assignee_id:
        return None
    return Refusal(
        "sealed", "异议人的身份及证据材料只有承办该件的核查人可以查看。", "如需了解核查进展，请与核查人联系。"
    )


# --- grounds ---------------------------------------------------------------------------------------------------------


def _answered(objection):
    return None if objection.state == ObjectionState.RECEIVED else handled(objection.get_state_display())


def _about_oneself(user, objection):
    if is_candidate(user, objection.notice_name.nomination):
        return Refusal("own_candidacy", "该异议针对您本人，您不能办理。", "请由其他公示专员办理。")
    return None
