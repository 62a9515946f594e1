"""回避 by name: apprentices and co-workers in the dossier, ties the member has stated; the twin of reviews/conflicts.py, replaced as a whole."""

from importlib import import_module

from django.db import migrations

NAMES = r"""
CREATE OR REPLACE FUNCTION reviews_name_key(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT translate(
        regexp_replace(normalize(words, NFKC), '[ \t\r\n\f\v·‧•・∙⋅●．･᛫⸱⦁◦․.''’-]', '', 'g'),
        'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
    )
$$;
CREATE OR REPLACE FUNCTION reviews_names_in(words text) RETURNS SETOF text LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT key FROM (
        SELECT reviews_name_key(part) AS key
          FROM regexp_split_to_table(regexp_replace(normalize(words, NFKC), '\([^()]*\)', '', 'g'), '[、,;/|\n]') AS part
    ) AS keys WHERE key <> ''
$$;
"""

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
                        UNION ALL SELECT by_id FROM nominations_screeningline WHERE nomination_id = n.id
                        UNION ALL SELECT by_id FROM nominations_screeningdecision WHERE nomination_id = n.id
                        UNION ALL SELECT checked_by_id FROM nominations_screeningdecision WHERE nomination_id = n.id) part
                  JOIN accounts_user p ON p.id = part.id
                 WHERE p.id = u.id OR (u.person_hash <> '' AND p.person_hash = u.person_hash)
            )
            OR EXISTS (
                SELECT 1 FROM nominations_achievement a
                 WHERE a.nomination_id = n.id
                   AND (a.kind = 'apprentices' OR a.partners <> '')
                   AND reviews_name_key(u.full_name) IN (
                       SELECT reviews_names_in(a.partners)
                       UNION ALL SELECT reviews_names_in(a.title) WHERE a.kind = 'apprentices'
                   )
            )
            OR EXISTS (
                SELECT 1 FROM reviews_membertie t
                 WHERE t.member_id = m.id
                   AND reviews_name_key(t.name) = reviews_name_key(n.name)
                   AND (t.unit_name = '' OR reviews_name_key(t.unit_name) = reviews_name_key(n.unit_name)
                        OR (t.unit_code <> '' AND t.unit_code = n.unit_code))
            )
           )
    );
END
$$;
"""
EARLIER = import_module("reviews.migrations.0002_conflicts").CONFLICTED


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0017_lists_are_confirmed"),
        ("nominations", "0025_experts_named_by_the_applicant"),
    ]

    operations = [
        migrations.RunSQL(NAMES, "DROP FUNCTION reviews_names_in(text); DROP FUNCTION reviews_name_key(text)"),
        migrations.RunSQL(CONFLICTED, EARLIER),
    ]
