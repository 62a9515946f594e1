"""回避 as the database sees it: one function behind the triggers, the twin of reviews/conflicts.py (a test holds both together)."""

from django.db import migrations

CONFLICTED = """
CREATE OR REPLACE FUNCTION reviews_conflicted(member_key bigint, nomination_key bigint, day date) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$ -- plpgsql keeps its plans: a single look-up costs a third
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM reviews_recusal WHERE member_id = member_key AND nomination_id = nomination_key
    ) OR EXISTS (
        SELECT 1
          FROM nominations_nomination n
          JOIN seasons_rulebook b ON b.id = n.rulebook_id
          JOIN reviews_committeemember m ON m.id = member_key
          JOIN accounts_user u ON u.id = m.user_id
          LEFT JOIN organisations_organisation o ON o.id = m.organisation_id AND o.kind <> 'municipal'
          LEFT JOIN organisations_organisation d ON d.id = n.drafting_body_id
         WHERE n.id = nomination_key
           AND (
               m.unit_code = n.unit_code
            OR (o.employer_code <> '' AND o.employer_code = n.unit_code)
            OR EXISTS (SELECT 1 FROM reviews_pastemployer p
                        WHERE p.member_id = m.id AND p.unit_code = n.unit_code
                          AND p.until + make_interval(years => b.conflict_years::int) >= day)
            OR o.id IN (n.drafting_body_id, n.filing_body_id)
            OR EXISTS (SELECT 1 FROM nominations_endorsement e WHERE e.nomination_id = n.id AND e.organisation_id = o.id)
            OR starts_with(d.path, o.path)
            OR (d.kind IN ('lower', 'grassroots') AND starts_with(o.path, d.path))
            OR (u.person_hash <> '' AND u.person_hash = n.identity_hash)
            OR EXISTS (
                SELECT 1
                  FROM (SELECT unnest(ARRAY[n.candidate_id, n.drafted_by_id, n.declared_by_id, n.screener_id]) AS id
                        UNION ALL SELECT by_id FROM nominations_endorsement WHERE nomination_id = n.id
                        UNION ALL SELECT by_id FROM nominations_screeningline WHERE nomination_id = n.id) part
                  JOIN accounts_user p ON p.id = part.id
                 WHERE p.id = u.id OR (u.person_hash <> '' AND p.person_hash = u.person_hash)
            )
           )
    );
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_initial")]

    operations = [migrations.RunSQL(CONFLICTED, "DROP FUNCTION IF EXISTS reviews_conflicted(bigint, bigint, date)")]
