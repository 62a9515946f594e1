"""封存: what was filed cannot be changed by any statement to the database (沪工总经〔2015〕260号 五(三))."""

import pytest
from django.db import IntegrityError, connection, transaction

from nominations import actions, dossier
from nominations.models import Evidence, Nomination
from nominations.models.freezing import CONTENT, content_opened
from nominations.states import EDITABLE, State
from privacy.management.commands import rotate_privacy_keys
from tests.factories import NominationFactory, at_state, complete_dossier
from tests.moments import IN_WINDOW

SHUT = [state for state in State if state not in EDITABLE]
PARTS = {
    "nomination": "UPDATE nominations_nomination SET summary = '另写' WHERE id = {pk}",
    "number": "UPDATE nominations_nomination SET identity_number = 'x' WHERE id = {pk}",
    "promise": "UPDATE nominations_nomination SET declared_at = now() WHERE id = {pk}",
    "statement": "UPDATE nominations_statement SET text = '另写' WHERE nomination_id = {pk}",
    "statement gone": "DELETE FROM nominations_statement WHERE nomination_id = {pk}",
    "achievement": "UPDATE nominations_achievement SET title = '另一项' WHERE nomination_id = {pk}",
    "achievement gone": "DELETE FROM nominations_achievement WHERE nomination_id = {pk}",
    "achievement more": "INSERT INTO nominations_achievement (nomination_id, kind, title, level, place, number, issuer,"
    " rank, partners, effect) VALUES ({pk}, 'paper', '新增', '', '', '', '', '', '', '')",
    "paper": "UPDATE nominations_evidence SET title = '换名' WHERE nomination_id = {pk}",
    "paper superseded": "UPDATE nominations_evidence SET superseded_at = now() WHERE nomination_id = {pk}",
    "paper gone": "DELETE FROM nominations_evidence WHERE nomination_id = {pk}",
    "paper elsewhere": "UPDATE nominations_evidence SET nomination_id = {other} WHERE nomination_id = {pk}",
    "paper from elsewhere": "UPDATE nominations_evidence SET nomination_id = {pk} WHERE nomination_id = {other}",
    "paper more": "INSERT INTO nominations_evidence (nomination_id, indicator, title, file, token, original_name,"
    " content_kind, size, sha256, received_sha256, scan, virus, uploaded_at, uploaded_by_id, purpose)"
    " SELECT nomination_id, indicator, title, file, token || 'x', original_name, content_kind, size, sha256,"
    " received_sha256, scan, virus, uploaded_at, uploaded_by_id, purpose"
    " FROM nominations_evidence WHERE nomination_id = {pk}",
}
OPINIONS = {
    "opinion": "UPDATE nominations_endorsement SET opinion = '另写' WHERE nomination_id = {pk}",
    "opinion void": "UPDATE nominations_endorsement SET is_void = true WHERE nomination_id = {pk}",
    "opinion gone": "DELETE FROM nominations_endorsement WHERE nomination_id = {pk}",
    "consent": "UPDATE nominations_consent SET text_version = '2030-1' WHERE nomination_id = {pk}",
    "consent gone": "DELETE FROM nominations_consent WHERE nomination_id = {pk}",
    "nomination gone": "DELETE FROM nominations_nomination WHERE id = {pk}",
}


def run(statement, nomination, other=None):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(pk=nomination.pk, other=other.pk if other else "NULL"))
        return cursor.rowcount


@pytest.fixture
def endorsed(draft, clerk, park_endorser, xuhui_endorser):
    """Recommended and endorsed at both levels."""
    actions.recommend(draft, by=clerk, now=IN_WINDOW)
    actions.endorse(draft, by=park_endorser, opinion="同意。", now=IN_WINDOW)
    return actions.endorse(draft, by=xuhui_endorser, opinion="同意报送。", now=IN_WINDOW)


@pytest.fixture
def filed(endorsed, xuhui_clerk):
    """Filed by the district."""
    return actions.submit(endorsed, by=xuhui_clerk, now=IN_WINDOW)


@pytest.fixture
def other(filed, start_again):
    """Another nomination, still a draft."""
    return start_again()


