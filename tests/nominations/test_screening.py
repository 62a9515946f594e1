"""资格审核 (沪工总经〔2015〕260号 三(二)、(四)): line by line against the conditions; pass, return for correction, or decline."""

import pytest
from django.db import IntegrityError, transaction

from accounts.states import Role
from common.dates import today
from common.refusals import Refused
from ledger.models import Entry
from letters.models import Letter
from nominations.actions import drafting
from nominations.actions import screening as actions
from nominations.actions.revising import keep_revision
from nominations.models import Nomination, ScreeningLine
from nominations.models.freezing import content_opened
from nominations.queries import bans
from nominations.queries import screening as queries
from nominations.states import Condition, Finding, SkillLevel, State, TitleLevel, Verification
from sanctions.actions import impose
from sanctions.states import SubjectKind
from tests.factories import MembershipFactory, at_state, prove, rewritten
from tests.moments import IN_SCREENING, beijing

PASSED, FAILED, EXCEPTED = Finding.PASSED, Finding.FAILED, Finding.EXCEPTED
ALL_PASSED = dict.fromkeys(Condition, (PASSED, ""))
ON_FAILURE = {Condition.FRONT_LINE: (FAILED, "现任行政管理岗位。")}


def fresh(nomination):
    return Nomination.objects.get(pk=nomination.pk)


def acts():
    return list(Entry.objects.order_by("pk").values_list("act", flat=True))


@pytest.fixture
def filed(draft):
    """The works' nomination has been filed."""
    return at_state(draft, State.SUBMITTED)


@pytest.fixture
def claimed(filed, screener):
    """A screener has taken it."""
    return actions.claim(filed, by=screener, now=IN_SCREENING)


@pytest.fixture
def checked(claimed, screener):
    """Every line is found in order."""
    return actions.note_lines(claimed, by=screener, lines=ALL_PASSED, now=IN_SCREENING)


@pytest.fixture
def returned(claimed, screener):
    """Sent back for correction on 10 June 2026; 19 June is 端午节."""
    return actions.send_back(claimed, by=screener, reason="请补充竞赛证书。", now=IN_SCREENING)


def columns(nomination, **changed):
    return rewritten(nomination, **changed)


