"""推荐、逐级审核、退回、报送 (沪工总经〔2015〕260号 三(三))."""

import pytest

from common.refusals import Refused
from ledger.models import Entry
from letters.models import Letter
from nominations import actions
from nominations.chain import endorsing_bodies
from nominations.models import Nomination, Statement
from nominations.states import Channel, State
from privacy.hashing import keyed_hash
from seasons.models import Place
from tests.factories import NominationFactory, RulebookFactory, at_state, complete_dossier, issued, rewritten
from tests.moments import AFTER_CLOSING, CLOSING, IN_WINDOW
from tests.nominations.test_drafting import ban


def ground_of(act, *args, **kwargs):
    """The ground on which an act is refused."""
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.ground


@pytest.fixture
def recommended(draft, clerk, park_endorser):
    """With the park's endorser."""
    return actions.recommend(draft, by=clerk, now=IN_WINDOW)


@pytest.fixture
def at_district(recommended, park_endorser):
    """With the district's endorser."""
    return actions.endorse(recommended, by=park_endorser, opinion="情况属实，同意推荐。", now=IN_WINDOW)


@pytest.fixture
def endorsed(at_district, xuhui_endorser):
    """To be filed by the district's clerk."""
    return actions.endorse(at_district, by=xuhui_endorser, opinion="同意报送。", rank=1, now=IN_WINDOW)


@pytest.fixture
def own(rulebook, self_nominee):
    """A complete self-nomination, filed directly."""
    return complete_dossier(
        NominationFactory(
            rulebook=rulebook, channel=Channel.SELF, drafted_by=self_nominee, candidate=self_nominee, filing_body=None
        )
    )


def test_the_chain_climbs_to_the_district(draft, park_union, xuhui_union):
    assert endorsing_bodies(draft) == [park_union, xuhui_union]


def test_a_filing_union_endorses_its_own_draft_by_a_second_person(draft, xuhui_union):
    draft.drafting_body = xuhui_union

    assert endorsing_bodies(draft) == [xuhui_union]


def test_an_association_endorses_itself(draft, society):
    draft.channel, draft.drafting_body, draft.filing_body = Channel.ASSOCIATION, society, society

    assert endorsing_bodies(draft) == [society]


def test_a_direct_self_nomination_has_no_chain(own):
    assert endorsing_bodies(own) == []


def test_a_self_nomination_through_an_association_is_endorsed_there(own, society):
    own.filing_body = society

    assert endorsing_bodies(own) == [society]


def test_recommending_hands_the_dossier_to_the_level_above(recommended, park_union, park_endorser):
    assert (recommended.state, recommended.at_body) == (State.RECOMMENDED, park_union)
    assert Entry.objects.get(act="nomination.recommended").before == State.DRAFT
    assert Letter.objects.get().recipient == park_endorser


@pytest.mark.parametrize("role", ["pudong_clerk", "xuhui_clerk", "park_endorser", "screener", "supervision"])
def test_only_the_drafting_union_recommends(draft, role, request):
    assert ground_of(actions.recommend, draft, by=request.getfixturevalue(role), now=IN_WINDOW) == "not_yours"


def test_an_incomplete_dossier_is_not_recommended_and_names_what_is_missing(draft, clerk):
    Statement.objects.filter(indicator="skill").delete()

    with pytest.raises(Refused) as refused:
        actions.recommend(draft, by=clerk, now=IN_WINDOW)

    assert "四个方面陈述：高超技能" in refused.value.refusal.remedy
    assert Nomination.objects.get().state == State.DRAFT


def test_after_the_closing_nothing_is_recommended(draft, clerk):
    assert ground_of(actions.recommend, draft, by=clerk, now=CLOSING) == "closed"


def test_nobody_recommends_twice(recommended, clerk):
    assert ground_of(actions.recommend, recommended, by=clerk, now=IN_WINDOW) == "already_handled"
    assert Entry.objects.filter(act="nomination.recommended").count() == 1


def test_a_ban_stops_a_recommendation(draft, clerk, review_office):
    ban("unit", draft.unit_hash, review_office)

    assert ground_of(actions.recommend, draft, by=clerk, now=IN_WINDOW) == "banned"


def test_an_intermediate_endorsement_asks_the_next_level(at_district, xuhui_union, xuhui_endorser):
    assert (at_district.state, at_district.at_body) == (State.RECOMMENDED, xuhui_union)
    assert at_district.endorsements.get().opinion == "情况属实，同意推荐。"


