"""What the database itself refuses of a nomination, whatever the way it comes."""

from nominations.lifecycle import ROAD
from nominations.states import State

BANNED = """
    IF EXISTS (
        SELECT 1 FROM sanctions_ban
         WHERE lifted_at IS NULL AND ended_at IS NULL
           AND (now() AT TIME ZONE 'Asia/Shanghai')::date BETWEEN since AND until
           AND ((subject_kind = 'person' AND subject_hash = NEW.identity_hash)
             OR (subject_kind = 'unit' AND subject_hash = NEW.unit_hash))
    ) THEN
        RAISE EXCEPTION '该单位或个人在禁报期内' USING ERRCODE = 'check_violation';
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
