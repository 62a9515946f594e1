"""社团的邀请与接受 (沪工总经〔2015〕260号 三(三)): an association and a self-nominee agree before anything is filed."""

from datetime import timedelta

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse

from accounts.queries import people_with
from accounts.states import Role
from common import clock
from common.refusals import insist
from ledger.actions import record
from letters.actions import owe_rendered, rendered
from nominations import queries
from nominations.models import Invitation
from nominations.queries import invitations
from nominations.rules import invitations as rules
from nominations.states import Answer

GOOD_FOR = timedelta(days=14)


@transaction.atomic
def invite(association, season, *, by, address, note="", now=None):
    """邀请自荐: a link to an address, good once and for two weeks."""
    now = now or clock.now()
    insist(rules.refuse_inviting(by, association))
    invitation = Invitation(
        season=season,
        association=association,
        address=address.strip().lower(),
        note=note.strip(),
        asked_by=by,
        asked_at=now,
        expires_at=now + GOOD_FOR,
    )
    invitation.clean_fields(exclude=["nomination", "nominee", "answered_by", "answered_at", "sent_at"])
    invitation.save()
    record("invitation.made", by=by, on=invitation, at=now)
    transaction.on_commit(_nudge, robust=True)
    return invitation


@transaction.atomic
def take_up(invitation, token, *, by, now=None):
    """接受邀请: the link is used up, and the person may file through the association."""
    now = now or clock.now()
    invitation = invitations.locked(invitation.pk)
    insist(rules.refuse_taking_up(by, invitation, token, now=now))
    invitation.nominee = invitation.answered_by = by
    invitation.answer, invitation.answered_at = Answer.ACCEPTED, now
    invitation.save(update_fields=["nominee", "answered_by", "answer", "answered_at"])
    record("invitation.taken_up", by=by, on=invitation, at=now)
    clerks = people_with(Role.ASSOCIATION_CLERK, invitation.association)
    owe_rendered("invitation_taken_up", to=clerks, at=now, invitation=invitation, about=_page(invitation))
    return invitation


def ask_association(nomination, *, by, now):
    """请求接受: made by itself with a draft that names an association which has not agreed yet."""
    if rules.refuse_unaccepted(nomination) is None:
        return None
    invitation = Invitation.objects.create(
        season_id=nomination.season_id,
        association=nomination.filing_body,
        nomination=nomination,
        nominee=by,
        asked_by=by,
        asked_at=now,
    )
    record("invitation.asked", by=by, on=invitation, at=now)
    clerks = people_with(Role.ASSOCIATION_CLERK, nomination.filing_body)
    owe_rendered(
        "invitation_asked", to=clerks, about=_page(invitation), at=now, nomination=nomination, invitation=invitation
    )
    return invitation


@transaction.atomic
def answer(invitation, *, by, answer, reason="", now=None):
    """接受或不接受自荐请求."""
    now = now or clock.now()
    invitation = invitations.locked(invitation.pk)
    insist(rules.refuse_answering(by, invitation, answer=answer, reason=reason))
    invitation.answer, invitation.answer_reason = Answer(answer), reason.strip()
    invitation.answered_by, invitation.answered_at = by, now
    invitation.clean_fields(exclude=["nomination", "nominee", "expires_at", "sent_at"])
    invitation.save(update_fields=["answer", "answer_reason", "answered_by", "answered_at"])
    record(
        "invitation.answered",
        by=by,
        on=invitation,
        at=now,
        after=invitation.get_answer_display(),
        reason=invitation.answer_reason,
    )
    owe_rendered(
        "invitation_answered",
        to=invitation.nominee,
        about=invitation.nomination.get_absolute_url(),
        at=now,
        invitation=invitation,
    )
    return invitation


@transaction.atomic
def reroute(nomination, *, by, via_association=None, now=None):
    """更改报送途径: directly to 市总, or through another association, which is asked anew."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_rerouting(by, nomination, via_association))
    former = nomination.filing_body
    Invitation.objects.filter(nomination=nomination, answer="").delete()
    nomination.filing_body = via_association
    nomination.save(update_fields=["filing_body"])
    words = [one.name if one else "直接自荐" for one in (former, via_association)]
    record("nomination.rerouted", by=by, on=nomination, at=now, before=words[0], after=words[1])
    if via_association is not None:
        ask_association(nomination, by=by, now=now)
    return nomination


def deliver_invitations(*, now=None, most=200) -> int:
    """Send the invitations that wait, each in a transaction of its own."""
    now, delivered = now or clock.now(), 0
    for _ in range(most):
        with transaction.atomic():
            invitation = invitations.to_send(now)
            if invitation is None:
                break
            invitation.sendings += 1
            try:
                _send(invitation)
            except Exception:  # the address must not come into a log; the count of sendings tells that it failed
                invitation.save(update_fields=["sendings"])
                break
            invitation.sent_at = now
            invitation.save(update_fields=["sendings", "sent_at"])
            delivered += 1
    return delivered


def link_to(invitation):
    """The link of an invitation."""
    path = reverse("nominations:invitation", args=[invitation.pk, invitations.token_of(invitation)])
    return f"{settings.PUBLIC_ADDRESS}{path}"


def _send(invitation):
    subject, text = rendered("invitation", invitation=invitation, link=link_to(invitation))
    EmailMessage(subject=subject, body=text, to=[invitation.address]).send()


def _page(invitation):
    return reverse("nominations:invitations", args=[invitation.association_id])


def _nudge():
    # by name: tasks stand above actions and must not be imported here
    current_app.send_task("nominations.deliver_invitations", retry=False)