def ground_of(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.ground


# --- 领办 ------------------------------------------------------------------------------------------------------------


def test_a_screener_claims_and_the_ledger_says_so(claimed, screener):
    assert (claimed.screener, claimed.claimed_at) == (screener, IN_SCREENING)
    assert acts() == ["nomination.claimed"]


def test_the_second_to_claim_reads_that_somebody_was_faster(claimed, second_screener):
    assert ground_of(actions.claim, claimed, by=second_screener) == "already_handled"
    assert fresh(claimed).screener.full_name == "沈明察"


def test_only_screeners_claim(filed, review_office, supervision, clerk):
    for person in (review_office, supervision, clerk):
        assert ground_of(actions.claim, filed, by=person) == "not_a_screener"


def test_nothing_is_claimed_before_it_is_filed(draft, screener):
    assert ground_of(actions.claim, draft, by=screener) == "already_handled"


def test_a_screener_of_the_same_branch_stands_aside(filed, screener, works_union, xuhui_union, pudong_union):
    membership = MembershipFactory(user=screener, role=Role.UNION_CLERK, organisation=pudong_union)
    actions.claim(filed, by=type(screener).objects.get(pk=screener.pk))
    for union in (works_union, xuhui_union):
        columns(filed, screener=None)
        type(membership).objects.filter(pk=membership.pk).update(organisation=union)
        assert ground_of(actions.claim, filed, by=type(screener).objects.get(pk=screener.pk)) == "own_branch"


def test_whoever_drafted_does_not_screen(filed, clerk, municipal):
    columns(filed, drafting_body=None, filing_body=None)
    MembershipFactory(user=clerk, role=Role.SCREENER, organisation=municipal)
    clerk.memberships.filter(role=Role.UNION_CLERK).delete()
    assert ground_of(actions.claim, filed, by=type(clerk).objects.get(pk=clerk.pk)) == "second_part"


def test_whoever_endorsed_does_not_screen_under_another_account_either(filed, screener, xuhui_endorser, xuhui_union):
    type(screener).objects.filter(pk__in=[screener.pk, xuhui_endorser.pk]).update(person_hash="a" * 64)
    with content_opened():
        filed.endorsements.create(
            season=filed.season,
            organisation=xuhui_union,
            by=xuhui_endorser,
            at=IN_SCREENING,
            is_endorsed=True,
            opinion="同意。",
        )
    assert ground_of(actions.claim, filed, by=type(screener).objects.get(pk=screener.pk)) == "second_part"


def test_a_claimed_dossier_is_put_back(claimed, screener, second_screener):
    assert ground_of(actions.release, claimed, by=second_screener) == "already_handled"
    assert actions.release(claimed, by=screener).screener is None
    assert actions.claim(claimed, by=second_screener).screener == second_screener


def test_the_office_puts_back_what_lies_with_somebody_who_is_away(claimed, review_office):
    assert ground_of(actions.release, claimed, by=review_office, reason=" ") == "no_reason"
    assert actions.release(claimed, by=review_office, reason="领办人休假。").screener is None
    assert Letter.objects.get(kind="screening_released").recipient.full_name == "沈明察"
    assert Entry.objects.get(act="nomination.released").detail == {"screener": "沈明察"}


# --- 逐项审核 --------------------------------------------------------------------------------------------------------


def test_findings_are_noted_line_by_line_and_may_be_changed(claimed, screener):
    actions.note_lines(claimed, by=screener, lines=ON_FAILURE, now=IN_SCREENING)
    actions.note_lines(claimed, by=screener, lines={Condition.FRONT_LINE: (PASSED, "")}, now=IN_SCREENING)
    assert ScreeningLine.objects.get().finding == PASSED
    assert acts()[1:] == ["nomination.noted"] * 2


@pytest.mark.parametrize(
    ("lines", "ground"),
    [
        ({Condition.MEMBERSHIP: (EXCEPTED, "正在办理入会。")}, "membership_is_absolute"),
        ({Condition.CONDUCT: (EXCEPTED, "情节轻微。")}, "no_exception"),
        ({Condition.FRONT_LINE: (EXCEPTED, "曾在一线。")}, "no_exception"),
        ({Condition.EXCEPTION: (EXCEPTED, "同意。")}, "decided_by_request"),
        ({Condition.NATIONALITY: (EXCEPTED, " ")}, "no_reason"),
        ({Condition.FRONT_LINE: (FAILED, "")}, "no_reason"),
        (ALL_PASSED | {Condition.IDENTITY: (FAILED, "")}, "no_reason"),
    ],
)
def test_findings_the_regulation_does_not_know_are_refused_whole(claimed, screener, lines, ground):
    assert ground_of(actions.note_lines, claimed, by=screener, lines=lines) == ground
    assert not ScreeningLine.objects.exists() and "nomination.noted" not in acts()


def test_nationality_may_be_excepted_with_a_reason(claimed, screener):
    lines = ALL_PASSED | {Condition.NATIONALITY: (EXCEPTED, "持外国人永久居留身份证，长期在沪一线工作。")}
    actions.note_lines(claimed, by=screener, lines=lines, now=IN_SCREENING)
    assert actions.admit(claimed, by=screener, now=IN_SCREENING).state == State.ADMITTED


def test_membership_knows_no_exception_in_the_database_either(claimed, screener):
    with pytest.raises(IntegrityError), transaction.atomic():
        ScreeningLine.objects.create(
            nomination=claimed, condition="membership", finding="excepted", reason="例外", by=screener, at=IN_SCREENING
        )


def test_nothing_is_noted_without_claiming(filed, second_screener):
    assert ground_of(actions.note_lines, filed, by=second_screener, lines=ALL_PASSED) == "not_claimed"


# --- 双师 ------------------------------------------------------------------------------------------------------------

DUAL = {
    "skill_level": SkillLevel.TECHNICIAN,
    "title_level": TitleLevel.INTERMEDIATE,
    "skill_certificate": "S1",
    "title_certificate": "T1",
}


def test_a_dual_qualification_is_verified_before_admission(checked, screener):
    dual = columns(checked, **DUAL)
    assert ground_of(actions.admit, dual, by=screener, now=IN_SCREENING) == "dual_pending"
    verified = actions.verify_dual(dual, by=screener, now=IN_SCREENING)
    assert verified.dual_verification == Verification.VERIFIED
    assert actions.admit(dual, by=screener, now=IN_SCREENING).state == State.ADMITTED
    assert "nomination.dual_verified" in acts()


@pytest.mark.parametrize(
    ("changed", "ground"),
    [
        ({"skill_level": SkillLevel.SENIOR}, "not_dual"),
        ({"title_certificate": " "}, "no_certificates"),
        ({"dual_verified_at": IN_SCREENING}, "already_verified"),
    ],
)
def test_what_cannot_be_verified_is_not_verified(checked, screener, changed, ground):
    assert ground_of(actions.verify_dual, columns(checked, **(DUAL | changed)), by=screener) == ground


# --- 通过 ------------------------------------------------------------------------------------------------------------


def test_a_dossier_in_order_is_admitted_and_its_nominator_told(checked, screener, clerk):
    admitted = actions.admit(checked, by=screener, now=IN_SCREENING)
    assert (admitted.state, fresh(checked).admitted_at) == (State.ADMITTED, IN_SCREENING)
    assert acts()[-1] == "nomination.admitted"
    assert Letter.objects.get(kind="nomination_admitted").recipient == clerk


@pytest.mark.parametrize(
    ("lines", "ground"),
    [({Condition.MEMBERSHIP: (PASSED, "")}, "undecided"), (ALL_PASSED | ON_FAILURE, "failed_line")],
)
def test_a_dossier_not_in_order_is_not_admitted(claimed, screener, lines, ground):
    actions.note_lines(claimed, by=screener, lines=lines, now=IN_SCREENING)
    assert ground_of(actions.admit, claimed, by=screener, now=IN_SCREENING) == ground
    assert fresh(claimed).state == State.SUBMITTED and not Letter.objects.exists()


def test_nobody_banned_is_admitted(checked, screener, review_office):
    prove(review_office)
    impose(
        kind=SubjectKind.UNIT,
        subject_hash=checked.unit_hash,
        subject_name=checked.unit_name,
        ground="组织伪造材料",
        decision_number="沪工总经〔2026〕71号",
        found_on=today(IN_SCREENING),
        years=5,
        by=review_office,
        now=IN_SCREENING,
    )
    assert ground_of(actions.admit, checked, by=screener, now=IN_SCREENING) == "banned"
    assert list(bans.banned_under_way(today(IN_SCREENING))) == [checked]


def test_the_same_dossier_is_not_admitted_twice(checked, screener):
    actions.admit(checked, by=screener, now=IN_SCREENING)
    assert ground_of(actions.admit, checked, by=screener, now=IN_SCREENING) == "already_handled"
    assert acts().count("nomination.admitted") == 1


# --- 退回补正 --------------------------------------------------------------------------------------------------------


def test_the_deadline_skips_the_festival(returned):
    assert (returned.state, str(returned.correction_due)) == (State.CORRECTING, "2026-06-17")
    assert acts()[-1] == "nomination.sent_back"


def test_a_deadline_over_a_festival(claimed, screener):
    later = actions.send_back(claimed, by=screener, reason="请补充。", now=beijing(2026, 6, 16))
    assert str(later.correction_due) == "2026-06-24"


def test_the_nominator_reads_what_and_until_when(returned, clerk):
    letter = Letter.objects.get(recipient=clerk)
    assert "2026年6月17日" in letter.subject and "请补充竞赛证书。" in letter.body


def test_a_return_says_what_to_correct(claimed, screener):
    assert ground_of(actions.send_back, claimed, by=screener, reason=" 　") == "no_reason"


def test_no_deadline_is_guessed_in_a_year_without_a_list(claimed, screener):
    late = beijing(2026, 12, 28)
    assert ground_of(actions.send_back, claimed, by=screener, reason="请补充。", now=late) == "year_not_loaded"
    assert fresh(claimed).state == State.SUBMITTED


def test_a_correction_is_filed_again_on_its_last_day(returned, clerk, screener):
    back = actions.resubmit(returned, by=clerk, now=beijing(2026, 6, 17, 23, 59))
    assert (back.state, back.closing_reason, back.correction_due) == (State.SUBMITTED, "", None)
    assert acts()[-1] == "nomination.resubmitted"
    assert Letter.objects.get(kind="nomination_resubmitted").recipient == screener


def corrected(nomination, screener, clerk, **fields):
    """Returned, changed and filed again, with the revisions that filing leaves."""
    keep_revision(nomination, "filed", by=clerk, now=IN_SCREENING)
    actions.send_back(nomination, by=screener, reason="请补充。", now=IN_SCREENING)
    drafting.change(nomination, by=clerk, fields=fields, now=beijing(2026, 6, 11))
    drafting.declare(nomination, by=clerk, now=beijing(2026, 6, 11, 11))
    return actions.resubmit(nomination, by=clerk, now=beijing(2026, 6, 12))


def test_after_a_correction_what_it_touched_is_decided_again_and_the_rest_is_kept(checked, clerk, screener):
    back = corrected(checked, screener, clerk, post="高级技师")
    told = {line.condition: line for line in queries.checklist(back)}
    assert [key for key, line in told.items() if line.is_stale] == [Condition.FRONT_LINE]
    assert told[Condition.IDENTITY].is_kept and told[Condition.FRONT_LINE].finding == PASSED
    assert ground_of(actions.admit, back, by=screener, now=beijing(2026, 6, 15)) == "undecided"
    actions.note_lines(back, by=screener, lines={Condition.FRONT_LINE: (PASSED, "")}, now=beijing(2026, 6, 15))
    assert actions.admit(back, by=screener, now=beijing(2026, 6, 15)).state == State.ADMITTED


def test_what_failed_is_decided_again_though_nothing_was_changed(checked, clerk, screener):
    actions.note_lines(checked, by=screener, lines=ON_FAILURE, now=IN_SCREENING)
    told = {line.condition: line for line in queries.checklist(corrected(checked, screener, clerk))}
    assert [key for key, line in told.items() if line.is_stale] == [Condition.FRONT_LINE]


def test_after_a_correction_the_dual_qualification_is_verified_again(returned, clerk):
    columns(returned, **DUAL, dual_verified_at=IN_SCREENING)
    assert actions.resubmit(returned, by=clerk, now=beijing(2026, 6, 12)).dual_verification == Verification.PENDING


def test_a_correction_past_its_day_is_not_filed(returned, clerk):
    assert ground_of(actions.resubmit, returned, by=clerk, now=beijing(2026, 6, 18, 0, 0)) == "correction_over"
    assert fresh(returned).state == State.CORRECTING


def test_what_was_corrected_must_be_promised_anew(returned, clerk):
    changed = drafting.change(returned, by=clerk, fields={"summary": "补正后的事迹。"}, now=beijing(2026, 6, 12, 9))
    assert ground_of(actions.resubmit, changed, by=clerk, now=beijing(2026, 6, 12)) == "not_declared"

    drafting.declare(changed, by=clerk, now=beijing(2026, 6, 12, 9, 30))
    assert actions.resubmit(changed, by=clerk, now=beijing(2026, 6, 12)).state == State.SUBMITTED


def test_an_incomplete_correction_is_not_filed(returned, clerk):
    returned.statements.filter(indicator="skill").delete()
    assert ground_of(actions.resubmit, returned, by=clerk, now=IN_SCREENING) == "incomplete"


def test_only_the_nominator_files_a_correction(returned, screener, pudong_clerk, xuhui_endorser):
    for person in (screener, pudong_clerk, xuhui_endorser):
        assert ground_of(actions.resubmit, returned, by=person, now=IN_SCREENING) == "not_yours"


def test_a_correction_past_its_day_lapses_once(returned, clerk):
    assert actions.lapse_corrections(now=beijing(2026, 6, 17, 23, 59)) == 0
    assert actions.lapse_corrections(now=beijing(2026, 6, 18, 0, 0)) == 1
    assert actions.lapse_corrections(now=beijing(2026, 6, 18, 0, 5)) == 0
    lapsed = fresh(returned)
    assert lapsed.state == State.DECLINED and lapsed.closing_reason.startswith("逾期未补正")
    assert Entry.objects.get(act="nomination.correction_lapsed").actor_name == "系统"
    assert Letter.objects.filter(kind="nomination_declined", recipient=clerk).count() == 1


# --- 不予受理 --------------------------------------------------------------------------------------------------------


def test_a_dossier_that_fails_a_condition_is_declined(claimed, screener):
    actions.note_lines(claimed, by=screener, lines=ON_FAILURE, now=IN_SCREENING)
    declined = actions.decline(claimed, by=screener, reason="不在一线岗位。", now=IN_SCREENING)
    assert declined.state == State.DECLINED and "现任行政管理岗位。\n不在一线岗位。" in declined.closing_reason
    assert acts()[-1] == "nomination.declined"


def test_nothing_is_declined_without_a_failed_condition(checked, screener):
    assert ground_of(actions.decline, checked, by=screener, reason="不合适。") == "nothing_failed"
    assert fresh(checked).state == State.SUBMITTED


def test_another_screener_decides_nothing(checked, second_screener):
    for act, words in (
        (actions.admit, {}),
        (actions.send_back, {"reason": "补。"}),
        (actions.decline, {"reason": "否。"}),
    ):
        assert ground_of(act, checked, by=second_screener, now=IN_SCREENING, **words) == "already_handled"
