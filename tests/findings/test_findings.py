"""弄虚作假一经查实，取消当年申报资格，5年内不再接受该单位或个人的申报 (沪工总经〔2015〕260号 五(三))."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from common.dates import end_of, today
from common.refusals import Refused
from findings import wording
from findings.actions import cases as case_acts
from findings.actions import findings
from findings.models import Case, Finding
from findings.queries import cases
from findings.states import Ground
from findings.tasks import hold_money_since
from honours.actions import awarding, naming, pressing
from honours.models import AwardIssue, Certificate, Honour, Payment
from honours.states import PaymentState
from ledger.models import Entry
from letters.models import Letter
from nominations.models import Nomination
from nominations.states import UNDER_WAY, State
from publicity.models import Notice, NoticeName
from publicity.states import NameState
from sanctions.models import Ban
from sanctions.queries import standing_ban
from tests.factories import at_state, prove
from tests.factories.findings import BANS, found_out, heard, inquirer, stranger, told
from tests.factories.findings import find as find_together
from tests.faults import broken_at_every_statement, digests_of
from tests.moments import AFTER_NAMING, AT_NAMING, IN_NOTICE


@pytest.fixture
def find(review_office):
    """The office makes a finding, unless another person is named."""

    def make(nomination, **changes):
        return found_out(nomination, **({"by": review_office, "now": AFTER_NAMING} | changes))

    return make


def ground(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.ground


def decide(case, *, by, now=AFTER_NAMING, decision_number="沪工总经〔2026〕88号", **changes):
    return findings.decide(case, decision_number=decision_number, by=by, now=now, **changes)


def find_all(nominations, *, by, **changes):
    return find_together(*nominations, by=by, now=AFTER_NAMING, **changes)


def fresh(nomination):
    return Nomination.objects.get(pk=nomination.pk)


@pytest.fixture
def handed(honour, review_office):
    """王建国 has the certificate and the plaque in his hands."""
    pressing.press(honour.certificate.pk, now=AT_NAMING)
    return awarding.hand_over_all(honour.award_issues.all(), on=AFTER_NAMING.date(), by=review_office, now=AFTER_NAMING)


@pytest.fixture
def on_notice(season, rulebook, honour, publicity_officer):
    """A notice that is still open shows the name."""
    notice = Notice.objects.create(
        season=season,
        rulebook=rulebook,
        number=1,
        title="公示",
        text="正文",
        opens_on=date(2026, 9, 7),
        closes_at=AFTER_NAMING,
        contact="电话",
        prepared_by=publicity_officer,
        prepared_at=IN_NOTICE,
    )
    return NoticeName.objects.create(
        notice=notice, nomination=honour.nomination, position=1, name="王建国", unit_name="厂", post="车工"
    )


# --- before naming ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [*UNDER_WAY, State.NOT_SELECTED, State.DECLINED])
def test_before_naming_the_nomination_is_disqualified_and_the_person_banned(draft, find, state):
    find(at_state(draft, state))

    assert fresh(draft).state == State.DISQUALIFIED
    assert standing_ban(draft.identity_hash, on=AFTER_NAMING.date()).until == date(2031, 11, 3)


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.DROPPED_OUT])
def test_who_has_left_already_is_banned_all_the_same(draft, find, state):
    find(at_state(draft, state))

    assert fresh(draft).state == state
    assert Ban.objects.get().subject_hash == draft.identity_hash


def test_the_unit_is_banned_by_its_code(draft, find):
    find(draft, bans_person=False, bans_unit=True)

    assert standing_ban("", draft.unit_hash, on=AFTER_NAMING.date()).subject_name == draft.unit_name
    assert standing_ban(draft.identity_hash, on=AFTER_NAMING.date()) is None


# --- after naming ----------------------------------------------------------------------------------------------------


def test_after_naming_everything_is_taken_back_at_once(honour, handed, released, on_notice, find):
    find(honour.nomination, bans_unit=True)

    assert fresh(honour.nomination).state == State.REVOKED
    assert Honour.objects.get().revoked_at == Certificate.objects.get().revoked_at == AFTER_NAMING
    assert Payment.objects.get().state == PaymentState.RECOVERING
    assert set(AwardIssue.objects.values_list("recalled_at", flat=True)) == {AFTER_NAMING}
    assert NoticeName.objects.get().state == NameState.STRUCK
    assert {ban.subject_kind for ban in Finding.objects.get().bans.all()} == {"person", "unit"}


def test_money_that_has_not_left_is_cancelled(honour, ready, find):
    find(honour.nomination)

    assert Payment.objects.get().state == PaymentState.CANCELLED


def test_what_was_not_handed_over_is_neither_called_back_nor_handed_over_later(honour, find, review_office):
    find(honour.nomination)
    issue = AwardIssue.objects.first()

    assert issue.recalled_at is None
    late = {"on": AFTER_NAMING.date(), "to": "王建国", "by": review_office, "now": AFTER_NAMING}
    assert ground(awarding.hand_over, issue, **late) == "revoked"


def test_a_certificate_not_yet_pressed_is_not_pressed_any_more(honour, find):
    find(honour.nomination)

    assert pressing.press(honour.certificate.pk, now=AFTER_NAMING).pressed_at is None


def test_the_banned_person_is_not_named_again(honour, approved, find, season, review_office):
    find(honour.nomination, bans_person=False, bans_unit=True)
    with pytest.raises(DatabaseError, match="禁报期内"):
        approved("李明")


def test_a_finding_leaves_its_trace_and_its_letter(honour, handed, ready, find, clerk):
    find(honour.nomination)

    acts = set(Entry.objects.filter(at=AFTER_NAMING).values_list("act", flat=True))
    assert {"finding.made", "nomination.revoked", "honour.revoked", "certificate.revoked"} <= acts
    assert {"payment.cancelled", "award.recalled", "ban.imposed"} <= acts
    letter = Letter.objects.get(kind="fraud_found")
    assert letter.recipient == clerk and "2031年11月3日" in letter.body and "申诉" in letter.body


# --- refused ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["screener", "finance", "supervision", "clerk", "administrator"])
def test_only_the_office_makes_a_finding(draft, review_office, role, request):
    case = heard(draft, by=review_office, now=AFTER_NAMING)

    assert ground(decide, case, by=request.getfixturevalue(role)) == "not_the_office"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"decision_number": " "}, "no_decision"),
        ({"found": set()}, "incomplete"),
        ({"return_by": date(2026, 11, 2)}, "wrong_day"),
    ],
)
def test_a_finding_needs_a_decision_and_somebody_it_is_about(draft, review_office, changes, why):
    assert ground(decide, heard(draft, by=review_office, now=AFTER_NAMING), by=review_office, **changes) == why
    assert not Ban.objects.exists()


@pytest.mark.parametrize(
    ("fault", "bans", "why"),
    [(Ground.FRAUD, False, "nobody_banned"), (Ground.CRIME, True, "no_ban"), (Ground.RENOUNCED, True, "no_ban")],
)
def test_a_ban_goes_with_the_grounds_that_carry_one(draft, review_office, fault, bans, why):
    assert ground(told, draft, by=review_office, now=AFTER_NAMING, ground=fault, bans_person=bans) == why


def test_other_grounds_revoke_without_a_ban(honour, find):
    find(honour.nomination, ground=Ground.CRIME, bans_person=False)

    assert fresh(honour.nomination).state == State.REVOKED and not Ban.objects.exists()


def test_whoever_inquired_does_not_decide(draft, review_office):
    case = heard(draft, by=review_office, now=AFTER_NAMING)

    assert ground(decide, case, by=prove(inquirer())) == "was_inquirer"


def test_whoever_had_a_part_in_the_nomination_makes_no_finding_on_it(draft, review_office):
    case = heard(draft, by=review_office, now=AFTER_NAMING)
    at_state(draft, State.SUBMITTED, screener=review_office)

    assert ground(decide, case, by=review_office) == "second_part"


def test_nothing_is_decided_before_the_parties_are_heard_or_their_time_is_over(draft, review_office):
    case = told(draft, by=review_office, now=AFTER_NAMING)
    last = case.respond_by

    assert ground(decide, case, by=review_office) == "not_heard"
    assert ground(decide, case, by=review_office, now=end_of(last) - timedelta(minutes=1)) == "not_heard"
    [finding] = decide(case, by=prove(review_office), now=end_of(last) + timedelta(minutes=1))
    assert "当事人未作陈述" in finding.heard


def test_a_finding_needs_a_code(draft, review_office):
    case = heard(draft, by=review_office, now=AFTER_NAMING)

    assert ground(decide, case, by=stranger("认定人")) == "second_factor"


def test_a_second_case_on_the_same_nomination_is_told_of_the_first(draft, find, review_office):
    find(draft)

    assert ground(told, draft, by=review_office, now=AFTER_NAMING) == "found_already"
    assert Ban.objects.count() == 1


def test_money_waits_while_the_inquiry_lasts_and_goes_on_when_nothing_is_found(honour, ready, review_office):
    case = heard(honour.nomination, by=review_office, now=AFTER_NAMING)
    assert Payment.objects.get().state == PaymentState.HELD

    case_acts.clear(case, reason="证书属实。", by=prove(review_office), now=AFTER_NAMING)
    assert Payment.objects.get().state == PaymentState.READY and fresh(honour.nomination).state == State.HONOURED


def test_money_of_whoever_is_named_while_the_inquiry_lasts_is_held(approved, season, review_office):
    case = heard(approved("王建国"), by=prove(review_office), now=AFTER_NAMING)
    naming.name_all(season, by=review_office, now=AFTER_NAMING)

    assert (hold_money_since(), hold_money_since()) == (1, 0)
    assert Payment.objects.get().state == PaymentState.HELD
    case_acts.clear(case, reason="证书属实。", by=review_office, now=AFTER_NAMING)
    assert Payment.objects.get().state == PaymentState.OPEN and hold_money_since() == 0


# --- a whole batch ---------------------------------------------------------------------------------------------------


def test_one_decision_takes_back_a_whole_batch(named, review_office):
    honours = named("王建国", "李明", "张秀英")
    made = find_all([one.nomination for one in honours], by=review_office, bans_unit=True)

    assert {fresh(one.nomination).state for one in honours} == {State.REVOKED}
    assert {one.decision_number for one in made} == {"沪工总经〔2026〕88号"}
    assert Ban.objects.filter(subject_kind="person").count() == 3
    units = {one.nomination.unit_hash for one in honours}
    assert Ban.objects.filter(subject_kind="unit").count() == len(units)


def test_a_batch_is_called_by_the_number_of_its_resolution(named):
    honours = named("王建国", "李明")
    found, unknown = cases.nominations_called([honours[0].resolution.number, "2026-0001", "无此号"])

    assert [one.name for one in found] == ["王建国", "李明"] and unknown == ["无此号"]


def test_one_who_may_not_be_found_out_keeps_the_whole_batch_standing(named, review_office):
    honours = named("王建国", "李明")
    case = heard(*[one.nomination for one in honours], by=review_office, now=AFTER_NAMING)
    at_state(honours[1].nomination, State.HONOURED, screener=review_office)

    assert ground(decide, case, by=prove(review_office)) == "second_part"
    assert not Honour.objects.filter(revoked_at__isnull=False).exists()


def test_every_entry_of_the_cascade_carries_the_case(honour, handed, ready, find):
    finding = find(honour.nomination)
    late = Entry.objects.filter(detail__case=finding.case.reference).values_list("act", flat=True)

    assert {"payment.cancelled", "award.recalled", "ban.imposed", "certificate.revoked", "finding.made"} <= set(late)


# --- all or nothing --------------------------------------------------------------------------------------------------


def everything():
    models = (Case, Nomination, Honour, Certificate, Payment, AwardIssue, NoticeName, Finding, Ban, Letter, Entry)
    return digests_of(*models)


def test_a_fault_at_any_statement_leaves_nothing_changed(honour, handed, released, on_notice, review_office):
    case = heard(honour.nomination, by=prove(review_office), now=AFTER_NAMING, bans_unit=True)

    tried = broken_at_every_statement(
        lambda: decide(case, by=review_office, return_by=date(2026, 11, 20)), watched=everything
    )

    assert tried > 40, "the finding should have touched much more"


def test_a_fault_at_any_statement_leaves_nobody_of_a_batch_changed(approved, review_office):
    several = [approved("王建国"), approved("李明")]
    case = heard(*several, by=prove(review_office), now=AFTER_NAMING, bans_unit=True)

    tried = broken_at_every_statement(lambda: decide(case, by=review_office), watched=everything)

    assert tried > 40, "the finding should have touched both"


# --- what is foretold is what is done --------------------------------------------------------------------------------


def foretold(honour, **bans):
    touched = cases.touched_by(fresh(honour.nomination))
    return "".join(wording.consequences_of(touched, **(BANS | bans), on=today(AFTER_NAMING)))


def test_the_confirmation_says_exactly_what_the_finding_will_do(honour, handed, released, on_notice, approved):
    approved("李明")
    words = foretold(honour, bans_unit=True)

    assert "“已命名”变为“已撤销”" in words and honour.certificate.serial in words
    assert "应追回 4000.00 元" in words and "要求交回：证书" in words and "要求交回：奖牌" in words
    assert "《公示》的名单中除名" in words
    assert words.count("至2031年11月3日") == 2 and "另有 1 件在办申报" in words


def test_the_confirmation_says_what_will_not_happen(honour, ready):
    words = foretold(honour)

    assert "取消，不再发放" in words and "无须交回" in words and "对单位" not in words and "除名" not in words


def test_naming_skips_nobody_else_after_a_finding(honour, approved, find, season, review_office):
    find(honour.nomination)
    approved("李明")

    [other] = naming.name_all(season, by=review_office, now=AFTER_NAMING)
    assert (other.name, other.certificate.serial) == ("李明", "2026-0002")


def test_what_was_revoked_does_not_come_back_by_any_statement(honour, find):
    find(honour.nomination)
    for model in (Honour, Certificate):
        assert model.objects.get().revoked_at is not None
        with pytest.raises(DatabaseError, match="revoked_at"), transaction.atomic():
            model.objects.update(revoked_at=None)
