"""公示: one published notice of the season before, with objections that were answered."""

from datetime import UTC, date, datetime

from accounts.states import Role
from benchmarks.season.town import DAY, NOW, PLACES
from nominations.models import Nomination
from nominations.states import State
from privacy.hashing import keyed_hash
from publicity.models import Notice, NoticeName, Objection
from publicity.sealing import seal_of
from publicity.states import ObjectionState, ObjectorKind, RefusalGround


def laid_notice(town):
    """One published notice, filled up to the hundred names that a year can have."""
    notice, _ = Notice.objects.get_or_create(
        season=town.past,
        number=1,
        defaults={
            "rulebook": town.past.rulebooks.get(edition=1),
            "title": "2025年度上海工匠拟命名人选公示",
            "text": "现将拟命名人选予以公示。",
            "opens_on": date(2025, 9, 8),
            "closes_at": datetime(2025, 9, 12, 16, tzinfo=UTC),
            "contact": "上海市总工会选树办公室",
            "prepared_by": town.someone(Role.PUBLICITY_OFFICER),
            "prepared_at": NOW - 275 * DAY,
            "published_at": NOW - 274 * DAY,
            "closed_at": NOW - 269 * DAY,
            "list_hash": "0" * 64,
        },
    )
    shown = notice.names.count()
    room = PLACES - shown
    fresh = Nomination.objects.filter(season=town.past, state=State.HONOURED, notice_names__isnull=True)
    NoticeName.objects.bulk_create(
        NoticeName(
            notice=notice,
            nomination=one,
            position=order,
            name=one.name,
            unit_name=one.unit_name,
            post=one.post,
            state="passed",
        )
        for order, one in enumerate(fresh.order_by("number")[:room], start=shown + 1)
    )
    Notice.objects.filter(pk=notice.pk).update(list_hash=seal_of(notice, notice.names.order_by("position")))
    _objections(notice)


def _objections(notice):
    """Against every name of the notice a signed objection and a lead, both answered: nothing stands against the honours."""
    against = notice.names.filter(objections__isnull=True)
    Objection.objects.bulk_create(
        Objection(
            notice_name=name,
            receipt=f"YY-{name.pk:08}-{kind}",
            sameness=keyed_hash("objection", f"{name.pk}-{kind}"),
            objector_kind=kind,
            content="名次与公布结果不一致。",
            filed_at=NOW - 273 * DAY,
            state=ObjectionState.REFUSED,
            refusal_ground=RefusalGround.NO_LEAD,
            closed_at=NOW - 272 * DAY,
        )
        for name in against
        for kind in (ObjectorKind.PERSON, ObjectorKind.ANONYMOUS)
    )
