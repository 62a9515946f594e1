"""抽签: sealed, frozen, opened, applied, in this order and no other (docs/draw.md)."""

import json
from datetime import timedelta

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.urls import reverse

from common.refusals import Refused
from ledger.models import Entry
from reviews import actions
from reviews.drawing import fingerprint, records
from reviews.models import Assignment, CommitteeMember, Draw
from reviews.queries import draws as queries
from reviews.states import DrawPurpose, RecusalGround
from seasons.models import RoundPlan
from tests.moments import IN_REVIEW

LATER = IN_REVIEW + timedelta(hours=1)


def refused_with(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.refusal


@pytest.fixture
def sealed(opened, review_office):
    """A seed is sealed, no list is frozen."""
    return actions.commit_draw(opened, by=review_office, now=IN_REVIEW)


@pytest.fixture
def frozen(sealed, review_office):
    """The list is frozen, the seed is not open."""
    return actions.freeze_draw(sealed, by=review_office, now=IN_REVIEW)


@pytest.fixture
def revealed(frozen, review_office):
    """The result is there and does not hold yet."""
    return actions.reveal_draw(frozen, by=review_office, witness="三十七", now=IN_REVIEW)


def test_the_commitment_is_in_the_ledger_and_the_seed_is_not(sealed):
    told = Entry.objects.get(act="draw.committed")
    assert told.detail["commitment"] == records.commitment_of(sealed.seed) == sealed.seed_commitment
    assert sealed.seed not in json.dumps([one.detail for one in Entry.objects.all()])


def test_the_seed_is_encrypted_until_it_is_opened(sealed, revealed):
    assert Draw.objects.raw("SELECT id, seed AS stored FROM reviews_draw")[0].stored != sealed.seed
    assert revealed.revealed_seed == sealed.seed


def test_the_steps_come_in_their_order(sealed, review_office):
    assert refused_with(actions.reveal_draw, sealed, by=review_office).ground == "list_not_frozen"
    assert refused_with(actions.apply_draw, sealed, by=review_office).ground == "seed_sealed"
    actions.freeze_draw(sealed, by=review_office, now=IN_REVIEW)
    assert refused_with(actions.freeze_draw, sealed, by=review_office).ground == "list_frozen"


@pytest.mark.parametrize("act", [actions.freeze_draw, actions.reveal_draw, actions.apply_draw])
def test_only_the_office_takes_a_step(sealed, supervision, act):
    assert refused_with(act, sealed, by=supervision).ground == "not_review_office"
    assert refused_with(actions.void_draw, sealed, reason="……", by=supervision).ground == "not_review_office"


@pytest.mark.parametrize(
    "columns",
    [
        {"frozen_at": LATER, "inputs_hash": "0" * 64, "seed_commitment": "0" * 64},
        {"revealed_at": LATER, "revealed_seed": "x", "fingerprint": "x"},
        {"seed_commitment": "0" * 64},
        {"applied_at": LATER},
    ],
)
def test_the_database_keeps_the_order_too(sealed, columns):
    with pytest.raises(DatabaseError), transaction.atomic():
        Draw.objects.filter(pk=sealed.pk).update(**columns)


@pytest.mark.parametrize(
    "columns", [{"inputs": "{}"}, {"revealed_at": LATER, "revealed_seed": "别的", "fingerprint": "x"}]
)
def test_a_frozen_list_stays_and_only_the_sealed_seed_opens(frozen, columns):
    with pytest.raises(DatabaseError), transaction.atomic():
        Draw.objects.filter(pk=frozen.pk).update(**columns)


def test_without_its_line_in_the_ledger_no_list_is_frozen(opened, review_office):
    silent = Draw.objects.create(
        round=opened, number=1, purpose="first", seed="x", seed_commitment=records.commitment_of("x"),
        committed_at=IN_REVIEW, committed_by=review_office,
    )  # fmt: skip
    with pytest.raises(DatabaseError, match="台账"), transaction.atomic():
        Draw.objects.filter(pk=silent.pk).update(frozen_at=LATER, inputs_hash="0" * 64)


def test_one_draw_at_a_time(sealed, opened, review_office):
    assert refused_with(actions.commit_draw, opened, by=review_office).ground == "draw_under_way"


def test_nothing_is_assigned_before_the_result_is_applied(revealed, review_office):
    assert not Assignment.objects.exists()
    actions.apply_draw(revealed, by=review_office, expected=revealed.fingerprint, now=IN_REVIEW)
    assert Assignment.objects.count() == 15


def test_what_is_applied_is_what_was_seen(revealed, review_office):
    found = refused_with(actions.apply_draw, revealed, by=review_office, expected="0" * 16, now=IN_REVIEW)
    assert found.ground == "draw_changed" and not Assignment.objects.exists()


def test_a_recusal_after_the_freeze_makes_the_list_stale(revealed, members, admitted, review_office):
    """A new list needs a reason and a new commitment, both on record."""
    actions.order_recusal(
        members[0], admitted[0], ground=RecusalGround.KIN, explanation="亲属。", by=review_office, now=IN_REVIEW
    )
    found = refused_with(actions.apply_draw, revealed, by=review_office, now=IN_REVIEW)
    assert found.ground == "draw_stale"
    assert refused_with(actions.void_draw, revealed, reason=" ", by=review_office).ground == "no_reason"

    actions.void_draw(revealed, reason="新增回避。", by=review_office, now=IN_REVIEW)
    again = actions.commit_draw(revealed.round, by=review_office, now=IN_REVIEW)
    assert again.number == 2 and again.seed_commitment != revealed.seed_commitment
    assert Entry.objects.get(act="draw.voided").reason == "新增回避。"


def test_an_applied_draw_is_not_voided_nor_deleted(drawn, review_office):
    draw = Draw.objects.get()
    assert refused_with(actions.void_draw, draw, reason="……", by=review_office).ground == "draw_applied"
    with pytest.raises(DatabaseError), transaction.atomic():
        draw.delete()


def test_a_list_from_which_nothing_can_be_drawn_is_not_frozen(sealed, members, admitted, review_office):
    for member in members[:3]:
        CommitteeMember.objects.filter(pk=member.pk).update(unit_code=admitted[0].unit_code)
    found = refused_with(actions.freeze_draw, sealed, by=review_office, now=IN_REVIEW)
    assert found.ground == "conflicts" and "增邀1位" in found.remedy


def test_a_category_nobody_free_can_fill_is_named(opened, admitted, members, review_office):
    with pgtrigger.ignore("seasons.RoundPlan:frozen_once_issued"):
        RoundPlan.objects.update(least_media=1)
    CommitteeMember.objects.filter(category="media").update(unit_code=admitted[0].unit_code)
    found = refused_with(actions.draw, opened, by=review_office, now=IN_REVIEW)
    assert found.ground == "categories" and "网络媒体须1人，可评0人" in found.message
    assert "网络媒体" in found.remedy


def test_those_who_have_not_signed_are_said_to_be_enough(opened, members, review_office):
    CommitteeMember.objects.filter(pk__in=[one.pk for one in members[:4]]).update(pledged_at=None, pledge_version="")
    found = refused_with(actions.draw, opened, by=review_office, now=IN_REVIEW)
    assert "请尚未签署承诺书或未确认回避情况的委员办理" in found.remedy
    told = dict(queries.left_out(opened, queries.inputs(opened, "first", on=IN_REVIEW.date()).seats))
    assert set(told.values()) == {"未签署保密与公正承诺书"} and len(told) == 4


def test_a_repair_finds_the_chain_that_one_substitute_cannot(drawn, members, review_office):
    """Whoever could step in is full; one of them gives a file up to a member who judges the short file already."""
    recused = Assignment.objects.select_related("member", "nomination").order_by("pk").first()
    held = {one: one.assignments.count() for one in CommitteeMember.objects.all()}
    panel = CommitteeMember.objects.filter(assignments__nomination=recused.nomination_id).exclude(pk=recused.member_id)
    spare = next(one for one in panel if held[one] == 2)
    for member, files in held.items():
        CommitteeMember.objects.filter(pk=member.pk).update(load_limit=files + (member == spare))
    actions.order_recusal(
        recused.member, recused.nomination, ground="kin", explanation="亲属。", by=review_office, now=IN_REVIEW
    )
    before = queries.standing_pairs(drawn)
    CommitteeMember.objects.filter(pk=recused.member_id).update(load_limit=held[recused.member] - 1)
    assert (
        refused_with(actions.replace, recused, reason="回避。", by=review_office, now=LATER).ground == "no_substitute"
    )
    actions.draw(drawn, purpose=DrawPurpose.REPAIR, because="回避后补足。", by=review_office, now=LATER)

    after = queries.standing_pairs(drawn)
    assert (len(after), len(after - before), len(before - after)) == (15, 2, 1)
    lost = Assignment.objects.get(withdrawn_because="回避后补足。")
    assert lost.member.user.letters.filter(kind="review_withdrawn").count() == 1


def test_a_repair_moves_the_fewest_unscored_places_and_tells_those_concerned(drawn, members, review_office, points):
    left = Assignment.objects.select_related("member", "nomination").order_by("pk").first()
    actions.order_recusal(
        left.member, left.nomination, ground="kin", explanation="亲属。", by=review_office, now=IN_REVIEW
    )
    before = queries.standing_pairs(drawn)
    actions.draw(drawn, purpose=DrawPurpose.REPAIR, because="回避后补足。", by=review_office, now=LATER)

    after = queries.standing_pairs(drawn)
    assert len(after) == 15 and len(after - before) == 1 and before <= after
    (gained,) = after - before
    letters = CommitteeMember.objects.get(pk=gained[1]).user.letters.filter(kind="review_assigned")
    assert letters.filter(body__contains="评审1件申报").count() == 1


def test_a_repair_says_why_and_comes_after_the_first_draw(opened, review_office):
    early = refused_with(actions.commit_draw, opened, purpose=DrawPurpose.REPAIR, because="……", by=review_office)
    assert early.ground == "not_drawn"


def test_the_record_alone_recomputes_the_draw(drawn, review_office, tmp_path, capsys):
    record = actions.hand_out_record(Draw.objects.get(), by=review_office, with_names=False, now=IN_REVIEW)
    file = tmp_path / "record.json"
    file.write_text(records.shown(record), encoding="utf-8")
    call_command("verify_draw", str(file))
    assert "一致" in capsys.readouterr().out
    assert Entry.objects.get(act="draw.exported").detail["with_names"] is False


def tampered(record, how):
    record = json.loads(json.dumps(record))
    how(record)
    return record


def other_seed(record):
    record["seed"] = "别的种子"


def other_list(record):
    record["inputs"]["seats"][0]["cap"] = 1


def other_panels(record):
    """One member for another, with the check value of the altered panels: only the recomputation finds it."""
    members = record["panels"][0][1]
    members[0] = next(seat["key"] for seat in record["inputs"]["seats"] if seat["key"] not in members)
    record["fingerprint"] = fingerprint(records.pairs_of(record["panels"]))


def other_words(record):
    record["witness"] = "三十八"


@pytest.mark.parametrize("how", [other_seed, other_list, other_panels, other_words])
def test_a_record_that_was_tampered_with_is_found_out(revealed, review_office, how):
    record = queries.record_of(revealed, with_names=False)
    assert records.faults(record) == []
    assert records.faults(tampered(record, how))


def test_the_database_is_recomputed_and_told_from_what_was_drawn(drawn, capsys):
    call_command("verify_draw", round=drawn.pk)
    assert "一致" in capsys.readouterr().out
    Assignment.objects.filter(pk=Assignment.objects.first().pk).update(assigned_at=LATER)
    with pytest.raises(CommandError, match="数据库中的分派与抽签结果不符"):
        call_command("verify_draw", round=drawn.pk)


def test_the_public_record_names_nobody(drawn, members, admitted, review_office):
    draw = Draw.objects.get()
    public = records.shown(queries.record_of(draw, with_names=False))
    office = records.shown(queries.record_of(draw, with_names=True))
    for words in [*(one.user.full_name for one in members), *(one.number for one in admitted), admitted[0].name]:
        assert words not in public and words in office


def test_a_seed_is_found_for_further_lots(drawn):
    assert queries.seed_of(drawn) == "种子"


def test_pages_of_a_draw_from_first_to_last(client, opened, review_office):
    client.force_login(review_office)
    page = reverse("reviews:draw", args=[opened.pk])
    assert "封存种子" in client.get(page).content.decode()
    client.post(reverse("reviews:commit_draw", args=[opened.pk]))
    draw = Draw.objects.get()
    assert "冻结名单" in client.get(page).content.decode()
    client.post(reverse("reviews:freeze_draw", args=[draw.pk]))
    client.post(reverse("reviews:reveal_draw", args=[draw.pk]), {"witness": "三十七"})
    seen = client.get(page)
    assert "按此分派" in seen.content.decode() and "三十七" in seen.content.decode()
    client.post(reverse("reviews:apply_draw", args=[draw.pk]), {"fingerprint": seen.context["draw"].fingerprint})
    assert "已于" in client.get(reverse("reviews:drawn", args=[draw.pk])).content.decode()
    answer = client.get(reverse("reviews:draw_record", args=[draw.pk]) + "?copy=office")
    assert answer.json()["names"] and "names.json" in answer["Content-Disposition"]


def test_who_stands_aside_reads_the_draw_without_that_file(client, drawn, admitted, review_office):
    """Neither the panel nor the record nor the loads, from which the panel could be told."""
    type(admitted[0]).objects.filter(pk=admitted[0].pk).update(screener=review_office)
    client.force_login(review_office)
    draw = Draw.objects.get()
    page = client.get(reverse("reviews:drawn", args=[draw.pk]))
    words = page.content.decode()
    assert admitted[0].number not in words and admitted[1].number in words
    assert page.context["result"].places == 10 and not page.context["result"].loads
    assert client.get(reverse("reviews:draw_record", args=[draw.pk])).status_code == 403
