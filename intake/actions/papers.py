"""佐证材料 by name: received, matched, confirmed, attached one by one through the dossier's own act."""

import hashlib
from collections import Counter

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from common import clock, files
from common.refusals import Refused, insist
from common.worker import nudge
from intake import bundles, keeping, naming, queries, rules
from intake.actions.lists import BROKE_OFF, MOST_ATTEMPTS
from intake.models import PaperBatch, PaperRow
from intake.progress import Progress, forget
from intake.states import BatchState, PaperOutcome
from intake.tables.sheets import Unreadable
from ledger.actions import record
from nominations.actions import attach
from nominations.models import Evidence, Nomination
from nominations.queries import visible_to
from nominations.rules import refuse_change
from nominations.states import State
from privacy.hashing import keyed_hash
from seasons.queries import current_season, rulebook_in_force
from standards.person_names import normalised_name


@transaction.atomic
def receive(uploads, *, by, body, now=None) -> PaperBatch:
    """上传: one zip, or the files packed into one; handed to a worker to be matched."""
    now = now or clock.now()
    insist(rules.refuse_papers(by, body))
    bundle = bundles.pack(uploads)
    digest = hashlib.sha256()
    for chunk in bundle.chunks():
        digest.update(chunk)
    bundle.seek(0)
    batch = PaperBatch(
        rulebook=rulebook_in_force(current_season()),
        organisation=body,
        channel=rules.channel_of(body),
        by=by,
        created_at=now,
        original_name=naming.shown(bundle.name),
        size=bundle.size,
        sha256=digest.hexdigest(),
    )
    with keeping.taken_back_if_it_fails(batch):
        batch.file.save("bundle", bundle, save=False)
        batch.save()
    record("papers.received", by=by, on=batch, at=now, after=batch.state, sha256=batch.sha256, size=batch.size)
    nudge("intake.match_papers", batch.pk)
    return batch


@transaction.atomic
def match(pk, *, now=None):
    """对应人选: every file is opened and its name read; nothing is attached."""
    now = now or clock.now()
    batch = queries.held_batch(PaperBatch, pk)
    if batch is None or batch.state != BatchState.CHECKING:
        return None
    progress = Progress(batch)
    progress(0, 1)
    batch.rows.all().delete()
    try:
        with batch.file.open("rb") as held:
            bundle, members = bundles.opened(held)
            rows = _Matching(batch).rows(bundle, members, progress)
    except Unreadable as unreadable:
        batch.state, batch.told = BatchState.UNREADABLE, "\n".join(unreadable.faults)
    else:
        batch.state, batch.told = BatchState.CHECKED, ""
        PaperRow.objects.bulk_create(rows, batch_size=500)
    batch.checked_at = now
    batch.save()
    transaction.on_commit(lambda: forget(batch))
    return batch


