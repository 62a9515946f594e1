"""单独同意与撤回 (个人信息保护法 第十四、十五、二十三、二十五、二十九条): given for one purpose, withdrawn as easily, with its effect."""

from importlib import import_module

from django.apps import apps
from django.db import transaction
from django.utils.module_loading import module_has_submodule

from accounts.queries import people_with
from accounts.states import Role
from common import clock
from common.refusals import insist
from ledger.actions import record
from ledger.origin import current
from letters.actions import owe_rendered
from nominations import queries, rules
from nominations.actions.keeping import inspected_scan, keep_file
from nominations.actions.leaving import leave_the_review
from nominations.consents import BEFORE_NAMING, STOPS_THE_REVIEW, VERSION
from nominations.models import Consent
from nominations.queries.screening import nominators_of
from nominations.states import WITH_NOMINATOR, ConsentKind, ConsentOrigin, PaperPurpose, State


@transaction.atomic
def consent(nomination, kind, *, by, upload=None, now=None):
    """单独同意: one purpose, the version of the text that was read, when and from where; a signed paper may be kept."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_consent(by, nomination, kind))
    given = note_consent(nomination, kind, by=by, now=now)
    if upload is not None and given.paper is None:
        inspected, digest = inspected_scan(upload)
        given.paper = keep_file(
            nomination,
            by=by,
            upload=upload,
            kind=inspected,
            digest=digest,
            title=f"“{ConsentKind(kind).label}”书面同意",
            now=now,
            purpose=PaperPurpose.CONSENT_PAPER,
        )
        given.save(update_fields=["paper"])
    return given


def note_consent(nomination, kind, *, by, now):
    """The row and its trace; a consent that stands is not given twice."""
    given, is_new = Consent.objects.get_or_create(
        nomination=nomination,
        kind=kind,
        withdrawn_at=None,
        defaults={
            "text_version": VERSION,
            "given_at": now,
            "given_by": by,
            "origin": ConsentOrigin.ONLINE if rules.is_candidate(by, nomination) else ConsentOrigin.PAPER,
            "address": current().address,
        },
    )
    if is_new:
        record(
            "consent.given",
            by=by,
            on=nomination,
            at=now,
            purpose=str(kind),
            text_version=VERSION,
            channel=given.get_origin_display(),
        )
    return given


@transaction.atomic
def withdraw_consent(nomination, kind, *, by, now=None):
    """撤回同意: holds from now on; what was done before stays (个人信息保护法 第十五条).

    Without the consent to be reviewed nobody may go on reviewing, so a filed nomination whose review is not decided ends
    as 退出 in the same act. The other purposes only shut what they had opened: the rules of 公示, 拨付 and every push ask.
    """
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_withdrawing_consent(by, nomination))
    standing = nomination.consents.filter(kind=kind, withdrawn_at__isnull=True)
    if not standing.update(withdrawn_at=now, withdrawn_by=by, withdrawn_from=current().address):
        return nomination
    record("consent.withdrawn", by=by, on=nomination, at=now, purpose=str(kind))
    if kind == ConsentKind.REVIEW and nomination.state in STOPS_THE_REVIEW:
        reason = f"撤回“{ConsentKind.REVIEW.label}”的单独同意，按退出办理。"
        leave_the_review(nomination, by=by, reason=reason, now=now)
    _follow(nomination, kind, by=by, now=now)
    people = [person for person in _told(nomination, kind) if person.pk != by.pk]
    owe_rendered(
        "consent_withdrawn",
        to=people,
        about=nomination.get_absolute_url(),
        at=now,
        nomination=nomination,
        purpose=ConsentKind(kind).label,
        effect=_EFFECTS[ConsentKind(kind)],
    )
    return nomination


def _follow(nomination, kind, *, by, now):
    """What a later floor must shut or erase: each app may have a room ``withdrawals`` with ``on_withdrawal``."""
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "withdrawals"):
            import_module(f"{config.name}.withdrawals").on_withdrawal(nomination, kind, by=by, now=now)


_EFFECTS = {
    ConsentKind.REVIEW: "不得再为资格审核和专家评审查阅该申报的材料。",
    ConsentKind.PUBLICATION: "该姓名不得列入公示；正在公示和已经公布的，公开页面已遮蔽。",
    ConsentKind.TALENT_POOL: "不得再向人才库推送。",
    ConsentKind.EMPLOYER: "不得再向工作单位核实。",
    ConsentKind.BANK: "尚未发放的奖金停止办理，已登记的收款账户随即删除，待本人重新同意并登记。",
}


def _told(nomination, kind):
    """Who must know: the nominating side, and whoever would go on without knowing."""
    people = list(nominators_of(nomination))
    if kind == ConsentKind.BANK:
        return [*people, *people_with(Role.FINANCE)]
    if nomination.state in WITH_NOMINATOR:
        return people
    people += people_with(Role.REVIEW_OFFICE)
    if kind == ConsentKind.PUBLICATION and nomination.state in (*BEFORE_NAMING, State.HONOURED):
        people += people_with(Role.PUBLICITY_OFFICER)
    return people
