"""封存: what a filed dossier says cannot be changed by any statement to the database (沪工总经〔2015〕260号 五(三)).

The content stands open in 草稿、已退回 and 退回补正 only. Statements, achievements and papers are asked once a statement, not
once a row, so that a thousand rows written at once cost one look. ``content_opened`` is the only way round: for the
purge of unsuccessful files and for merging a duplicate, never for putting a nominator's words right.
"""

from contextlib import contextmanager

import pgtrigger

from nominations.states import EDITABLE, State

# The columns of a dossier, and what the promise of truth covers; a test holds them against the sections.
CONTENT = (
    "name", "document_kind", "identity_number", "identity_hash", "sex", "birth_date", "is_chinese",
    "ethnicity", "native_place", "political_standing", "education", "degree", "phone",
    "is_union_member", "union_name", "union_card_number", "district_id",
    "unit_name", "unit_code", "unit_code_override", "unit_hash", "ownership", "unit_size", "is_specialised",
    "industry_id",
    "post", "trade", "worker_kind", "is_on_front_line", "work_years", "line_years",
    "skill_level", "skill_certificate", "skill_certified_on", "skill_issuer",
    "title_level", "title_series", "title_name", "title_certificate", "title_certified_on", "title_issuer",
    "studio_kind", "studio_name", "summary", "deeds",
    "declared_at", "declared_by_id",
)  # fmt: skip
PAPER = (
    "nomination_id", "indicator", "title", "file", "token", "original_name", "content_kind", "size", "sha256",
    "uploaded_at", "uploaded_by_id", "purpose", "superseded_at",
)  # fmt: skip
OPEN = ", ".join(f"'{state}'" for state in EDITABLE)