class _Matching:
    """Whose a file is, among the body's own dossiers of the season."""

    def __init__(self, batch):
        self.batch = batch
        own = (
            Nomination.objects.filter(season=batch.rulebook.season, drafting_body=batch.organisation)
            .exclude(state=State.WITHDRAWN)
            .select_related("drafting_body", "season", "rulebook")
        )
        self.by_number, self.by_person, self.by_name = {}, {}, {}
        for nomination in own:
            self.by_number[nomination.number] = nomination
            self.by_person[nomination.identity_hash] = nomination
            self.by_name.setdefault(normalised_name(nomination.name), []).append(nomination)
        papers = Evidence.objects.filter(nomination__in=own).values_list(
            "nomination_id", "indicator", "received_sha256"
        )
        self.present = set(papers)
        self.held = Counter(nomination_id for nomination_id, _, _ in papers)
        self.refusals = {}

    def rows(self, bundle, members, progress):
        """One row for each file."""
        found = []
        for place, member in enumerate(members, start=1):
            row = PaperRow(batch=self.batch, place=place, member=member.filename, size=member.file_size)
            path = bundles.name_of(member)
            row.shown_name = naming.shown(path)
            row.outcome, row.fault = self._look(row, bundle, member, naming.read_name(path))
            found.append(row)
            progress(place, len(members))
        return found

    def _look(self, row, bundle, member, named):
        if fault := named.fault or bundles.refused(member):
            return PaperOutcome.REFUSED, fault
        candidates = self._of(named.key)
        row.indicator, row.title = named.indicator, named.title
        if not candidates:
            return PaperOutcome.UNMATCHED, "本单位本年度没有这个编号、证件号码或姓名的申报，请核对文件名。"
        if len(candidates) > 1:
            numbers = "、".join(one.number for one in candidates[:5])
            return PaperOutcome.AMBIGUOUS, f"本单位有{len(candidates)}位同名人选，请改用申报编号命名：{numbers}。"
        nomination = row.nomination = candidates[0]
        refusal = self._refusal(nomination)
        if refusal is not None:
            return PaperOutcome.REFUSED, str(refusal)
        upload = bundles.unfolded(bundle, member, naming.stored_name(nomination.number, named))
        if upload is None:
            return PaperOutcome.REFUSED, "文件已损坏，无法从压缩包中取出，请重新打包。"
        try:
            files.inspect(upload, accepted=files.ALL_KINDS, max_bytes=settings.EVIDENCE_MAX_BYTES)
        except ValidationError as error:
            return PaperOutcome.REFUSED, error.messages[0]
        return self._count(nomination, named.indicator, upload)

    def _count(self, nomination, indicator, upload):
        upload.seek(0)
        key = (nomination.pk, indicator, hashlib.sha256(upload.read()).hexdigest())
        if key in self.present:
            return PaperOutcome.PRESENT, ""
        if self.held[nomination.pk] >= settings.EVIDENCE_MAX_FILES:
            most = settings.EVIDENCE_MAX_FILES
            return PaperOutcome.REFUSED, f"该件佐证材料最多{most}份，已满，请合并同类材料后重新打包。"
        self.present.add(key)
        self.held[nomination.pk] += 1
        return PaperOutcome.MATCHED, ""

    def _of(self, key):
        if key in self.by_number:
            return [self.by_number[key]]
        person = self.by_person.get(keyed_hash("identity", key))
        return [person] if person else self.by_name.get(normalised_name(key), [])

    def _refusal(self, nomination):
        if nomination.pk not in self.refusals:
            self.refusals[nomination.pk] = refuse_change(self.batch.by, nomination, "evidence")
        return self.refusals[nomination.pk]


@transaction.atomic
def confirm(batch, *, by, now=None):
    """确认归入: what belongs somewhere is attached by a worker; the rest is left out, as the page has said."""
    now = now or clock.now()
    batch = queries.locked(batch)
    matched = queries.paper_rows(batch, PaperOutcome.MATCHED).count()
    insist(rules.refuse_attaching(by, batch, matched))
    before, batch.state, batch.attempts = batch.state, BatchState.STORING, 0
    batch.confirmed_at, batch.confirmed_by = now, by
    batch.save(update_fields=["state", "attempts", "confirmed_at", "confirmed_by"])
    record("papers.confirmed", by=by, on=batch, at=now, before=before, after=batch.state, count=matched)
    nudge("intake.attach_papers", batch.pk)
    return batch


def attach_all(pk):
    """归入: one file at a time, each once, whoever else is at it; what cannot be attached any more says why."""
    batch = PaperBatch.objects.select_related("organisation", "confirmed_by", "rulebook__season").get(pk=pk)
    if batch.state != BatchState.STORING:
        return
    waiting = list(
        queries.paper_rows(batch, PaperOutcome.MATCHED).filter(attached_at__isnull=True).values_list("pk", flat=True)
    )
    progress = Progress(batch)
    with batch.file.open("rb") as held:
        bundle, members = bundles.opened(held)
        by_name = {member.filename: member for member in members}
        for done, row_pk in enumerate(waiting, start=1):
            _attach_one(batch, row_pk, bundle, by_name)
            progress(done, len(waiting), "正在归入")
    _finish(batch)


