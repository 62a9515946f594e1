"""What stands against an act of this room."""

from accounts.states import CLERKS, Role
from common.refusals import Refusal
from ladder import queries
from ladder.states import RecordState, Rung
from organisations.states import FILING_UNIONS


def may_read(user) -> bool:
    """荣誉记录 is read by the office and supervision, and by the clerks of unions for their own body."""
    return user.is_authenticated and user.holds(*queries.READERS, Role.UNION_CLERK)


def bodies_of(user) -> list:
    """The districts and industries a clerk registers for (沪工总经〔2015〕260号 五(一))."""
    return [body for body in user.bodies(*CLERKS) if body.kind in FILING_UNIONS]


def refuse_registering(user, *, rung="", body=None) -> Refusal | None:
    """登记: the office on every rung; a district's or industry's clerk its own 区局（产业）工匠."""
    if user.holds(Role.REVIEW_OFFICE):
        return None
    bodies = bodies_of(user)
    if not bodies:
        return Refusal(
            "not_a_registrar",
            "荣誉记录由评审办公室和区、局（产业）工会经办人登记，您的角色不能登记。",
            "请与本区、局（产业）工会联系。",
        )
    if rung and rung != Rung.DISTRICT:
        return Refusal("other_rung", f"“{Rung(rung).label}”的记录由评审办公室登记。", "请将授予文件送评审办公室登记。")
    if body is not None and body.pk not in {one.pk for one in bodies}:
        return Refusal("other_body", f"您不是{body}的经办人，不能为其登记。", "请由该单位经办人登记。")
    return None


def refuse_same(record) -> Refusal | None:
    """One record for one honour of one person."""
    same = queries.same_record(record)
    if same is None:
        return None
    return Refusal(
        "on_record_already",
        f"{record.name}的{record.year}“{record.title}”已有记录（{same.get_state_display()}）。",
        "无须重复登记；原记录有误的，待核实的由登记人更正，已核实的先作废再登记。",
        status=409,
    )


def refuse_office(user) -> Refusal | None:
    """核实由评审办公室办理."""
    if user.holds(Role.REVIEW_OFFICE):
        return None
    return Refusal("not_the_office", "荣誉记录由评审办公室核实。", "请与评审办公室联系。")


def refuse_verifying(user, record) -> Refusal | None:
    """核实: by the office, by another person than who registered, with the document at hand."""
    if refusal := refuse_office(user):
        return refusal
    if record.state != RecordState.REGISTERED:
        return _handled(record)
    if user.same_person(record.registered_by):
        return Refusal(
            "second_part", f"{record}由您登记，不能由您核实。", "登记与核实须由不同的人办理，请由其他人员核实。"
        )
    if not record.document_number.strip():
        return Refusal("no_document", f"{record}尚无文号，不能核实。", "请登记人凭授予文件更正，补上文号。", status=409)
    return None


def refuse_correcting(user, record, *, reason="") -> Refusal | None:
    """更正: by who registered it, as long as nobody has put his name behind it."""
    if record.state == RecordState.VERIFIED:
        return Refusal(
            "verified_words_stay",
            f"{record}已核实，文字不能更改。",
            "确有错误的，请由评审办公室作废，再按原内容重新登记。",
            status=409,
        )
    if record.state != RecordState.REGISTERED:
        return _handled(record)
    if not user.same_person(record.registered_by):
        return Refusal(
            "not_the_registrar",
            f"{record}由{record.registered_by}登记，由登记人更正。",
            "请与登记人联系；登记人不能办理的，由评审办公室作废后重新登记。",
        )
    return _no_reason(reason, "更正须写明理由。", "请写明何处有误、依据什么更正。")


def refuse_changing_nothing(changed) -> Refusal | None:
    """更正: something is different."""
    if changed:
        return None
    return Refusal("nothing_changed", "各项与原记录相同，没有更正。", "请改正有误之处，或者返回原记录。", status=409)


def refuse_unread_words(records, read) -> Refusal | None:
    """核实: the words that were compared with the document are those of the record."""
    if read is None or read == queries.digest_of_words(records):
        return None
    return Refusal(
        "corrected_since",
        "所选记录在您核对期间已由登记人更正，尚未核实。",
        "请返回荣誉记录，对照授予文件重新核对。",
        status=409,
    )


def refuse_revoking(user, record, *, reason="") -> Refusal | None:
    """登记撤销: what the issuing body took back."""
    if not user.holds(Role.REVIEW_OFFICE):
        return Refusal("not_the_office", "荣誉的撤销由评审办公室登记。", "请将撤销文件送评审办公室。")
    if record.state != RecordState.VERIFIED:
        return _handled(record)
    return _no_reason(reason, "登记撤销须写明依据。", "请写明撤销决定的单位、日期和文号。")


def refuse_striking(user, record, *, reason="") -> Refusal | None:
    """作废: a record that should not be there; before it is verified by who registered it, too."""
    own = record.state == RecordState.REGISTERED and user.same_person(record.registered_by)
    if not (user.holds(Role.REVIEW_OFFICE) or own):
        return Refusal("not_the_office", "已核实的记录由评审办公室作废。", "请与评审办公室联系。")
    if record.state not in (RecordState.REGISTERED, RecordState.VERIFIED):
        return _handled(record)
    return _no_reason(reason, "作废须写明理由。", "请写明登记有误之处。")


def refuse_choosing_nothing(chosen) -> Refusal | None:
    """批量核实: something is ticked."""
    return None if chosen else Refusal("nothing_chosen", "没有勾选任何一条记录。", "请返回勾选后再核实。", status=409)


def _handled(record):
    return Refusal(
        "already_handled", f"{record}现为“{record.get_state_display()}”。", "请返回查看最新情况。", status=409
    )


def _no_reason(reason, message, remedy):
    return None if reason.strip() else Refusal("no_reason", message, remedy, status=409)
