"""发布登记: where and when a notice appeared, with proof (沪工总经〔2015〕260号 三(四))."""

from django.db import transaction

from common import clock, files
from common.refusals import insist
from common.worker import nudge
from ledger.actions import record
from publicity import queries, rules
from publicity.models import Publication


@transaction.atomic
def record_publication(notice, *, outlet, appeared_at, place, proof=None, by, now=None):
    """发布登记: where and when the notice appeared, with proof; done again it corrects, and the ledger keeps the former."""
    now = now or clock.now()
    notice = queries.locked_notice(notice.pk)
    insist(rules.refuse_recording(by, notice, outlet=outlet, appeared_at=appeared_at, place=place, now=now))
    if proof is not None:
        files.inspect(proof, accepted=files.SCANS)
    seen = notice.appears_as
    publication = seen.publications.filter(outlet=outlet).first() or Publication(notice=seen, outlet=outlet)
    former = publication.place if publication.pk else ""
    publication.appeared_at, publication.place = appeared_at, place.strip()
    publication.recorded_by, publication.recorded_at = by, now
    if proof is not None:
        publication.proof, publication.proof_name = proof, proof.name[:200]
    publication.full_clean()
    publication.save()
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