@pytest.fixture
def start_again(rulebook, clerk, works_union, xuhui_union):
    """Another nomination of the same union."""
    return lambda: complete_dossier(
        NominationFactory(rulebook=rulebook, drafted_by=clerk, drafting_body=works_union, filing_body=xuhui_union)
    )


def test_the_guarded_columns_are_those_of_the_sections():
    columns = {Nomination._meta.get_field(name).attname for name in dossier.FIELDS}
    assert columns == set(CONTENT) - {"identity_hash", "unit_hash", "declared_at", "declared_by_id"}


@pytest.mark.parametrize("statement", (PARTS | OPINIONS).values(), ids=PARTS | OPINIONS)
def test_nothing_that_was_filed_is_changed_by_raw_sql(filed, other, statement):
    with pytest.raises(IntegrityError, match="不得改动"):
        run(statement, filed, other)


@pytest.mark.parametrize("statement", PARTS.values(), ids=PARTS)
def test_nothing_is_changed_while_it_is_being_endorsed(endorsed, start_again, statement):
    with pytest.raises(IntegrityError, match="不得改动"):
        run(statement, endorsed, start_again())


@pytest.mark.parametrize("state", SHUT)
def test_every_state_but_those_of_drafting_and_correcting_is_shut(draft, state):
    at_state(draft, state)
    with pytest.raises(IntegrityError):
        run(PARTS["statement"], draft)


@pytest.mark.parametrize("state", EDITABLE)
def test_drafting_and_correcting_are_open(draft, state, start_again):
    at_state(draft, state)
    other = start_again()
    for name in ("nomination", "statement", "achievement", "paper", "paper more", "paper gone"):
        assert run(PARTS[name], draft, other)


def test_what_is_no_content_goes_on(filed):
    assert Nomination.objects.filter(pk=filed.pk).update(claimed_at=IN_WINDOW, summary=filed.summary)


def test_a_consent_is_withdrawn_once(filed):
    assert run("UPDATE nominations_consent SET withdrawn_at = now() WHERE nomination_id = {pk}", filed) == 2
    with pytest.raises(IntegrityError):
        run("UPDATE nominations_consent SET withdrawn_at = NULL WHERE nomination_id = {pk}", filed)


def test_an_opinion_is_never_rewritten_even_before_filing(endorsed):
    with pytest.raises(IntegrityError):
        run("UPDATE nominations_endorsement SET opinion = '另写' WHERE nomination_id = {pk}", endorsed)


def test_the_sanctioned_way_is_open_and_shuts_behind(filed):
    with content_opened():
        run("UPDATE nominations_nomination SET summary = '', phone = '' WHERE id = {pk}", filed)
        run("UPDATE nominations_statement SET text = '' WHERE nomination_id = {pk}", filed)
        run(
            "DELETE FROM nominations_revisionpaper WHERE evidence_id IN"
            " (SELECT id FROM nominations_evidence WHERE nomination_id = {pk})",
            filed,
        )
        run("DELETE FROM nominations_evidence WHERE nomination_id = {pk}", filed)
    with pytest.raises(IntegrityError):
        run(PARTS["nomination"], filed)


def test_keys_are_still_changed(filed, settings):
    settings.PRIVACY_KEYS = [f"fresh:{'ab' * 32}", *settings.PRIVACY_KEYS]
    number = filed.identity_number
    model, field = next(pair for pair in rotate_privacy_keys.encrypted_columns() if pair[1].name == "identity_number")
    assert rotate_privacy_keys._rotate_batch(model, field, after=None, size=10)[0] == 1
    assert Nomination.objects.get(pk=filed.pk).identity_number == number


def test_a_filed_paper_that_is_removed_in_a_correction_stays_for_its_revision(filed, clerk):
    at_state(filed, State.CORRECTING)
    paper = filed.evidence.first()
    actions.detach(paper, by=clerk, now=IN_WINDOW)
    assert not filed.evidence.filter(pk=paper.pk).exists()
    assert Evidence.every.get(pk=paper.pk).superseded_at == IN_WINDOW
    with pytest.raises(IntegrityError):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM nominations_evidence WHERE id = %s", [paper.pk])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
