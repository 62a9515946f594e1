"""实施细则: every number of the year is a column; edited until 印发, frozen afterwards, amended by a new edition."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from common.refusals import Refused
from ledger.models import Entry
from seasons import actions, queries
from seasons.models import Criterion, Outlet, Rulebook
from seasons.states import Indicator
from tests.factories import RulebookFactory, SeasonFactory, issued
from tests.moments import BEFORE_OPENING, IN_WINDOW, beijing


@pytest.fixture
def draft_rulebook(season, review_office):
    """The first edition, as the office finds it."""
    return actions.draft_rulebook(season, by=review_office, now=BEFORE_OPENING)


@pytest.fixture
def numbered(draft_rulebook, review_office):
    """The same, ready to be issued."""
    return actions.change_rulebook(
        draft_rulebook, by=review_office, columns={"document_number": "沪工总经〔2026〕12号"}, now=BEFORE_OPENING
    )


def acts():
    return list(Entry.objects.order_by("pk").values_list("act", flat=True))


def test_a_first_draft_contains_the_regulations_rows(draft_rulebook):
    assert [c.indicator for c in draft_rulebook.criteria.all()] == list(Indicator)
    assert sum(c.weight for c in draft_rulebook.criteria.all()) == 100
    assert all(c.guidance for c in draft_rulebook.criteria.all())
    assert draft_rulebook.outlets.filter(is_required=True).count() == 6
    assert [item.name for item in draft_rulebook.award_items.all()] == ["证书", "奖牌", "一次性奖金"]
    assert draft_rulebook.industries.filter(is_focus=True).count() == 3
    assert acts() == ["rulebook.drafted"]


def test_a_draft_is_in_force_for_nobody(draft_rulebook, season):
    assert queries.rulebook_in_force(season) is None


def test_a_second_draft_is_refused(draft_rulebook, season, review_office):
    with pytest.raises(Refused) as refused:
        actions.draft_rulebook(season, by=review_office)
    assert refused.value.ground == "draft_exists"


def test_others_draft_nothing(season, clerk, supervision):
    for person in (clerk, supervision):
        with pytest.raises(Refused) as refused:
            actions.draft_rulebook(season, by=person)
        assert refused.value.ground == "not_review_office"
    assert not Rulebook.objects.exists() and acts() == []


def test_changing_columns_and_rows_leaves_a_trace(draft_rulebook, review_office):
    changed = actions.change_rulebook(
        draft_rulebook,
        by=review_office,
        columns={"quota": 90},
        rows={"outlets": [{"name": "劳动报", "is_required": True}]},
    )
    assert changed.quota == 90 and [o.name for o in changed.outlets.all()] == ["劳动报"]
    entry = Entry.objects.get(act="rulebook.changed")
    assert entry.detail["columns"] == {"quota": ["100", "90"]} and entry.detail["rows"] == ["outlets"]


def test_a_change_with_one_bad_row_changes_nothing(draft_rulebook, review_office):
    bad = {"indicator": Indicator.SKILL, "name": "技能", "guidance": "看。", "weight": Decimal(0)}
    with pytest.raises(ValidationError):
        actions.change_rulebook(draft_rulebook, by=review_office, columns={"quota": 90}, rows={"criteria": [bad]})
    assert Rulebook.objects.get().quota == 100 and Criterion.objects.count() == 4
    assert acts() == ["rulebook.drafted"]


def test_issuing_freezes_and_puts_in_force(numbered, season, review_office):
    rulebook = actions.issue_rulebook(numbered, by=review_office, now=BEFORE_OPENING)
    assert (rulebook.issued_at, rulebook.issued_by) == (BEFORE_OPENING, review_office)
    assert queries.rulebook_in_force(season) == rulebook
    assert Entry.objects.get(act="rulebook.issued").detail["document_number"] == "沪工总经〔2026〕12号"


@pytest.mark.parametrize(
    ("spoil", "ground"),
    [
        (lambda r: Rulebook.objects.filter(pk=r.pk).update(document_number=" "), "no_document_number"),
        (lambda r: Rulebook.objects.filter(pk=r.pk).update(edition=2), "no_amendment_reason"),
        (lambda r: r.criteria.filter(position=1).update(weight=Decimal("24.99")), "weights_not_100"),
        (lambda r: r.criteria.filter(position=1).update(indicator=Indicator.SKILL), "indicator_missing"),
        (lambda r: r.outlets.update(is_required=False), "no_required_outlet"),
        (lambda r: r.award_items.all().delete(), "no_award_item"),
        (lambda r: r.industries.all().delete(), "no_industry"),
    ],
)
def test_an_unfinished_rulebook_is_not_issued(numbered, review_office, spoil, ground):
    spoil(numbered)
    with pytest.raises(Refused) as refused:
        actions.issue_rulebook(numbered, by=review_office)
    assert refused.value.ground == ground
    assert Rulebook.objects.get().issued_at is None and "rulebook.issued" not in acts()


def test_only_the_office_issues(numbered, screener):
    with pytest.raises(Refused) as refused:
        actions.issue_rulebook(numbered, by=screener)
    assert refused.value.ground == "not_review_office"


def test_an_issued_rulebook_is_neither_changed_nor_issued_again(rulebook, review_office):
    for act in (actions.issue_rulebook, actions.change_rulebook):
        with pytest.raises(Refused) as refused:
            act(rulebook, by=review_office)
        assert refused.value.ground == "frozen"


def test_save_refuses_an_issued_rulebook_with_a_sentence(rulebook):
    rulebook.quota = 200
    with pytest.raises(ValidationError, match="已印发"):
        rulebook.save()


FROZEN_WAYS = [
    lambda r: Rulebook.objects.filter(pk=r.pk).update(quota=200),
    lambda r: Rulebook.objects.filter(pk=r.pk).update(issued_at=None),
    lambda r: Rulebook.objects.filter(pk=r.pk).delete(),
    lambda r: raw("UPDATE seasons_rulebook SET quota = 200"),
    lambda r: raw("DELETE FROM seasons_criterion"),
    lambda r: raw("UPDATE seasons_criterion SET weight = 26"),
    lambda r: raw(f"UPDATE seasons_outlet SET is_required = false WHERE rulebook_id = {r.pk}"),
    lambda r: r.award_items.update(name="奖杯"),
    lambda r: r.industries.all().delete(),
    lambda r: Outlet.objects.create(rulebook=r, name="另一渠道", position=9),
    lambda r: r.places.create(organisation_id=r.criteria.first().pk, places=3),
]


def raw(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("way", FROZEN_WAYS)
def test_the_database_refuses_every_way_round_an_issued_rulebook(rulebook, way):
    with pytest.raises(IntegrityError, match="已印发"), transaction.atomic():
        way(rulebook)
    assert Rulebook.objects.get().quota == 10


def test_no_row_can_be_moved_into_an_issued_rulebook(rulebook, review_office):
    later = actions.amend(rulebook.season, by=review_office, reason="调整名额。")
    with pytest.raises(IntegrityError), transaction.atomic():
        later.outlets.filter(position=1).update(rulebook=rulebook, name="移入渠道")


def test_an_amendment_copies_everything_and_old_cases_keep_their_rules(draft, rulebook, review_office):
    later = actions.amend(rulebook.season, by=review_office, reason="名额由10名调整为12名。")
    later = actions.change_rulebook(
        later, by=review_office, columns={"quota": 12, "document_number": "沪工总经〔2026〕30号"}
    )
    actions.issue_rulebook(later, by=review_office)
    assert later.edition == 2 and later.criteria.count() == 4 and later.industries.count() == 4
    assert queries.rulebook_in_force(rulebook.season) == later
    assert type(draft).objects.get().rulebook.quota == 10


def test_next_year_may_be_modelled_on_this_year(rulebook, review_office):
    next_season = actions.create_season(label="2027年度", code="2027", by=review_office)
    drafted = actions.draft_rulebook(
        next_season,
        by=review_office,
        like=rulebook,
        opens_at=beijing(2027, 4, 1),
        closes_at=beijing(2027, 5, 31),
    )
    assert drafted.edition == 1 and drafted.quota == rulebook.quota and drafted.document_number == ""
    assert drafted.title == "2027年度上海工匠选树实施细则"


def test_every_column_explains_itself():
    plain = {"id", "season", "edition", "title", "issued_at", "issued_by", "amendment_reason", "submission_opens_at"}
    silent = [f.name for f in Rulebook._meta.concrete_fields if f.name not in plain and not f.help_text]
    assert silent == []


def test_every_assumed_number_says_that_it_is_assumed():
    given = {"quota", "award_amount", "ban_years", "notice_before_approval"}
    silent = [
        field.name
        for field in Rulebook._meta.concrete_fields
        if field.has_default()
        and field.name not in given | {"edition"}
        and "默认值，待主办方确认" not in field.help_text
    ]
    assert silent == []


def test_a_season_becomes_current_only_with_an_issued_rulebook_and_alone(review_office, db):
    season = SeasonFactory(code="2027", label="2027年度", is_current=False)
    with pytest.raises(Refused) as refused:
        actions.make_current(season, by=review_office)
    assert refused.value.ground == "no_rulebook"
    issued(RulebookFactory(season=season))
    assert actions.make_current(season, by=review_office).is_current


def test_the_former_season_must_be_concluded_first(rulebook, review_office):
    other = SeasonFactory(code="2027", label="2027年度", is_current=False)
    issued(RulebookFactory(season=other))
    with pytest.raises(Refused) as refused:
        actions.make_current(other, by=review_office)
    assert refused.value.ground == "another_is_current"
    actions.conclude_season(rulebook.season, by=review_office, now=IN_WINDOW)
    assert actions.make_current(other, by=review_office).is_current
    assert queries.current_season() == other
    assert acts() == ["season.concluded", "season.made_current"]