def test_the_last_endorsement_leaves_the_filing_to_the_clerk(endorsed, xuhui_endorser):
    assert (endorsed.state, endorsed.at_body) == (State.ENDORSED, None)
    entry = Entry.objects.filter(act="nomination.endorsed").latest("pk")
    assert (entry.detail["rank"], entry.after) == (1, State.ENDORSED)


def test_an_endorsement_needs_an_opinion(recommended, park_endorser):
    assert ground_of(actions.endorse, recommended, by=park_endorser, opinion="  ", now=IN_WINDOW) == "no_reason"
    assert not recommended.endorsements.exists()


@pytest.mark.parametrize("role", ["clerk", "xuhui_endorser", "pudong_clerk", "screener", "supervision"])
def test_only_the_endorser_it_lies_with_endorses(recommended, role, request):
    user = request.getfixturevalue(role)

    assert ground_of(actions.endorse, recommended, by=user, opinion="同意", now=IN_WINDOW) == "not_yours"


def test_whoever_drafted_does_not_endorse_under_another_account(recommended, clerk, park_endorser):
    for account in (clerk, park_endorser):
        account.person_hash = keyed_hash("identity", "same")
        account.save()

    assert ground_of(actions.endorse, recommended, by=park_endorser, opinion="同意", now=IN_WINDOW) == "second_part"


def test_the_candidate_does_not_endorse(recommended, park_endorser):
    park_endorser.person_hash = recommended.identity_hash
    park_endorser.save()

    assert ground_of(actions.endorse, recommended, by=park_endorser, opinion="同意", now=IN_WINDOW) == "own_candidacy"


def test_nobody_endorses_twice(at_district, park_endorser):
    assert ground_of(actions.endorse, at_district, by=park_endorser, opinion="同意", now=IN_WINDOW) == "not_yours"
    assert at_district.endorsements.count() == 1


def test_a_ban_stops_an_endorsement(recommended, park_endorser, review_office):
    ban("person", recommended.identity_hash, review_office)

    assert ground_of(actions.endorse, recommended, by=park_endorser, opinion="同意", now=IN_WINDOW) == "banned"


def test_handing_back_voids_the_opinions_and_tells_the_drafter(endorsed, xuhui_endorser, clerk):
    returned = actions.hand_back(endorsed, by=xuhui_endorser, reason="获奖年份与证书不符。", now=IN_WINDOW)

    assert (returned.state, returned.closing_reason) == (State.RETURNED, "获奖年份与证书不符。")
    assert not returned.endorsements.filter(is_endorsed=True, is_void=False).exists()
    assert Letter.objects.get(kind="nomination_returned").recipient == clerk
    assert Entry.objects.get(act="nomination.handed_back").reason == "获奖年份与证书不符。"


def test_handing_back_needs_a_reason(recommended, park_endorser):
    assert ground_of(actions.hand_back, recommended, by=park_endorser, reason="", now=IN_WINDOW) == "no_reason"


@pytest.mark.parametrize("role", ["clerk", "xuhui_endorser", "pudong_clerk", "supervision"])
def test_only_whom_it_lies_with_hands_back(recommended, role, request):
    user = request.getfixturevalue(role)

    assert ground_of(actions.hand_back, recommended, by=user, reason="材料不全", now=IN_WINDOW) == "not_yours"


def test_a_returned_dossier_climbs_again(recommended, park_endorser, clerk):
    returned = actions.hand_back(recommended, by=park_endorser, reason="请补充", now=IN_WINDOW)
    again = actions.recommend(returned, by=clerk, now=IN_WINDOW)

    assert actions.endorse(again, by=park_endorser, opinion="同意", now=IN_WINDOW).at_body != again.at_body


def test_the_district_files(endorsed, xuhui_clerk):
    filed = actions.submit(endorsed, by=xuhui_clerk, now=IN_WINDOW)

    assert (filed.state, filed.submitted_at) == (State.SUBMITTED, IN_WINDOW)
    assert Entry.objects.get(act="nomination.submitted").actor_id == xuhui_clerk.pk


@pytest.mark.parametrize("role", ["clerk", "xuhui_endorser", "pudong_clerk", "screener", "supervision"])
def test_nobody_else_files(endorsed, role, request):
    assert ground_of(actions.submit, endorsed, by=request.getfixturevalue(role), now=IN_WINDOW) == "not_yours"


@pytest.mark.parametrize("now", [CLOSING, AFTER_CLOSING])
def test_the_closing_moment_is_already_too_late(endorsed, xuhui_clerk, now):
    assert ground_of(actions.submit, endorsed, by=xuhui_clerk, now=now) == "closed"
    assert Nomination.objects.get().state == State.ENDORSED


