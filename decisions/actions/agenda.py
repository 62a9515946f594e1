"""议程: what a sitting deals with besides the vote, and what was settled."""

from django.db import transaction

from common import clock
from common.refusals import insist
from decisions import queries, rules, wording
from decisions.models import AgendaItem
from decisions.states import AgendaKind
from ledger.actions import record


def draft_agenda(sitting):
    """The roster first; then who has left the season since the ranking, where somebody has."""
    items = [AgendaItem(sitting=sitting, position=1, kind=AgendaKind.ROSTER, title=wording.roster_matter(sitting))]
    gone = list(queries.gone_since_ranking(sitting.season))
    if gone:
        words = wording.report_of_the_gone(gone)
        items.append(
            AgendaItem(sitting=sitting, position=2, kind=AgendaKind.REPORT, title="通报退出遴选的人选", text=words)
        )
    AgendaItem.objects.bulk_create(items)


@transaction.atomic
def add_matter(sitting, *, title, text="", by, now=None):
    """增列议程: another matter for the record, at the end."""
    now = now or clock.now()
    sitting = queries.locked_sitting(sitting.pk)
    insist(rules.refuse_agenda(by, sitting) or rules.refuse_untitled(title))
    item = AgendaItem(
        sitting=sitting,
        position=queries.next_position(sitting),
        kind=AgendaKind.MATTER,
        title=title.strip(),
        text=text.strip(),
    )
    item.full_clean()
    item.save()
    record("sitting.matter_added", by=by, on=sitting, at=now, title=item.title)
    return item


@transaction.atomic
def drop_matter(item, *, by, now=None):
    """移出议程: a matter that was added; the roster stays."""
    now = now or clock.now()
    sitting = queries.locked_sitting(item.sitting_id)
    insist(rules.refuse_dropping(by, sitting, item))
    record("sitting.matter_dropped", by=by, on=sitting, at=now, title=item.title)
    item.delete()
    return sitting


@transaction.atomic
def settle_matter(item, *, settled, by, now=None):
    """登记议定情况: until the sitting ends; the minutes say it."""
    now = now or clock.now()
    sitting = queries.locked_sitting(item.sitting_id)
    insist(rules.refuse_agenda(by, sitting))
    item.settled = settled.strip()
    item.full_clean()
    item.save(update_fields=["settled"])
    record("sitting.matter_settled", by=by, on=sitting, at=now, title=item.title)
    return item
