"""禁报：不论何种对象、从哪一步、经哪一级，数据库和规则都不让禁报对象进来或往前走；离开总是可以的。"""

import pytest
from django.db import IntegrityError, connection, transaction

from common import clock
from common.dates import today
from letters.models import Letter
from nominations.actions import banning
from nominations.lifecycle import ROAD
from nominations.models import BanHold, Nomination
from nominations.models.guards import FORWARD
from nominations.queries.bans import banned_among
from nominations.rules.standing import refuse_under_ban, refuse_under_bodys_ban
from nominations.states import State
from organisations.models import hash_of_unit
from organisations.states import Kind
from sanctions import actions, rules
from sanctions.forms import ImposeForm
from sanctions.models import Ban
from sanctions.states import SubjectKind
from tests.factories import NominationFactory, OrganisationFactory, RulebookFactory, at_state, issued
from tests.factories.numbers import credit_code

# 恢复荣誉 is no step forward: it has a guard of its own (tests/findings)
FORWARD_STEPS = sorted(
    {(str(a), str(b)) for a, b in ROAD if b in FORWARD and a not in (State.CONTESTED, State.REVOKED)}
)


@pytest.fixture
def impose(review_office):
    """A ban of five years from today."""

    def one(kind, subject_hash, **more):
        return actions.impose(
            kind=kind,
            subject_hash=subject_hash,
            subject_name=more.pop("subject_name", "某某"),
            ground="组织伪造材料",
            decision_number=more.pop("decision_number", "沪工总经〔2026〕71号"),
            found_on=today(),
            years=5,
            by=review_office,
            **more,
        )

    return one


def on_body(impose, body, **more):
    return impose(SubjectKind.BODY, body.code_hash or "0" * 64, organisation=body, subject_name=body.name, **more)


