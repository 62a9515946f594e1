"""自动保存与两个窗口: nothing typed is lost, and nothing saved is written over unseen."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.refusals import Refused
from ledger.models import Entry
from nominations import actions, dossier
from nominations.actions import copies
from nominations.models import Nomination, WorkingCopy
from nominations.states import State
from nominations.versions import Written, version_of
from tests.factories import at_state
from tests.moments import IN_WINDOW
from tests.nominations.test_papers import picture


@pytest.fixture
def as_clerk(client, clerk):
    """The clerk's browser."""
    client.force_login(clerk)
    return client


def address(draft, key, name="section"):
    """The page of a section, or the address its copies are kept at."""
    return reverse(f"nominations:{name}", args=[draft.number, key])


def opened(client, draft, key, **query):
    """What the page of a section carries: the version it stands on and its window."""
    context = client.get(address(draft, key), query).context
    return {"base": context["base"], "window": context["window"]}


@pytest.fixture
def keeps(as_clerk, draft):
    """A window keeps what stands in it; the answer as its script reads it."""

    def keep(page, key="summary", **typed):
        return as_clerk.post(address(draft, key, "keep_copy"), page | typed).json()

    return keep


def test_what_is_typed_is_kept_and_offered_again(as_clerk, draft, keeps):
    page = opened(as_clerk, draft, "summary")
    assert "at" in keeps(page, summary="写到一半", deeds=draft.deeds)

    offered = as_clerk.get(address(draft, "summary"))
    assert "尚未保存" in offered.content.decode() and "写到一半" not in offered.content.decode()
    assert "写到一半" in as_clerk.get(address(draft, "summary"), {"copy": page["window"]}).content.decode()
    assert Nomination.objects.get().summary == draft.summary
    assert not Entry.objects.exists()


def test_half_words_and_wrong_values_are_kept_as_they_are(as_clerk, draft, keeps):
    page = opened(as_clerk, draft, "post")
    keeps(page, "post", post="车工", work_years="二十", skill_certified_on="2024-13-45")

    restored = as_clerk.get(address(draft, "post"), {"copy": page["window"]}).content.decode()
    assert 'value="二十"' in restored and 'value="2024-13-45"' in restored


def test_saving_writes_it_down_and_the_copy_has_served_its_end(as_clerk, draft, keeps):
    page = opened(as_clerk, draft, "summary")
    keeps(page, summary="写完了", deeds="事迹")
    as_clerk.post(address(draft, "summary"), page | {"summary": "写完了。", "deeds": "事迹"})

    assert Nomination.objects.get().summary == "写完了。" and not WorkingCopy.objects.exists()
    assert Entry.objects.get().act == "nomination.changed"


def test_typing_it_back_leaves_no_copy(as_clerk, draft, keeps):
    page = opened(as_clerk, draft, "summary")
    keeps(page, summary="改一下", deeds=draft.deeds)

    assert keeps(page, summary=draft.summary, deeds=draft.deeds)["unchanged"]
    assert not WorkingCopy.objects.exists()


def test_the_older_window_is_told_and_shown_both(as_clerk, draft, keeps):
    older, newer = opened(as_clerk, draft, "summary"), opened(as_clerk, draft, "summary")
    as_clerk.post(address(draft, "summary"), newer | {"summary": "新窗口的话", "deeds": draft.deeds})

    assert keeps(older, summary="旧窗口的话", deeds=draft.deeds)["changed"].endswith(older["window"])
    answer = as_clerk.post(address(draft, "summary"), older | {"summary": "旧窗口的话", "deeds": draft.deeds})
    assert answer.status_code == 409
    assert "新窗口的话" in answer.content.decode() and "旧窗口的话" in answer.content.decode()
    assert Nomination.objects.get().summary == "新窗口的话"
    assert WorkingCopy.objects.get().fields["summary"] == "旧窗口的话"


def conflict(client, draft, key, mine, saved):
    """Two windows, the newer one saved; what the comparison page of the older one sends but for the choices."""
    older, newer = opened(client, draft, key), opened(client, draft, key)
    assert client.post(address(draft, key), newer | saved).status_code == 302
    page = client.post(address(draft, key), older | mine)
    return dict(page.context["typed"]) | {"base": page.context["base"], "window": older["window"], "compared": "1"}


