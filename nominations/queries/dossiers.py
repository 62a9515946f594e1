"""One dossier and what is asked about it: its row, its papers, its twin in another channel, its place."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import Prefetch, Q, prefetch_related_objects

from nominations.models import Endorsement, Evidence, Nomination, WorkplaceNotice
from nominations.states import FILED, WITH_NOMINATOR, PaperPurpose, State
from seasons.models import Place, Season

# A place is held from the last endorsement on; a withdrawal or a return releases it because nothing is stored.
HOLDING = Q(
    state__in=[
        State.ENDORSED,
        *FILED,
        State.DECLINED,
        State.NOT_SELECTED,
        State.DROPPED_OUT,
        State.HONOURED,
        State.REVOKED,
    ]
) | Q(state=State.DISQUALIFIED, submitted_at__isnull=False)
WITH_IT = ("rulebook", "season", "drafting_body", "filing_body", "at_body", "industry", "district")
PARTS = ("statements", "achievements", "evidence", "consents", "exception_requests__papers", "workplace_notice__scan")
CHUNK = 1000  # so many keys in one question

_known: ContextVar[dict | None] = ContextVar("known", default=None)


def locked(pk):
    """The nomination's row, held until the act is done; always a fresh object (a step cannot be undone by re-reading)."""
    return Nomination.objects.select_for_update(of=("self",)).select_related(*WITH_IT).get(pk=pk)


def locked_many(pks):
    """Many rows by key, held in one order so that two who hold many never wait for each other."""
    rows = Nomination.objects.select_for_update(of=("self",)).select_related(*WITH_IT).order_by("pk")
    return {nomination.pk: nomination for nomination in rows.filter(pk__in=pks)}


def drafts_of_people(season_id, body, identity_hashes):
    """A body's own dossiers of these people in a season, unless withdrawn, with their words; by identity hash."""
    rows = (
        Nomination.objects.filter(season_id=season_id, drafting_body=body, identity_hash__in=identity_hashes)
        .exclude(state=State.WITHDRAWN)
        .select_related(*WITH_IT)
        .prefetch_related("statements", "achievements")
    )
    return {nomination.identity_hash: nomination for nomination in rows}


def locked_season(pk):
    """The season's row: numbers are given out, and twins looked for, one after the other."""
    return Season.objects.select_for_update().get(pk=pk)


def unfinished(season):
    """Nominations of a season that are not filed yet, without their encrypted columns."""
    return (
        Nomination.objects.filter(season=season, state__in=WITH_NOMINATOR)
        .select_related("rulebook", "filing_body", "at_body", "drafted_by")
        .only("number", "name", "state", "rulebook", "filing_body", "at_body", "drafted_by")
        .order_by("pk")
    )


def with_dossier(nomination):
    """The same object with its parts read, each kind in one query."""
    opinions = Prefetch("endorsements", endorsements_of(nomination))
    prefetch_related_objects([nomination], *PARTS, opinions)
    return nomination


def active_nomination(season_id, identity_hash, *, besides=None):
    """一人一件: the person's nomination of the season in any channel, unless withdrawn."""
    known = (_known.get() or {}).get((season_id, identity_hash))
    if known is None:
        known = _active(season_id, [identity_hash])
    return next((other for other in known if besides is None or other.pk != besides.pk), None)


def _active(season_id, identity_hashes):
    people = Nomination.objects.filter(season_id=season_id, identity_hash__in=identity_hashes)
    active = people.exclude(state=State.WITHDRAWN).filter(freed_at__isnull=True)
    return list(active.select_related("drafting_body"))


@contextmanager
def asked_together(season_id, identity_hashes):
    """Inside, ``active_nomination`` knows the answer for all these people: a list is asked in a few questions.

    Only to be trusted as long as nobody can add one: while a list is looked at, or with the season's row held.
    """
    hashes = list(dict.fromkeys(identity_hashes))
    known = {(season_id, one): [] for one in hashes}
    for start in range(0, len(hashes), CHUNK):
        for nomination in _active(season_id, hashes[start : start + CHUNK]):
            known[season_id, nomination.identity_hash].append(nomination)
    token = _known.set(known)
    try:
        yield known
    finally:
        _known.reset(token)


def papers_of(nomination):
    """佐证材料 as they stand, without the stamps that came with opinions and without the photo."""
    return Evidence.objects.filter(nomination=nomination, purpose=PaperPurpose.EVIDENCE)


def filed_papers_of(nomination):
    """Every file that is part of what the dossier says: the papers, the photo, the notice at the workplace."""
    shown = Q(purpose__in=(PaperPurpose.EVIDENCE, PaperPurpose.PHOTO)) | Q(pk__in=_notices_scan(nomination))
    return Evidence.objects.filter(shown, nomination=nomination)


def _notices_scan(nomination):
    return WorkplaceNotice.objects.filter(nomination=nomination, scan__isnull=False).values("scan_id")


def photo_row_of(nomination):
    """本人照片 as it lies in the database now, or None."""
    return Evidence.objects.filter(nomination=nomination, purpose=PaperPurpose.PHOTO).first()


def paper_at(token):
    """A file by its unguessable name, with its nomination; one that was superseded belongs to an earlier revision."""
    return Evidence.every.select_related("nomination").filter(token=token).first()


def place_of(nomination, *, lock=False):
    """名额 of the body that files, or None where there is no limit.

    Locked, all editions' rows of the body are held, so that two endorsers count one after the other.
    """
    rows = Place.objects.filter(rulebook__season_id=nomination.season_id, organisation_id=nomination.filing_body_id)
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = {row.rulebook_id: row for row in rows.order_by("pk")}
    return found.get(nomination.rulebook_id)


def places_held(nomination):
    """How many of the filing body's places are taken by other nominations."""
    others = Nomination.objects.filter(season_id=nomination.season_id, filing_body_id=nomination.filing_body_id)
    return others.filter(HOLDING).exclude(pk=nomination.pk).count()


def endorsements_of(nomination):
    """审核意见 in the order they were given."""
    return Endorsement.objects.filter(nomination=nomination).select_related("organisation", "by", "stamp")
