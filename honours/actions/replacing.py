"""换发、补发证书: asked with reason and proof, decided by another person (沪工总经〔2015〕260号 三(五))."""

from django.db import transaction
from django.urls import reverse

from common import clock, files
from common.refusals import insist
from common.worker import nudge
from honours.actions.certificates import owe_certificate
from honours.models import Replacement, ReplacementProof
from honours.queries import records
from honours.rules import replacing as rules
from honours.states import ReplacementState
from ledger.actions import record
from letters.actions import owe_rendered
from publicity.actions.papers import keep
from seasons.queries import locked_season


@transaction.atomic
def ask(certificate, *, kind, reason, proof, by, new_name="", now=None):
    """申请换发: with the proof, a scan or a photo, cleaned and scanned like every upload."""
    now = now or clock.now()
    certificate = records.locked_certificate(certificate.pk)
    insist(rules.refuse_asking(by, certificate))
    replacement = Replacement(
        certificate=certificate,
        kind=kind,
        new_name=new_name.strip(),
        reason=reason.strip(),
        asked_by=by,
        asked_at=now,
    )
    replacement.clean_fields(exclude=["certificate", "asked_by"])
    replacement.save(force_insert=True)
    kept = keep(ReplacementProof(replacement=replacement), proof, field="proof", accepted=files.SCANS, now=now)
    record(
        "replacement.asked",
        by=by,
        on=certificate,
        at=now,
        reason=replacement.reason,
        kind=replacement.kind,
        sha256=kept.sha256,
    )
    return replacement


@transaction.atomic
def grant(replacement, *, opinion, by, now=None):
    """准予: a new certificate with the next serial takes the place of the old one, which stays readable as 已换发."""
    now = now or clock.now()
    season = locked_season(replacement.certificate.honour.season_id)
    replacement = records.locked_replacement(replacement.pk)
    insist(rules.refuse_granting(by, replacement))
    former = replacement.certificate
    honour = records.locked_honour(former.honour_id)
    former.replaced_at = now
    former.save(update_fields=["replaced_at"])
    name = replacement.new_name or former.context["name"]
    current = owe_certificate(honour, season, now=now, name=name, replaces=former)
    season.save(update_fields=["next_serial"])
    _decide(replacement, ReplacementState.GRANTED, opinion=opinion, by=by, now=now)
    record(
        "certificate.replaced",
        by=by,
        on=former,
        at=now,
        reason=replacement.get_kind_display(),
        serial=current.serial,
    )
    nudge("honours.tasks.press_owed")
    nudge("honours.tasks.renew_status_list")
    return current


@transaction.atomic
def decline(replacement, *, opinion, by, now=None):
    """未准予: the certificate stays as it is."""
    now = now or clock.now()
    replacement = records.locked_replacement(replacement.pk)
    insist(rules.refuse_deciding(by, replacement))
    return _decide(replacement, ReplacementState.DECLINED, opinion=opinion, by=by, now=now)


def _decide(replacement, state, *, opinion, by, now):
    replacement.state, replacement.opinion = state, opinion.strip()
    replacement.decided_by, replacement.decided_at = by, now
    replacement.save(update_fields=["state", "opinion", "decided_by", "decided_at"])
    certificate = replacement.certificate
    act = "replacement.granted" if state == ReplacementState.GRANTED else "replacement.declined"
    record(act, by=by, on=certificate, at=now, before=ReplacementState.ASKED, after=state, reason=replacement.opinion)
    nomination = certificate.honour.nomination
    readers = {nomination.candidate, nomination.drafted_by, replacement.asked_by} - {None}
    owe_rendered(
        "certificate_replacement",
        to=sorted(readers, key=lambda reader: reader.pk),
        about=reverse("honours:own", args=[nomination.number]),
        at=now,
        replacement=replacement,
        honour=certificate.honour,
        granted=state == ReplacementState.GRANTED,
    )
    return replacement