def test_each_field_is_chosen_by_itself(as_clerk, draft):
    mine, saved = {"summary": "我的简介", "deeds": "我的事迹"}, {"summary": "他的简介", "deeds": "他的事迹"}
    page = conflict(as_clerk, draft, "summary", mine, saved)
    undecided = as_clerk.post(address(draft, "summary"), page | {"choice-summary": "typed"})
    assert undecided.status_code == 409 and "还有未选择的项目" in undecided.content.decode()

    as_clerk.post(address(draft, "summary"), page | {"choice-summary": "typed", "choice-deeds": "saved"})
    kept = Nomination.objects.get()
    assert (kept.summary, kept.deeds) == ("我的简介", "他的事迹")


@pytest.mark.parametrize(("choice", "titles"), [("saved", "乙"), ("typed", "甲"), ("both", "乙甲")])
def test_rows_are_chosen_whole_or_put_together(as_clerk, draft, choice, titles):
    def rows(title):
        return {"row-TOTAL_FORMS": 1, "row-INITIAL_FORMS": 0, "row-0-kind": "method", "row-0-title": title}

    page = conflict(as_clerk, draft, "achievements", rows("甲"), rows("乙"))
    as_clerk.post(address(draft, "achievements"), page | {"choice-rows": choice})

    assert "".join(draft.achievements.values_list("title", flat=True)) == titles


def test_a_section_untouched_by_the_other_window_is_simply_saved(as_clerk, draft):
    page = opened(as_clerk, draft, "summary")
    actions.change(draft, by=draft.drafted_by, fields={"post": "首席技师"})

    assert as_clerk.post(address(draft, "summary"), page | {"summary": "话", "deeds": "话"}).status_code == 302


def test_numbers_are_never_kept(as_clerk, draft, keeps):
    page = opened(as_clerk, draft, "identity")
    keeps(page, "identity", name="王某", identity_number="11010519491231002X", phone="13900001111")

    assert not {"identity_number", "phone"} & set(WorkingCopy.objects.get().fields)
    assert "11010519491231002X" not in json.dumps(list(WorkingCopy.objects.values("fields")))


def test_the_rules_of_saving_are_asked_of_keeping(as_clerk, draft, client, xuhui_clerk, pudong_clerk):
    page = opened(as_clerk, draft, "summary")
    client.force_login(xuhui_clerk)
    assert client.post(address(draft, "summary", "keep_copy"), page | {"summary": "字"}).status_code == 403
    client.force_login(pudong_clerk)
    assert client.post(address(draft, "summary", "keep_copy"), page | {"summary": "字"}).status_code == 404
    with pytest.raises(Refused):
        actions.keep_copy(
            at_state(draft, State.RECOMMENDED),
            dossier.section_of(draft, "summary"),
            by=draft.drafted_by,
            window="w",
            fields={"summary": "字"},
            base="b",
        )
    assert not WorkingCopy.objects.exists()


def test_a_copy_is_given_up_when_told_so(as_clerk, draft, keeps):
    page = opened(as_clerk, draft, "summary")
    keeps(page, summary="不要了", deeds="")
    as_clerk.post(address(draft, "summary", "discard_copy"), {"window": page["window"]})

    assert not WorkingCopy.objects.exists()


def test_another_persons_copy_is_told_of_and_not_shown(as_clerk, draft, association_clerk):
    section = dossier.section_of(draft, "summary")
    WorkingCopy.objects.create(
        nomination=draft,
        section=section.key,
        by=association_clerk,
        window="x",
        fields={"summary": "别人的话", "deeds": ""},
        base="b",
        saved_at=IN_WINDOW,
    )
    page = as_clerk.get(address(draft, "summary")).content.decode()

    assert f"{association_clerk.full_name}也在填写本节" in page and "别人的话" not in page
    assert "别人的话" not in as_clerk.get(address(draft, "summary"), {"copy": "x"}).content.decode()


def test_the_act_itself_refuses_an_older_version(draft, clerk):
    section = dossier.section_of(draft, "summary")
    written = Written(section, version_of(draft, section), "w")
    actions.change(draft, by=clerk, fields={"summary": "先保存的"}, written=written, now=IN_WINDOW)
    with pytest.raises(Refused) as refused:
        actions.change(draft, by=clerk, fields={"summary": "后保存的"}, written=written, now=IN_WINDOW)

    assert refused.value.ground == "changed_elsewhere" and Nomination.objects.get().summary == "先保存的"