def test_nothing_is_filed_without_the_declaration(endorsed, xuhui_clerk):
    rewritten(endorsed, declared_at=None, declared_by=None)

    assert ground_of(actions.submit, endorsed, by=xuhui_clerk, now=IN_WINDOW) == "not_declared"


def test_a_ban_stops_the_filing(endorsed, xuhui_clerk, review_office):
    ban("person", endorsed.identity_hash, review_office)

    assert ground_of(actions.submit, endorsed, by=xuhui_clerk, now=IN_WINDOW) == "banned"


def test_a_repeated_filing_leaves_one_result(endorsed, xuhui_clerk):
    actions.submit(endorsed, by=xuhui_clerk, now=IN_WINDOW)

    for _ in range(9):
        assert ground_of(actions.submit, endorsed, by=xuhui_clerk, now=IN_WINDOW) == "already_handled"
    assert Entry.objects.filter(act="nomination.submitted").count() == 1


def test_whoever_endorsed_does_not_file(endorsed, xuhui_clerk, xuhui_endorser):
    for account in (xuhui_clerk, xuhui_endorser):
        account.person_hash = keyed_hash("identity", "same")
        account.save()

    assert ground_of(actions.submit, endorsed, by=xuhui_clerk, now=IN_WINDOW) == "second_part"


def test_a_self_nominee_files_directly(own, self_nominee):
    assert actions.submit(own, by=self_nominee, now=IN_WINDOW).state == State.SUBMITTED


def test_a_direct_self_nominee_has_nobody_to_recommend_to(own, self_nominee):
    assert ground_of(actions.recommend, own, by=self_nominee, now=IN_WINDOW) == "files_directly"


def test_an_association_goes_its_whole_way(rulebook, society, association_clerk, association_endorser):
    nomination = complete_dossier(
        NominationFactory(
            rulebook=rulebook,
            channel=Channel.ASSOCIATION,
            drafted_by=association_clerk,
            drafting_body=society,
            filing_body=society,
        )
    )
    nomination = actions.recommend(nomination, by=association_clerk, now=IN_WINDOW)
    nomination = actions.endorse(nomination, by=association_endorser, opinion="同意推荐", now=IN_WINDOW)

    assert actions.submit(nomination, by=association_clerk, now=IN_WINDOW).state == State.SUBMITTED


@pytest.fixture
def one_place(season, xuhui_union):
    """A rulebook that gives Xuhui a single place."""
    rulebook = RulebookFactory(season=season)
    Place.objects.create(rulebook=rulebook, organisation=xuhui_union, places=1)
    return issued(rulebook)


@pytest.fixture
def two_for_one_place(one_place, clerk, works_union, xuhui_union):
    """Two complete dossiers before the district's endorser."""
    drafts = [
        complete_dossier(
            NominationFactory(rulebook=one_place, drafted_by=clerk, drafting_body=works_union, filing_body=xuhui_union)
        )
        for _ in range(2)
    ]
    return [at_state(one, State.RECOMMENDED, at_body=xuhui_union) for one in drafts]


def test_the_districts_places_are_held_at_its_endorsement(two_for_one_place, xuhui_endorser):
    first, second = two_for_one_place
    actions.endorse(first, by=xuhui_endorser, opinion="同意", now=IN_WINDOW)

    assert ground_of(actions.endorse, second, by=xuhui_endorser, opinion="同意", now=IN_WINDOW) == "no_place"


def test_a_withdrawal_frees_the_place(two_for_one_place, xuhui_endorser, clerk):
    first, second = two_for_one_place
    first = actions.endorse(first, by=xuhui_endorser, opinion="同意", now=IN_WINDOW)
    actions.withdraw(first, by=clerk, reason="本人调离本市。", now=IN_WINDOW)

    assert actions.endorse(second, by=xuhui_endorser, opinion="同意", now=IN_WINDOW).state == State.ENDORSED


def test_a_return_frees_the_place(two_for_one_place, xuhui_endorser):
    first, second = two_for_one_place
    first = actions.endorse(first, by=xuhui_endorser, opinion="同意", now=IN_WINDOW)
    actions.hand_back(first, by=xuhui_endorser, reason="材料有误", now=IN_WINDOW)

    assert actions.endorse(second, by=xuhui_endorser, opinion="同意", now=IN_WINDOW).state == State.ENDORSED
