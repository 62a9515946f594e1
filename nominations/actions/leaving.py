"""撤回、退出、取消当年申报资格 (沪工总经〔2015〕260号 五(三))."""

from importlib import import_module

from django.apps import apps
from django.db import transaction
from django.utils.module_loading import module_has_submodule

from accounts.queries import people_with
from accounts.states import Role
from common import clock
from common.refusals import insist
from ledger.actions import record
from letters.actions import owe_rendered
from nominations import queries, rules


@transaction.atomic
def withdraw(nomination, *, by, reason, now=None):
    """撤回: by the nominator; the place and the person are free again."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_withdrawal(by, nomination, reason=reason))
    _leave(nomination, nomination.withdraw, "withdrawn", by=by, reason=reason, now=now)
    nomination.endorsements.filter(is_endorsed=True, is_void=False).update(is_void=True)  # the ranks are free again
    return nomination


@transaction.atomic
def drop_out(nomination, *, by, reason, now=None):
    """退出: by the candidate, at any time after filing and before naming."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_dropping_out(by, nomination, reason=reason))
    return _leave(nomination, nomination.drop_out, "dropped_out", by=by, reason=reason, now=now)


def leave_the_review(nomination, *, by, reason, now):
    """退出 by withdrawing the consent to be reviewed: one step of that act, inside its transaction."""
    return _leave(nomination, nomination.drop_out, "dropped_out", by=by, reason=reason, now=now)


@transaction.atomic
def disqualify(nomination, *, by, reason, now=None):
    """取消当年申报资格: one step of a finding of fraud, which bans and revokes besides."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_disqualification(by, nomination, reason=reason))
    return _leave(nomination, nomination.disqualify, "disqualified", by=by, reason=reason, now=now)


def _leave(nomination, step, verb, *, by, reason, now):
    before, reason = nomination.state, reason.strip()
    step(at=now, reason=reason)
    nomination.at_body = nomination.correction_due = None
    nomination.save(update_fields=["state", "state_since", "closing_reason", "at_body", "correction_due"])
    record(f"nomination.{verb}", by=by, on=nomination, at=now, before=before, after=nomination.state, reason=reason)
    owe_rendered(
        f"nomination_{verb}",
        to=_concerned(nomination),
        about=nomination.get_absolute_url(),
        at=now,
        nomination=nomination,
        reason=reason,
        by=by,
    )
    _follow(nomination, by, now)
    return nomination


def _follow(nomination, by, now):
    """What a later floor must take back: each app may have a room ``departures`` with ``on_leaving``."""
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "departures"):
            import_module(f"{config.name}.departures").on_leaving(nomination, by=by, now=now)


def _concerned(nomination):
    """The drafter, the candidate's account, the clerks of the filing body, and the screener who holds it."""
    people = [nomination.drafted_by, nomination.candidate, nomination.screener]
    if nomination.submitted_at and nomination.filing_body is not None:
        role = Role.ASSOCIATION_CLERK if nomination.filing_body.is_social_body else Role.UNION_CLERK
        people += people_with(role, nomination.filing_body)
    return [person for person in people if person is not None]
