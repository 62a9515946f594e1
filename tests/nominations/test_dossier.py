"""材料齐全与不设限制的条件 (沪工总经〔2015〕260号 三(一)、三(二))."""

import pytest
from django.core.exceptions import ValidationError

from common.refusals import Refused
from ledger.models import Entry
from nominations import actions, dossier
from nominations.models import Nomination
from nominations.states import (
    EDITABLE,
    AchievementKind,
    Channel,
    ConsentKind,
    Education,
    Sex,
    SkillLevel,
    State,
    TitleLevel,
)
from tests.factories import NominationFactory, at_state
from tests.factories.numbers import identity_number
from tests.moments import IN_WINDOW
from tests.nominations.test_drafting import ban
from tests.nominations.test_recommending import ground_of


def missing(nomination):
    """What each section lacks, by key."""
    return {section.key: lacks for section, lacks in dossier.missing(Nomination.objects.get(pk=nomination.pk))}


def change(nomination, clerk, **fields):
    """The clerk changes some columns."""
    return actions.change(nomination, by=clerk, fields=fields, now=IN_WINDOW)


def test_a_complete_dossier_lacks_nothing(draft):
    assert missing(draft) == {}


UNRESTRICTED = [
    *[("age", {"birth_date": day}) for day in ("1940-01-01", "2008-01-01", None)],
    *[("sex", {"sex": sex}) for sex in (*Sex, "")],
    *[("education", {"education": education}) for education in (*Education, "")],
    *[("post rank", {"post": post}) for post in ("学徒", "班组长", "董事长")],
    *[("title", {"title_level": level}) for level in TitleLevel],
    *[("skill level", {"skill_level": level}) for level in SkillLevel],
    *[("years of work", {"work_years": years, "line_years": years}) for years in (None, 0, 1, 50)],
    ("earlier honours", None),
]


@pytest.mark.parametrize(("attribute", "columns"), UNRESTRICTED)
def test_nothing_blocks_on_the_eight_unrestricted_attributes(draft, clerk, attribute, columns):
    if columns is None:
        draft.achievements.all().delete()
    else:
        Nomination.objects.filter(pk=draft.pk).update(**columns)

    assert actions.recommend(draft, by=clerk, now=IN_WINDOW).state == State.RECOMMENDED


def test_a_fresh_draft_names_what_is_missing(rulebook, clerk):
    fresh = NominationFactory(
        rulebook=rulebook, drafted_by=clerk, post="", is_union_member=False, summary="", declared_at=None
    )

    lacks = missing(fresh)
    assert lacks["post"] == ["岗位（职务）"]
    assert lacks["unit"] == ["工会会员（必备条件）"]
    assert lacks["statements"] == ["工艺专长", "高超技能", "领军作用", "突出贡献"]
    assert lacks["promises"][-1] == "真实性承诺"


def test_sections_tell_how_far_they_are(draft, rulebook, clerk):
    fresh = NominationFactory(rulebook=rulebook, drafted_by=clerk, post="")

    assert [
        dossier.section_of(one, key).progress(one)
        for one, key in [(fresh, "evidence"), (fresh, "post"), (draft, "post")]
    ] == [
        "未开始",
        "进行中",
        "已完成",
    ]


def test_only_a_self_nominee_may_ask_for_an_exception(draft):
    assert dossier.section_of(draft, "exception") is None
    draft.channel = Channel.SELF
    assert dossier.section_of(draft, "exception").is_complete(draft)


def test_a_change_is_kept_and_leaves_its_trace(draft, clerk):
    changed = change(draft, clerk, post="首席技师", summary="攻克难题。")

    assert changed.post == "首席技师"
    assert Entry.objects.get(act="nomination.changed").detail["columns"] == ["post", "summary"]


def test_a_change_voids_the_declaration(draft, clerk):
    assert change(draft, clerk, post="首席技师").declared_at is None


def test_saving_the_same_again_changes_nothing(draft, clerk):
    assert change(draft, clerk, post=draft.post).declared_at == draft.declared_at
    assert not Entry.objects.exists()


@pytest.mark.parametrize("state", [state for state in State if state not in EDITABLE])
def test_what_is_not_with_the_drafter_is_not_changed(draft, clerk, state):
    assert ground_of(change, at_state(draft, state), clerk, post="首席") == "already_handled"


@pytest.mark.parametrize("role", ["xuhui_clerk", "park_endorser", "pudong_clerk", "screener", "supervision"])
def test_nobody_else_changes_it(draft, role, request):
    assert ground_of(change, draft, request.getfixturevalue(role), post="首席") == "not_yours"


def test_statements_are_kept_to_their_length(draft, clerk):
    with pytest.raises(ValidationError, match="不超过2000字，现为10000字"):
        actions.change(draft, by=clerk, fields={}, statements={"skill": "工" * 10_000}, now=IN_WINDOW)

    assert draft.statements.get(indicator="skill").text.startswith("在高超技能")


