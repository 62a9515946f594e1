"""公示: notices, objections, leads."""

from datetime import date

from nominations.states import State
from publicity import actions as publicising
from publicity.states import ObjectorKind
from tests.house.things.papers import CONTACT, paper
from tests.moments import (
    AFTER_REVIEW,
    IN_NOTICE,
    NOTICE_FIRST_DAY,
    beijing,
)


def notices(world, season, nomination):
    """A notice on show, one in draft, an objection and its papers."""
    officer, office = world.people["publicity_officer"], world.people["review_office"]
    first = [nomination(State.SHORTLISTED) for _ in range(2)]
    prepared = publicising.prepare_notice(
        season, by=officer, opens_on=NOTICE_FIRST_DAY, contact=CONTACT, nominations=first, now=AFTER_REVIEW
    )
    published = publicising.publish(prepared, by=officer, now=beijing(2026, 9, 7, 8, 0))
    outlet = published.rulebook.outlets.first()
    seen = {"appeared_at": beijing(2026, 9, 7, 9, 0), "place": "https://www.example.org/notice", "proof": paper()}
    publication = publicising.record_publication(published, outlet=outlet, by=officer, now=IN_NOTICE, **seen)
    objections = [
        publicising.object_to(
            name,
            objector_kind=ObjectorKind.PERSON,
            objector_name="钱实名",
            objector_contact="13900000000",
            content="所报专利与本人无关，请核查。",
            uploads=[paper()],
            now=IN_NOTICE,
        )
        for name in published.names.order_by("position")
    ]
    publicising.open_inquiry(objections[1], assignee=office, by=officer, now=IN_NOTICE)
    world.put("notice", season_code=season.code, number=published.number)
    world.put("notice kept", pk=published.pk)
    world.put("outlet of the notice", pk=published.pk, outlet_pk=outlet.pk)
    world.put("publication", pk=publication.pk)
    world.put("receipt", receipt=objections[0].receipt)
    world.put("objection", pk=objections[0].pk)
    world.put("objection paper", pk=objections[0].papers.get().pk)
    world.put("inquiry", pk=objections[1].pk)
    asked = publicising.ask_statement(objections[1], question="请说明专利的权属。", by=office, now=IN_NOTICE)
    world.put("statement", pk=asked.pk)
    unrelated = publicising.object_to(
        published.names.first(),
        objector_kind=ObjectorKind.PERSON,
        objector_name="钱实名",
        objector_contact="13900000000",
        content="与公示无关的事。",
        now=IN_NOTICE,
    )
    publicising.refuse_objection(unrelated, ground="unrelated", note="与公示事项无关。", by=officer, now=IN_NOTICE)
    publicising.ask_second_look(unrelated, reason="请再看一看。", now=IN_NOTICE)
    world.put("receipt answered", receipt=unrelated.receipt)
    world.put("objection looked at again", pk=unrelated.pk)
    later = publicising.prepare_notice(
        season,
        by=officer,
        opens_on=date(2026, 9, 14),
        contact=CONTACT,
        nominations=[nomination(State.SHORTLISTED), nomination(State.SHORTLISTED)],
        now=AFTER_REVIEW,
    )
    world.put("drafted notice", pk=later.pk)
    world.put("name of the drafted notice", pk=later.pk, name_pk=later.names.first().pk)
