"""发布登记: where and when a notice appeared, with proof (沪工总经〔2015〕260号 三(四))."""

from django.db import transaction

from common import clock, files
from common.refusals import insist
from common.worker import nudge
from ledger.actions import record
from publicity import queries, rules
from publicity.actions.papers import keep
from publicity.models import Publication, PublicationProof


@transaction.atomic
def record_publication(notice, *, outlet, appeared_at, place, proof=None, by, now=None):
    """发布登记: where and when the notice appeared, with proof; done again it corrects, and the ledger keeps the former."""
    now = now or clock.now()
    notice = queries.locked_notice(notice.pk)
    insist(rules.refuse_recording(by, notice, outlet=outlet, appeared_at=appeared_at, place=place, now=now))
    seen = notice.appears_as
    publication = seen.publications.filter(outlet=outlet).first() or Publication(notice=seen, outlet=outlet)
    former = publication.place if publication.pk else ""
    publication.appeared_at, publication.place = appeared_at, place.strip()
    publication.recorded_by, publication.recorded_at = by, now
    publication.full_clean()
    publication.save()
    if proof is not None:
        kept = PublicationProof(publication=publication, kept_by=by)
        keep(kept, proof, field="proof", accepted=files.SCANS, now=now)
    record(
        "publication.recorded",
        by=by,
        on=notice,
        at=now,
        outlet=outlet.name,
        place=publication.place,
        **({"former": former} if former else {}),
    )
    nudge("publicity.keep_copies")
    return publication