@transaction.atomic
def _attach_one(batch, row_pk, bundle, by_name):
    row = (
        PaperRow.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(pk=row_pk, attached_at__isnull=True, outcome=PaperOutcome.MATCHED)
        .first()
    )
    if row is None:
        return
    nomination = visible_to(batch.confirmed_by).filter(pk=row.nomination_id).first()
    member = by_name.get(row.member)
    try:
        upload = nomination and member and _upload(bundle, member, nomination.number)
        if not upload:
            raise ValidationError("申报已不在办理范围内，或文件无法取出。")
        with transaction.atomic():
            attach(
                nomination,
                by=batch.confirmed_by,
                upload=upload,
                title=row.title,
                indicator=row.indicator,
                now=batch.confirmed_at,
            )
    except (Refused, ValidationError) as refused:
        row.outcome = PaperOutcome.REFUSED
        row.fault = str(refused.refusal) if isinstance(refused, Refused) else refused.messages[0]
    else:
        row.attached_at = batch.confirmed_at
    row.save(update_fields=["outcome", "fault", "attached_at"])


def _upload(bundle, member, number):
    named = naming.read_name(bundles.name_of(member))
    return bundles.unfolded(bundle, member, naming.stored_name(number, named))


@transaction.atomic
def _finish(batch):
    batch = queries.locked(batch)
    waiting = queries.paper_rows(batch, PaperOutcome.MATCHED).filter(attached_at__isnull=True)
    if batch.state != BatchState.STORING or waiting.exists():
        return
    attached = queries.paper_rows(batch, PaperOutcome.MATCHED).count()
    batch.rows.exclude(outcome=PaperOutcome.REFUSED).update(member="", shown_name="")
    batch.state, batch.ended_at = BatchState.STORED, batch.confirmed_at
    keeping.clear(batch.file)
    batch.save()
    record(
        "papers.attached",
        by=batch.confirmed_by,
        on=batch,
        at=batch.confirmed_at,
        before=BatchState.STORING,
        after=batch.state,
        count=attached,
    )
    transaction.on_commit(lambda: forget(batch))


@transaction.atomic
def discard(batch, *, by, now=None):
    """放弃: the bundle and the names in it are cleared."""
    now = now or clock.now()
    batch = queries.locked(batch)
    insist(rules.refuse_discarding(by, batch))
    return _end(batch, BatchState.DISCARDED, "papers.discarded", by=by, now=now)


@transaction.atomic
def count_attempt(pk):
    """What broke off for a reason nobody foresaw is tried again, but not for ever."""
    batch = queries.held_batch(PaperBatch, pk)
    if batch is None or not batch.is_at_work:
        return
    batch.attempts += 1
    if batch.attempts >= MOST_ATTEMPTS:
        is_checking = batch.state == BatchState.CHECKING
        batch.state = BatchState.UNREADABLE if is_checking else BatchState.STALE
        batch.told = BROKE_OFF
    batch.save(update_fields=["attempts", "state", "told"])


def expire(*, now=None):
    """逾期清除."""
    now = now or clock.now()
    for pk in list(queries.overdue(PaperBatch, now).values_list("pk", flat=True)):
        _expire(pk, now)


@transaction.atomic
def _expire(pk, now):
    batch = queries.held_batch(PaperBatch, pk)
    if batch is not None and queries.overdue(PaperBatch, now).filter(pk=pk).exists():
        _end(batch, BatchState.EXPIRED, "papers.expired", by=None, now=now)


def _end(batch, state, act, *, by, now):
    before, batch.state, batch.ended_at, batch.told = batch.state, state, now, ""
    batch.rows.all().delete()
    keeping.clear(batch.file)
    batch.save()
    record(act, by=by, on=batch, at=now, before=before, after=state)
    return batch