_SHUT = """
    IF EXISTS (
        SELECT 1 FROM (%(rows)s) AS touched JOIN nominations_nomination n ON n.id = touched.nomination_id
         WHERE %(shut)s
    ) THEN
        RAISE EXCEPTION '%(words)s' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""
_ROWS = {
    pgtrigger.Insert: ("insert", pgtrigger.Referencing(new="written"), "SELECT nomination_id FROM written"),
    pgtrigger.Delete: ("delete", pgtrigger.Referencing(old="gone"), "SELECT nomination_id FROM gone"),
    pgtrigger.Update: (
        "update",
        pgtrigger.Referencing(old="gone", new="written"),
        "SELECT nomination_id FROM gone UNION ALL SELECT nomination_id FROM written",
    ),
}
_CONTENT_WORDS = "申报材料不在可以修改的进程，内容不得改动"
_OPINION_WORDS = "申报已经报送，审核意见和同意不得改动"


def _stays(prefix, operations, *, shut, words, rows=None):
    return [
        pgtrigger.Trigger(
            name=f"{prefix}_on_{verb}",
            when=pgtrigger.After,
            level=pgtrigger.Statement,
            operation=operation,
            referencing=tables,
            func=_SHUT % {"rows": (rows or {}).get(operation, found), "shut": shut, "words": words},
        )
        for operation in operations
        for verb, tables, found in [_ROWS[operation]]
    ]


def content_stays():
    """For rows that are content whole: statements, achievements."""
    return _stays("content_stays", _ROWS, shut=f"n.state NOT IN ({OPEN})", words=_CONTENT_WORDS)


def papers_stay():
    """For papers: stamps and stamped forms are kept beside the content; what a check found of a file may be noted later."""
    return _columns_of_rows_stay(PAPER, besides="WHERE purpose IN ('evidence', 'photo', 'notice_scan')")


def requests_stay():
    """For 破格 requests: what was asked stays; screening decides of it later."""
    return _columns_of_rows_stay(("nomination_id", "condition", "words", "reason"))


def workplace_notices_stay():
    """For the notice at the workplace."""
    return _columns_of_rows_stay(("nomination_id", "since", "until", "place", "result", "handling", "scan_id"))


def _columns_of_rows_stay(columns, besides=""):
    before, after = (", ".join(f"{row}.{column}" for column in columns) for row in ("gone", "written"))
    changed = f"FROM gone JOIN written USING (id) WHERE ({before}) IS DISTINCT FROM ({after})"
    rows = {
        pgtrigger.Insert: f"SELECT nomination_id FROM written {besides}",
        pgtrigger.Delete: f"SELECT nomination_id FROM gone {besides}",
        pgtrigger.Update: f"SELECT gone.nomination_id {changed} UNION ALL SELECT written.nomination_id {changed}",
    }
    return _stays("content_stays", _ROWS, shut=f"n.state NOT IN ({OPEN})", words=_CONTENT_WORDS, rows=rows)


def opinions_stay():
    """For endorsements: given before filing, and void by a return or a withdrawal only."""
    filed = "n.submitted_at IS NOT NULL"
    added = _stays("opinions_stay", [pgtrigger.Insert, pgtrigger.Delete], shut=filed, words=_OPINION_WORDS)
    standing = f"{filed} AND n.state <> '{State.WITHDRAWN}'"
    return [
        *added,
        *_stays("opinions_stay", [pgtrigger.Update], shut=standing, words=_OPINION_WORDS),
        _columns_stay(
            "an_opinion_is_given_once", "organisation_id", "by_id", "at", "is_endorsed", "opinion", "stamp_id"
        ),
    ]


def consents_stay():
    """For consents: withdrawn, never rewritten; none is taken away from a filed dossier."""
    gone = [pgtrigger.Delete]
    return _stays("consents_stay", gone, shut="n.submitted_at IS NOT NULL", words=_OPINION_WORDS) + [
        _columns_stay(
            "a_consent_is_given_once", "nomination_id", "kind", "text_version", "given_at", "given_by_id", "address"
        ),
        pgtrigger.Trigger(
            name="a_withdrawal_stays",
            when=pgtrigger.Before,
            operation=pgtrigger.UpdateOf("withdrawn_at"),
            condition=pgtrigger.Q(
                old__withdrawn_at__isnull=False, old__withdrawn_at__df=pgtrigger.F("new__withdrawn_at")
            ),
            func=f"RAISE EXCEPTION '{_OPINION_WORDS}' USING ERRCODE = 'check_violation';",
        ),
    ]


def columns_stay():
    """For the nomination itself."""
    return [
        _columns_stay("content_stays", *CONTENT, besides=f"OLD.state NOT IN ({OPEN}) AND "),
        pgtrigger.Trigger(
            name="filed_nominations_stay",
            when=pgtrigger.Before,
            operation=pgtrigger.Delete,
            condition=pgtrigger.Q(old__submitted_at__isnull=False),
            func=f"RAISE EXCEPTION '{_CONTENT_WORDS}' USING ERRCODE = 'check_violation';",
        ),
    ]


def _columns_stay(name, *columns, besides=""):
    before, after = (", ".join(f"{row}.{column}" for column in columns) for row in ("OLD", "NEW"))
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(f"{besides}ROW({before}) IS DISTINCT FROM ROW({after})"),
        func=f"RAISE EXCEPTION '{_CONTENT_WORDS if besides else _OPINION_WORDS}' USING ERRCODE = 'check_violation';",
    )


@contextmanager
def content_opened():
    """The guards look away until the end of the block: for carrying out a purge and for merging duplicates."""
    on_each = ("insert", "update", "delete")
    tables = ("Statement", "Achievement", "Evidence", "ExceptionRequest", "WorkplaceNotice", "UnsuitableExpert")
    names = [f"nominations.{table}:content_stays_on_{verb}" for table in tables for verb in on_each]
    names += [f"nominations.Endorsement:opinions_stay_on_{verb}" for verb in on_each]
    names += [
        "nominations.Nomination:content_stays",
        "nominations.Nomination:filed_nominations_stay",
        "nominations.Endorsement:an_opinion_is_given_once",
        "nominations.Consent:a_consent_is_given_once",
        "nominations.Consent:consents_stay_on_delete",
        "nominations.Revision:revisions_stay",
        "nominations.RevisionPaper:papers_of_revisions_stay",
    ]
    with pgtrigger.ignore(*names):
        yield