def test_statements_are_rewritten_and_emptied(draft, clerk):
    texts = {"skill": "一手绝活。", "leadership": ""}
    actions.change(draft, by=clerk, fields={}, statements=texts, now=IN_WINDOW)

    assert draft.statements.get(indicator="skill").text == "一手绝活。"
    assert not draft.statements.filter(indicator="leadership").exists()


def test_achievements_are_replaced_as_rows(draft, clerk):
    rows = [
        {"kind": AchievementKind.INVENTION, "title": "一种夹具", "year": 2023, "level": "", "number": "ZL1", "rank": ""}
    ]
    actions.change(draft, by=clerk, fields={}, achievements=rows, now=IN_WINDOW)

    assert draft.achievements.get().title == "一种夹具"


@pytest.mark.parametrize(
    ("fields", "beside"),
    [
        ({"birth_date": "2030-01-01"}, "birth_date"),
        ({"work_years": 3, "line_years": 5}, "line_years"),
        ({"summary": "字" * 501}, "summary"),
        ({"identity_number": "310104198001019010"}, "identity_number"),
        ({"education": "genius"}, "education"),
        ({"post": "岗" * 61}, "post"),
    ],
)
def test_wrong_input_is_told_beside_its_field_and_nothing_is_half_saved(draft, clerk, fields, beside):
    with pytest.raises(ValidationError) as error:
        change(draft, clerk, trade="钳工", **fields)

    assert beside in error.value.message_dict
    assert Nomination.objects.get().trade == draft.trade


def test_a_new_identity_number_is_asked_everything_again(draft, clerk, rulebook, review_office):
    other = NominationFactory(rulebook=rulebook, drafted_by=clerk)
    assert ground_of(change, draft, clerk, identity_number=other.identity_number) == "duplicate"

    ban("person", changed_hash(identity_number(777)), review_office)
    assert ground_of(change, draft, clerk, identity_number=identity_number(777)) == "banned"


def changed_hash(number):
    """The keyed hash of a number."""
    from privacy.hashing import keyed_hash

    return keyed_hash("identity", number)


def test_the_promise_is_made_by_the_drafting_side(draft, clerk, xuhui_clerk):
    Nomination.objects.update(declared_at=None, declared_by=None)
    assert ground_of(actions.declare, draft, by=xuhui_clerk, now=IN_WINDOW) == "not_yours"

    assert actions.declare(draft, by=clerk, now=IN_WINDOW).declared_by == clerk
    assert Entry.objects.filter(act="nomination.declared").count() == 1


def test_a_consent_is_given_once_and_withdrawn_as_easily(draft, clerk):
    for _ in range(3):
        actions.consent(draft, ConsentKind.TALENT_POOL, by=clerk, now=IN_WINDOW)
    actions.withdraw_consent(draft, ConsentKind.TALENT_POOL, by=clerk, now=IN_WINDOW)

    assert draft.consents.get(kind=ConsentKind.TALENT_POOL).withdrawn_at == IN_WINDOW
    assert list(Entry.objects.values_list("act", flat=True)) == ["consent.given", "consent.withdrawn"]


def test_without_consent_to_review_the_dossier_is_incomplete(draft, clerk):
    actions.withdraw_consent(draft, ConsentKind.REVIEW, by=clerk, now=IN_WINDOW)

    assert missing(draft)["promises"] == ["“身份核验与评审”的单独同意"]


def test_the_bank_account_is_asked_about_after_naming_only(draft, clerk):
    assert ground_of(actions.consent, draft, ConsentKind.BANK, by=clerk, now=IN_WINDOW) == "not_yet"
    assert actions.consent(at_state(draft, State.HONOURED), ConsentKind.BANK, by=clerk, now=IN_WINDOW).pk


def test_others_do_not_consent_for_the_candidate(draft, screener):
    assert ground_of(actions.consent, draft, ConsentKind.TALENT_POOL, by=screener, now=IN_WINDOW) == "not_yours"


def test_the_full_number_is_told_with_a_reason_and_a_trace(draft, clerk):
    told = actions.reveal(draft, by=clerk, reason="核对证件原件。", now=IN_WINDOW)

    assert told["identity_number"] == draft.identity_number
    assert Entry.objects.get(act="identity.revealed").reason == "核对证件原件。"


@pytest.mark.parametrize("role", ["park_endorser", "screener", "review_office", "supervision", "pudong_clerk"])
def test_whose_work_does_not_need_it_is_not_told(draft, role, request):
    with pytest.raises(Refused):
        actions.reveal(draft, by=request.getfixturevalue(role), reason="看看", now=IN_WINDOW)
    assert not Entry.objects.exists()


def test_the_full_number_is_not_told_without_a_reason(draft, clerk):
    assert ground_of(actions.reveal, draft, by=clerk, reason=" ", now=IN_WINDOW) == "no_reason"