def step(nomination, target):
    """Past every rule: straight into the table."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE nominations_nomination SET state = %s WHERE id = %s", [target, nomination.pk])


@pytest.mark.parametrize(("source", "target"), FORWARD_STEPS)
def test_the_database_lets_no_banned_person_take_a_step_forward(draft, impose, source, target):
    standing = at_state(draft, source)
    impose(SubjectKind.PERSON, draft.identity_hash)
    with pytest.raises(IntegrityError, match="禁报期内"):
        step(standing, target)


@pytest.mark.parametrize("level", ["works_union", "park_union"])
def test_a_units_ban_reaches_what_is_filed_in_its_name(draft, impose, park_union, works_union, level, request):
    union = request.getfixturevalue(level)
    union.employer_name, union.employer_code = "某集团", credit_code(987654)
    union.save()
    impose(SubjectKind.UNIT, hash_of_unit(union.employer_code))
    fresh = Nomination.objects.get(pk=draft.pk)
    assert fresh.unit_hash != union.employer_hash
    assert refuse_under_ban(fresh, now=clock.now()).ground == "banned"
    assert banned_among([draft.pk], on=today()) == {draft.pk}
    with pytest.raises(IntegrityError, match="禁报期内"):
        step(fresh, "recommended")


def test_it_stops_at_the_unit_itself_where_the_rulebook_says_so(season, clerk, works_union, park_union, impose):
    rulebook = issued(RulebookFactory(season=season, ban_reaches_subunits=False))
    one = NominationFactory(rulebook=rulebook, drafted_by=clerk, drafting_body=works_union)
    park_union.employer_name, park_union.employer_code = "某集团", credit_code(987654)
    park_union.save()
    impose(SubjectKind.UNIT, park_union.employer_hash)
    assert refuse_under_ban(one, now=clock.now()) is None
    assert banned_among([one.pk], on=today()) == set()
    step(one, "recommended")


@pytest.mark.parametrize(
    ("source", "target"), [("draft", "recommended"), ("recommended", "endorsed"), ("endorsed", "submitted")]
)
def test_a_banned_body_neither_recommends_nor_endorses_nor_files(draft, xuhui_union, impose, source, target):
    standing = at_state(draft, source)
    on_body(impose, xuhui_union)
    assert refuse_under_bodys_ban(standing, now=clock.now()).ground == "banned_body"
    with pytest.raises(IntegrityError, match="推荐单位在禁报期内"):
        step(standing, target)


def test_nothing_is_drafted_for_a_banned_body(clerk, rulebook, works_union, xuhui_union, impose):
    on_body(impose, xuhui_union)
    with pytest.raises(IntegrityError, match="推荐单位在禁报期内"), transaction.atomic():
        NominationFactory(rulebook=rulebook, drafted_by=clerk, drafting_body=works_union, filing_body=xuhui_union)


def test_what_a_banned_body_has_filed_goes_on(draft, xuhui_union, impose):
    at_state(draft, State.SUBMITTED)
    on_body(impose, xuhui_union)
    filed = Nomination.objects.get(pk=draft.pk)
    filed.admit(at=clock.now())
    filed.save(update_fields=["state", "state_since", "admitted_at"])
    assert Nomination.objects.get(pk=draft.pk).state == State.ADMITTED


def test_a_body_registered_anew_under_its_code_is_known(draft, impose, xuhui_union):
    old = OrganisationFactory(
        name="徐汇区总工会（旧）", kind=Kind.DISTRICT, parent=xuhui_union.parent, employer_code=""
    )
    on_body(impose, old)
    type(old).objects.filter(pk=old.pk).update(credit_code=None, code_hash="")
    xuhui_union.code_hash = Ban.objects.get().subject_hash
    assert rules.refuse_banned_body(xuhui_union, on=today()).ground == "banned_body"


def test_a_code_with_a_wrong_last_character_is_the_same_unit(draft):
    code = draft.unit_code
    wrong = code[:17] + ("0" if code[17] != "0" else "1")
    assert hash_of_unit(wrong) == hash_of_unit(f" {code.lower()}") == draft.unit_hash


# --- under way -------------------------------------------------------------------------------------------------------


def test_what_is_under_way_is_held_and_told_once_and_goes_on_after(draft, impose, review_office):
    ban = impose(SubjectKind.PERSON, draft.identity_hash)
    assert (banning.hold_the_banned(), banning.hold_the_banned(), banning.release_from_bans()) == (1, 0, 0)
    letter = Letter.objects.get(recipient=draft.drafted_by)
    assert "暂停办理" in letter.subject
    for part in ("组织伪造材料", "沪工总经〔2026〕71号", "申诉"):
        assert part in letter.body
    actions.lift(ban, reason="申诉成立。", by=review_office)
    assert (banning.release_from_bans(), banning.release_from_bans()) == (1, 0)
    assert "恢复办理" in Letter.objects.filter(recipient=draft.drafted_by).latest("pk").subject
    step(draft, "recommended")


def test_what_two_bans_hold_goes_on_after_the_last(draft, impose, review_office):
    first = impose(SubjectKind.PERSON, draft.identity_hash)
    impose(SubjectKind.UNIT, draft.unit_hash, decision_number="沪工总经〔2026〕72号")
    assert banning.hold_the_banned() == 2
    actions.lift(first, reason="申诉成立。", by=review_office)
    banning.release_from_bans()
    assert BanHold.objects.filter(released_at__isnull=True).count() == 1
    assert not Letter.objects.filter(kind="nomination_released_from_ban").exists()


# --- experts ---------------------------------------------------------------------------------------------------------


def test_a_banned_expert_is_met_under_every_account_of_his(expert, impose):
    other = type(expert).objects.create_user("other", full_name=expert.full_name, person_hash="e" * 64)
    impose(SubjectKind.EXPERT, "e" * 64, account=expert, subject_name=expert.full_name)
    for account in (expert, other):
        assert rules.refuse_banned_expert(account, on=today()).ground == "banned_expert"


def test_an_experts_ban_is_no_ban_on_his_own_nomination(draft, expert, impose):
    impose(SubjectKind.EXPERT, draft.identity_hash, account=expert)
    assert refuse_under_ban(draft, now=clock.now()) is None


# --- the page --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("spelt", ["310104800101001", " 310104 800101 001 ", "３１０１０４８００１０１００１"])
def test_a_number_of_fifteen_digits_is_the_one_of_eighteen(spelt):
    from privacy.hashing import keyed_hash
    from standards import gb11643

    eighteen = gb11643.widened("310104800101001")
    form = ImposeForm(
        {
            "kind": "person",
            "number": spelt,
            "name": "钱",
            "ground": "伪造",
            "decision_number": "一号",
            "found_on": "2026-01-01",
            "years": 5,
        }
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data["subject"]["subject_hash"] == keyed_hash("identity", eighteen)


def test_the_office_imposes_on_a_body_on_the_page(client, review_office, xuhui_union):
    client.force_login(review_office)
    typed = {
        "kind": "body",
        "name": "徐汇区总工会",
        "ground": "组织伪造推荐材料",
        "decision_number": "沪工总经〔2026〕80号",
        "found_on": today().isoformat(),
        "years": 5,
    }
    answer = client.post("/bans/impose/", typed)
    ban = Ban.objects.get()
    assert answer.url == f"/bans/{ban.pk}/"
    assert (ban.organisation, ban.subject_hash) == (xuhui_union, xuhui_union.code_hash)


def test_without_a_code_nothing_is_imposed_or_lifted(client, review_office, draft, impose):
    from accounts.models import Proof

    ban = impose(SubjectKind.PERSON, draft.identity_hash)
    Proof.objects.update(ended_at=clock.now())
    client.force_login(review_office)
    page = client.post(f"/bans/{ban.pk}/lift/", {"reason": "申诉成立。"})
    assert page.status_code == 403
    assert "输入动态验证码" in page.content.decode()
    assert Ban.objects.get().lifted_at is None
