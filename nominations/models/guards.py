"""What the database itself refuses of a nomination, whatever the way it comes."""

from nominations.lifecycle import ROAD
from nominations.states import State

# A person; a unit, as the candidate's own or as the one in whose name is filed; and, until it is filed, the body that files.
# An honour given back is no new step: it is restored as it was, and a ban that rests on something else stands beside it.
BANNED = """
    IF TG_OP = 'UPDATE' THEN
        IF OLD.state = 'revoked' AND NEW.state = 'honoured'
           AND NEW.identity_hash = OLD.identity_hash AND NEW.unit_hash = OLD.unit_hash THEN
            RETURN NEW;
        END IF;
    END IF;
    IF EXISTS (
        SELECT 1 FROM sanctions_ban b
         WHERE b.lifted_at IS NULL AND b.ended_at IS NULL
           AND (now() AT TIME ZONE 'Asia/Shanghai')::date BETWEEN b.since AND b.until
           AND ((b.subject_kind = 'person' AND b.subject_hash = NEW.identity_hash)
             OR (b.subject_kind = 'unit' AND b.subject_hash = NEW.unit_hash)
             OR (b.subject_kind = 'unit' AND EXISTS (
                    SELECT 1 FROM organisations_organisation d
                      JOIN organisations_organisation u ON d.path LIKE u.path || '%'
                     WHERE d.id = NEW.drafting_body_id AND u.employer_hash = b.subject_hash
                       AND (u.id = d.id
                            OR (SELECT ban_reaches_subunits FROM seasons_rulebook WHERE id = NEW.rulebook_id)))))
    ) THEN
        RAISE EXCEPTION '该单位或个人在禁报期内' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


BANNED_BODY = """
    IF EXISTS (
        SELECT 1 FROM sanctions_ban b JOIN organisations_organisation o
            ON o.id = b.organisation_id OR (o.code_hash <> '' AND o.code_hash = b.subject_hash)
         WHERE b.lifted_at IS NULL AND b.ended_at IS NULL AND b.subject_kind = 'body'
           AND (now() AT TIME ZONE 'Asia/Shanghai')::date BETWEEN b.since AND b.until
           AND o.id IN (NEW.drafting_body_id, NEW.filing_body_id, OLD.at_body_id)
    ) THEN
        RAISE EXCEPTION '该推荐单位在禁报期内' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


BORN_A_DRAFT = """
    IF NEW.state <> 'draft' THEN
        RAISE EXCEPTION '新建申报只能是草稿' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


ONLY_THE_ROAD = """
    IF NOT (OLD.state || '>' || NEW.state = ANY (ARRAY[%s])) THEN
        RAISE EXCEPTION '申报进程不能由 %% 变为 %%', OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
""" % ", ".join(f"'{source}>{target}'" for source, target in ROAD)


FORWARD = [
    state.value
    for state in State
    if state
    not in (
        State.WITHDRAWN,
        State.DROPPED_OUT,
        State.DISQUALIFIED,
        State.DECLINED,
        State.NOT_SELECTED,
        State.REVOKED,
        State.RETURNED,
    )
]


OF_THE_SEASON = """
    IF NEW.season_id <> (SELECT season_id FROM nominations_nomination WHERE id = NEW.nomination_id) THEN
        RAISE EXCEPTION '审核意见的年度与申报不符' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


TWO_PEOPLE = """
    IF EXISTS (
        SELECT 1 FROM accounts_user proposer, accounts_user checker
         WHERE proposer.id = NEW.by_id AND checker.id = NEW.checked_by_id
           AND (proposer.id = checker.id
                OR (proposer.person_hash <> '' AND proposer.person_hash = checker.person_hash))
    ) THEN
        RAISE EXCEPTION '审核人与复核人须为不同的人' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
