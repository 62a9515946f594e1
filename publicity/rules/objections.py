"""异议的提出、补充与受理: grounds of refusal (沪工总经〔2015〕260号 三(四) 社会公示)."""

from datetime import timedelta

from django.core.cache import cache

from common.dates import day_words, moment_words
from common.refusals import Refusal
from nominations.rules import is_candidate
from nominations.states import State
from publicity import queries
from publicity.rules.notices import refuse_replaced
from publicity.rules.standing import handled, refuse_office
from publicity.states import ObjectionState, ObjectorKind, Way

LETTERS_PER_HOUR = 5  # from one address
LETTERS_PER_DAY = 5  # from one telephone number or address of mail
MOST_PAPERS = 5  # in one letter
MOST_PAPERS_OF_A_CASE = 30
MOST_SUPPLEMENTS = 10

AN_HOUR = 60 * 60
A_DAY = timedelta(days=1)

WRITTEN_DOWN = (Way.LETTER, Way.CALL, Way.VISIT)


def refuse_window(notice, *, now) -> Refusal | None:
    """异议期: from the first day's beginning to the closing moment, in the version that holds."""
    return refuse_replaced(notice) or _outside(notice, now)


def _outside(notice, now):
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
            f"如掌握弄虚作假的线索，可以随时在本平台“举报”页面提出，或者向上海市总工会书面反映。联系方式：{notice.contact}",
            status=409,
        )
    return None


def refuse_objecting(name, *, now) -> Refusal | None:
    """提出异议: inside the window, against a name that still stands."""
    if refusal := refuse_replaced(name.notice) or _outside(name.running_clock, now):
        return refusal
    if name.nomination.state not in (State.ON_NOTICE, State.CONTESTED):
        return Refusal("name_gone", f"{name.name}已不再列入本次公示人选。", "无须再对该人选提出异议。", status=409)
    return None


def refuse_letter(notice, kind, name, contact, content, *, how_many) -> Refusal | None:
    """实名: a person signs and leaves a contact, a unit stamps; anonymous leads only where the rulebook takes them."""
    if refusal := refuse_many(how_many):
        return refusal
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


def refuse_reply(objection) -> Refusal | None:
    """答复书: once there is an answer."""
    if objection.closed_at is not None:
        return None
    return Refusal("not_answered", "此件正在办理，尚无答复。", "办结后即可下载答复书。", status=409)


def refuse_many(how_many) -> Refusal | None:
    """一次最多几份."""
    if how_many <= MOST_PAPERS:
        return None
    return Refusal(
        "too_many_papers",
        f"一次最多上传{MOST_PAPERS}份材料。",
        "请合并同类材料；其余的可以在办理期间凭受理编号补充。",
        status=409,
    )


def refuse_flood(address: str) -> Refusal | None:
    """限频: a few letters an hour from one address; none is counted where there is no address (not a browser)."""
    if not address or cache.get(flood_key(address), 0) < LETTERS_PER_HOUR:
        return None
    return Refusal(
        "too_many",
        f"同一网络地址一小时内最多提出或补充{LETTERS_PER_HOUR}件，已达上限。",
        "请一小时后再提出，或来信、来电反映。",
        status=429,
    )


def refuse_contact_flood(contact_hash: str, *, now) -> Refusal | None:
    """限频: the same telephone number or mail address, wherever it writes from."""
    if not contact_hash or queries.letters_from(contact_hash, since=now - A_DAY) < LETTERS_PER_DAY:
        return None
    return Refusal(
        "too_many",
        f"同一联系方式一天内最多提出{LETTERS_PER_DAY}件异议，已达上限。",
        "请明天再提出；对同一人选的其他情况，可以凭受理编号补充到已提出的异议。",
        status=429,
    )


def flood_key(address: str) -> str:
    """Where the count of an address is kept."""
    return f"objections-from:{address}"


def refuse_registering(user, name, *, way, received_at, now) -> Refusal | None:
    """登记来信、来电、来访: by the officer, and it counts from when it came, not from when it was written down."""
    if refusal := refuse_office(user) or _about_oneself(user, name.nomination):
        return refusal
    if way not in WRITTEN_DOWN:
        return Refusal("no_way", "尚未选择来源。", "请选择来信、来电或来访。", status=409)
    if received_at > now:
        return Refusal(
            "not_yet", f"收到时间{moment_words(received_at)}尚未到来。", "请按实际收到的时间填写。", status=409
        )
    return refuse_objecting(name, now=received_at)


def refuse_supplement(objection, *, content="", how_many=0, complete=True) -> Refusal | None:
    """补充材料: while the case is open, within bounds; with ``complete=False`` only whether anything may be added."""
    if not objection.is_open:
        return Refusal(
            "case_closed",
            f"此件现为“{objection.get_state_display()}”，不能再补充。",
            "有新的事实和证据的，请在公示期内另行提出。",
            status=409,
        )
    if queries.supplements_of(objection).count() >= MOST_SUPPLEMENTS:
        return Refusal(
            "too_many_supplements",
            f"每件最多补充{MOST_SUPPLEMENTS}次，现已满。",
            "核查人如有需要会与您联系。",
            status=409,
        )
    if queries.papers_of(objection).count() + how_many > MOST_PAPERS_OF_A_CASE:
        return Refusal(
            "too_many_papers", f"每件最多保存{MOST_PAPERS_OF_A_CASE}份材料，现已满。", "请合并同类材料。", status=409
        )
    if complete and not content.strip() and not how_many:
        return Refusal("nothing_added", "尚未填写补充内容，也没有选择材料。", "请至少补充其中一项。", status=409)
    return refuse_many(how_many)


def refuse_answering(user, objection) -> Refusal | None:
    """受理与否: by the publicity officer, once, and never about oneself."""
    return refuse_office(user) or _answered(objection) or _about_oneself(user, objection.notice_name.nomination)


def refuse_refusing(user, objection, *, ground, note) -> Refusal | None:
    """不予受理: on one of the coded grounds, with a sentence of explanation."""
    if refusal := refuse_answering(user, objection):
        return refusal
    if not ground:
        return Refusal("no_ground", "尚未选择不予受理的理由。", "请选择理由并作说明。", status=409)
    if not note.strip():
        return Refusal("no_note", "尚未填写说明。", "请向异议人说明不予受理的缘由。", status=409)
    return None


# --- grounds ---------------------------------------------------------------------------------------------------------


def _answered(objection):
    return None if objection.state == ObjectionState.RECEIVED else handled(objection.get_state_display())


def _about_oneself(user, nomination):
    if is_candidate(user, nomination):
        return Refusal("own_candidacy", "该异议针对您本人，您不能办理。", "请由其他公示专员办理。")
    return None
