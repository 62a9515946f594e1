"""更正: nothing published is changed; a correction is a version of its own, with what changed and why (三(四)).

An 实质更正 begins the time anew for the names it touches, a 文字更正 does not. Both take the whole list over, so that the
public reads one list and not two.
"""

from django.db import transaction

from common import clock
from common.refusals import insist
from ledger.actions import record
from publicity import queries, rules, wording
from publicity.actions.counting import set_dates
from publicity.models import Notice, NoticeName
from publicity.states import CorrectionKind
from seasons.queries import calendar as holiday_calendar
from seasons.queries import locked_season


@transaction.atomic
def prepare_correction(former, *, kind, reason, by, opens_on=None, touches_all=False, touched=(), now=None):
    """拟定更正: the former's words and lines as a draft, of which the officer changes what is wrong.

    ``touched`` are the nominations whose time begins anew though their lines are right; those of a notice that has closed go
    back before the public with the publication (另行公示).
    """
    now = now or clock.now()
    season = locked_season(former.season_id)
    former = queries.locked_notice(former.pk)
    calendar = holiday_calendar()
    insist(rules.refuse_correcting(by, former, calendar, kind=kind, reason=reason, opens_on=opens_on, now=now))
    is_material = kind == CorrectionKind.MATERIAL
    anew = set(queries.may_begin_anew(former).values_list("nomination", flat=True)) if is_material else set()
    anew = anew if touches_all else anew & set(touched)
    notice = Notice(
        season=season,
        rulebook=former.rulebook,
        number=queries.next_number(season),
        title=wording.correction_title(former),
        text=former.text,
        contact=former.contact,
        prepared_by=by,
        prepared_at=now,
        corrects=former,
        correction_kind=kind,
        correction_reason=reason.strip(),
        touches_all=is_material and touches_all,
        outlets_of=None if is_material else former.appears_as,
        opens_on=former.opens_on,
        closes_at=former.closes_at,
        counted=former.counted,
    )
    if is_material:
        set_dates(notice, calendar, opens_on, None)
    notice.full_clean()
    notice.save(force_insert=True)
    lines = former.names.select_related("clock", "notice").order_by("position")
    NoticeName.objects.bulk_create(_taken_over(line, notice, line.nomination_id in anew) for line in lines)
    record(
        "notice.correction_prepared", by=by, on=notice, at=now, reason=notice.correction_reason, corrects=former.number
    )
    return notice


@transaction.atomic
def correct_line(line, *, name, unit_name, post, is_touched=False, by, now=None):
    """更正一行: what stands wrongly in the list; a line changed by a material correction is touched by itself."""
    now = now or clock.now()
    notice = queries.locked_notice(line.notice_id)
    line = notice.names.select_related("nomination").get(pk=line.pk)
    former = notice.corrects.names.get(nomination=line.nomination_id) if notice.corrects else None
    name, unit_name, post = name.strip(), unit_name.strip(), post.strip()
    insist(rules.refuse_correcting_line(by, notice, line, former, name=name, unit_name=unit_name))
    assert former is not None  # refused above: only a correction has lines to correct
    is_changed = (name, unit_name, post) != (former.name, former.unit_name, former.post)
    is_material = notice.correction_kind == CorrectionKind.MATERIAL
    line.name, line.unit_name, line.post = name, unit_name, post
    line.is_touched = is_material and (is_changed or is_touched or notice.touches_all)
    line.clock = None if line.is_touched else former.running_clock
    line.full_clean(exclude={"nomination", "clock", "notice"})
    line.save(update_fields=["name", "unit_name", "post", "is_touched", "clock"])
    record("notice.line_corrected", by=by, on=notice, at=now, name=f"{name}（{unit_name}）")
    return line


def _taken_over(line, notice, is_touched):
    return NoticeName(
        notice=notice,
        nomination_id=line.nomination_id,
        position=line.position,
        name=line.name,
        unit_name=line.unit_name,
        post=line.post,
        further=line.further,
        state=line.state,
        is_touched=is_touched,
        clock=None if is_touched else line.running_clock,
    )
