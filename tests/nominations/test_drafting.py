"""起草 (沪工总经〔2015〕260号 三(三)、五(三); GB 11643; GB 32100)."""

import pytest
from django.core.exceptions import ValidationError

from common.refusals import Refused
from ledger.models import Entry
from nominations import actions
from nominations.models import Nomination
from nominations.states import Channel, DocumentKind, State
from privacy.hashing import keyed_hash
from sanctions.models import Ban
from tests.factories import at_state
from tests.factories.numbers import credit_code, identity_number
from tests.moments import BEFORE_OPENING, CLOSING, IN_WINDOW, OPENING


@pytest.fixture
def paper():
    """What a clerk types on the first page."""
    return {
        "name": "赵铁柱",
        "document_kind": DocumentKind.RESIDENT,
        "identity_number": identity_number(901),
        "unit_name": "上海第一机床厂有限公司",
        "unit_code": credit_code(7),
        "now": IN_WINDOW,
    }


@pytest.fixture
def start(rulebook, clerk, works_union, paper):
    """The works' clerk starts a dossier, with some of it changed."""
    who = {"by": clerk, "channel": Channel.UNIT, "drafting_body": works_union}
    return lambda **changes: actions.start(**(who | paper | changes))


def test_a_clerk_starts_a_dossier_for_the_own_union(start, xuhui_union, clerk):
    nomination = start()

    assert (nomination.state, nomination.number) == (State.DRAFT, "202600001")
    assert nomination.filing_body == xuhui_union
    assert nomination.identity_hash == keyed_hash("identity", identity_number(901))


def test_sex_and_birth_are_told_by_the_number(start):
    nomination = start()

    assert (nomination.sex, nomination.birth_date.isoformat()) == ("male", "1980-01-01")


def test_numbers_follow_one_another(start):
    assert [start().number, start(identity_number=identity_number(902)).number] == ["202600001", "202600002"]


def test_starting_leaves_a_trace(start, clerk):
    entry = Entry.objects.get(act="nomination.started", subject_id=start().pk)

    assert (entry.actor_id, entry.after) == (clerk.pk, State.DRAFT)


def test_an_association_starts_and_files_itself(start, association_clerk, society):
    nomination = start(by=association_clerk, channel=Channel.ASSOCIATION, drafting_body=society)

    assert nomination.filing_body == society


def test_a_self_nominee_is_the_candidate_and_becomes_known(start, self_nominee):
    nomination = start(by=self_nominee, channel=Channel.SELF, drafting_body=None)

    self_nominee.refresh_from_db()
    assert (nomination.candidate, nomination.filing_body) == (self_nominee, None)
    assert self_nominee.person_hash == nomination.identity_hash


def test_a_self_nominee_may_come_through_an_association(start, self_nominee, society):
    nomination = start(by=self_nominee, channel=Channel.SELF, drafting_body=None, via_association=society)

    assert nomination.filing_body == society


def test_a_self_nominee_may_not_come_through_a_union(start, self_nominee, works_union):
    with pytest.raises(Refused) as refused:
        start(by=self_nominee, channel=Channel.SELF, drafting_body=None, via_association=works_union)

    assert refused.value.ground == "no_such_association"


@pytest.mark.parametrize("role", ["pudong_clerk", "park_endorser", "screener", "supervision", "self_nominee"])
def test_nobody_else_starts_for_the_union(start, role, request):
    with pytest.raises(Refused) as refused:
        start(by=request.getfixturevalue(role))

    assert refused.value.ground == "not_yours"
    assert not Nomination.objects.exists()


@pytest.mark.parametrize(("now", "ground"), [(BEFORE_OPENING, "not_open_yet"), (CLOSING, "closed")])
def test_outside_the_window_nothing_is_started(start, now, ground):
    with pytest.raises(Refused) as refused:
        start(now=now)

    assert refused.value.ground == ground


def test_the_opening_moment_is_open(start):
    assert start(now=OPENING).pk


@pytest.mark.parametrize("kind", ["person", "unit"])
def test_a_ban_on_the_person_or_the_unit_stops_the_draft(start, review_office, kind):
    number = identity_number(901) if kind == "person" else credit_code(7)
    ban(kind, keyed_hash("identity" if kind == "person" else "unit", number), review_office)

    with pytest.raises(Refused) as refused:
        start()

    assert refused.value.ground == "banned"
    assert not Nomination.objects.exists()


def ban(kind, digest, by):
    """A ban that stands through 2026."""
    return Ban.objects.create(
        subject_kind=kind,
        subject_hash=digest,
        subject_name="赵铁柱",
        ground="提供虚假获奖证书",
        decision_number="沪工总经〔2025〕8号",
        since="2025-12-01",
        until="2030-12-01",
        imposed_at=IN_WINDOW,
        imposed_by=by,
    )


def test_one_person_has_one_nomination_over_all_channels(start, association_clerk, society):
    start()

    with pytest.raises(Refused) as refused:
        start(by=association_clerk, channel=Channel.ASSOCIATION, drafting_body=society)

    assert refused.value.ground == "duplicate"
    assert "评审办公室" in str(refused.value.refusal)
    assert "202600001" not in str(refused.value.refusal)


def test_the_own_second_draft_names_the_first(start):
    start()

    with pytest.raises(Refused) as refused:
        start()

    assert "202600001" in str(refused.value.refusal)


def test_a_withdrawn_person_may_be_started_again(start):
    at_state(start(), State.WITHDRAWN)

    assert start().number == "202600002"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("identity_number", "310104198001019010", "校验位"),
        ("identity_number", "310104800101901", "15位"),
        ("identity_number", "3.10104198001019E+17", "电子表格"),
        ("identity_number", "3101 04198001019", "空格"),
        ("document_kind", DocumentKind.FOREIGN_PERMANENT, "居民身份证"),
        ("unit_code", "91310104000000000X", "校验"),
        ("name", "   ", "姓名"),
        ("name", "赵\u200b铁柱", "不可见字符"),
        ("name", "赵铁柱😀", "表情"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_nothing_is_stored(start, field, value, words):
    with pytest.raises(ValidationError) as error:
        start(**{field: value})

    assert words in str(error.value.message_dict[field])
    assert not Nomination.objects.exists()


def test_full_width_digits_are_read(start):
    wide = "".join(chr(ord(one) + 0xFEE0) for one in identity_number(901))

    assert start(identity_number=wide).identity_number == identity_number(901)


def test_a_look_alike_dot_becomes_the_standard_one(start):
    assert start(name="阿依古丽•买买提").name == "阿依古丽·买买提"


def test_a_registered_code_that_fails_the_check_is_kept_with_a_reason(start):
    wrong = credit_code(7)[:17] + ("0" if credit_code(7)[17] != "0" else "1")

    assert start(unit_code=wrong, unit_code_override="营业执照原件核对无误").unit_code == wrong


def test_a_clerk_does_not_nominate_himself(start, clerk):
    clerk.person_hash = keyed_hash("identity", identity_number(901))
    clerk.save()

    with pytest.raises(Refused) as refused:
        start()

    assert refused.value.ground == "own_candidacy"
