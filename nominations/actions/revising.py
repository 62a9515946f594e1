"""材料版本: kept by the acts that file (沪工总经〔2015〕260号 三(三)、(四)); a part of theirs, never an act by itself."""

from nominations import queries
from nominations.content import content_of, digest_of
from nominations.models import Revision, RevisionPaper


def keep_revision(nomination, occasion, *, by, now):
    """What the dossier says at this moment, under the next number; the caller holds the nomination's row."""
    content = content_of(nomination)
    revision = Revision.objects.create(
        nomination=nomination,
        number=queries.revisions_of(nomination).count() + 1,
        occasion=occasion,
        made_at=now,
        made_by=by,
        content=content,
        digest=digest_of(content),
    )
    RevisionPaper.objects.bulk_create(
        [RevisionPaper(revision=revision, evidence=paper) for paper in queries.filed_papers_of(nomination)]
    )
    return revision