def test_only_what_can_no_longer_be_saved_is_cleared_and_not_at_once(draft, clerk):
    section = dossier.section_of(draft, "summary")
    actions.keep_copy(draft, section, by=clerk, window="w", fields={"summary": "字"}, base="b", now=IN_WINDOW)
    month = timedelta(days=31)
    assert copies.clear_copies(now=IN_WINDOW + month) == 0
    at_state(draft, State.SUBMITTED)
    assert copies.clear_copies(now=IN_WINDOW + timedelta(days=29)) == 0
    assert copies.clear_copies(now=IN_WINDOW + month) == 1


def test_before_filing_the_page_says_what_will_not_go_along(as_clerk, draft, keeps):
    keeps(opened(as_clerk, draft, "summary"), summary="还没保存", deeds="")
    page = as_clerk.get(reverse("nominations:recommend", args=[draft.number])).content.decode()

    assert "事迹简介与事迹材料中有尚未保存的内容" in page
    assert "尚未保存的内容" in as_clerk.get(draft.get_absolute_url()).content.decode()


def test_without_a_script_a_card_is_added_and_removed_and_what_was_typed_stays(as_clerk, draft):
    page = opened(as_clerk, draft, "achievements")
    rows = {"row-TOTAL_FORMS": 2, "row-INITIAL_FORMS": 0, "row-0-kind": "method", "row-0-title": "找正法"}
    rows |= {"row-1-kind": "paper", "row-1-title": "一篇论文", "row-1-year": "去年"}
    added = as_clerk.post(address(draft, "achievements"), page | rows | {"add": "honour"}).content.decode()
    assert 'value="找正法"' in added and 'value="去年"' in added and 'name="row-2-issuer"' in added

    removed = as_clerk.post(address(draft, "achievements"), page | rows | {"remove": "0"}).content.decode()
    assert "找正法" not in removed and 'value="一篇论文"' in removed
    assert draft.achievements.get().title == "上海市职工技能竞赛车工项目"


def test_each_kind_asks_for_its_own_columns(as_clerk, draft):
    page = as_clerk.post(
        address(draft, "achievements"), {"row-TOTAL_FORMS": 0, "row-INITIAL_FORMS": 0, "add": "invention"}
    )
    asked = [field.name for field in page.context["rows"].forms[0]]

    assert asked == ["kind", "title", "number", "rank", "partners", "granted_on"]


def test_a_paper_is_attached_beside_its_statement_and_the_words_stay(as_clerk, draft):
    page = opened(as_clerk, draft, "statements")
    words = {"skill": "写到一半的陈述"}
    paper = {"attach": "skill", "skill-indicator": "skill", "skill-title": "证书", "skill-upload": picture("证书.png")}
    answer = as_clerk.post(address(draft, "statements"), page | words | paper)

    assert answer.url.endswith(f"?copy={page['window']}#evidence-skill")
    assert draft.evidence.filter(indicator="skill", title="证书").count() == 1
    assert "写到一半的陈述" in as_clerk.get(answer.url).content.decode()
    assert not draft.statements.filter(text="写到一半的陈述").exists()


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["open", "keep", "save"]), st.sampled_from("甲乙"), st.text("字句读", min_size=1, max_size=3)
    ),
    max_size=12,
)


@given(moves=MOVES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_order_of_two_windows_loses_a_word(as_clerk, draft, moves):
    """What a window typed last is saved, or in its copy, or was saved and then changed by a window that had seen it."""
    Nomination.objects.update(summary="起初", deeds="")
    WorkingCopy.objects.all().delete()
    pages, typed, seen = {}, {}, {"起初"}
    for move, window, text in moves:
        if move == "open" or window not in pages:
            if window in typed:
                continue  # a window with words in it is not opened anew
            pages[window] = opened(as_clerk, draft, "summary")
            continue
        post = pages[window] | {"summary": text, "deeds": ""}
        typed[window] = text
        if move == "keep":
            as_clerk.post(address(draft, "summary", "keep_copy"), post)
        elif as_clerk.post(address(draft, "summary"), post).status_code == 302:
            seen.add(text)
            del typed[window], pages[window]
        now = Nomination.objects.get().summary
        kept = set(WorkingCopy.objects.values_list("fields__summary", flat=True))
        assert now in seen
        assert all(words in kept | {now} for words in typed.values())
