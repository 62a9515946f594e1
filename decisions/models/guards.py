"""What the database itself refuses in a sitting."""

# asked when the transaction ends; an approval that has lapsed by then stands no more and needs no resolution
UNRESOLVED = """
    IF EXISTS (SELECT 1 FROM nominations_nomination WHERE id = NEW.id AND resolution_number = '') THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM decisions_rosteritem i
          JOIN decisions_resolution r ON r.sitting_id = i.sitting_id
         WHERE i.nomination_id = NEW.id AND r.number = NEW.resolution_number AND i.lapsed_at IS NULL
           AND (i.outcome = 'carried' OR (i.outcome = 'reserve' AND i.called_up_at IS NOT NULL))
    ) THEN
        RAISE EXCEPTION '没有审定决议，不得列为审定通过' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


ROSTER_IS_SEALED = """
    IF EXISTS (SELECT 1 FROM decisions_sitting
                WHERE id = (CASE WHEN TG_OP = 'INSERT' THEN NEW.sitting_id ELSE OLD.sitting_id END)
                  AND voting_opened_at IS NOT NULL) THEN
        RAISE EXCEPTION '表决已经开始，审议名单不得改动' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


SITTING_IS_OVER = """
    IF EXISTS (SELECT 1 FROM decisions_sitting
                WHERE id = OLD.sitting_id AND (closed_at IS NOT NULL OR voided_at IS NOT NULL)) THEN
        RAISE EXCEPTION '会议已经结束，表决结果不得改动' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


# seats are taken before the vote; while it is open only coming and going is written down
SEATS_ARE_TAKEN = """
    IF EXISTS (SELECT 1 FROM decisions_sitting
                WHERE id = (CASE WHEN TG_OP = 'INSERT' THEN NEW.sitting_id ELSE OLD.sitting_id END)
                  AND (closed_at IS NOT NULL OR voided_at IS NOT NULL
                       OR (voting_opened_at IS NOT NULL AND (
                           TG_OP <> 'UPDATE'
                           OR (NEW.sitting_id, NEW.user_id, NEW.is_chair)
                              IS DISTINCT FROM (OLD.sitting_id, OLD.user_id, OLD.is_chair))))) THEN
        RAISE EXCEPTION '表决已经开始，成员和到会不得改动' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


AGENDA_IS_OVER = """
    IF EXISTS (SELECT 1 FROM decisions_sitting
                WHERE id = (CASE WHEN TG_OP = 'INSERT' THEN NEW.sitting_id ELSE OLD.sitting_id END)
                  AND (closed_at IS NOT NULL OR voided_at IS NOT NULL)) THEN
        RAISE EXCEPTION '会议已经结束，议程不得改动' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


# whoever withdraws has no vote; a vote says what it is in an open ballot alone, and in a secret one it stays as it was given
VOTES_KEEP_TO_THE_BALLOT = """
    DECLARE kind text;
    BEGIN
        SELECT s.ballot INTO kind FROM decisions_sitting s JOIN decisions_rosteritem i ON i.sitting_id = s.id
         WHERE i.id = (CASE WHEN TG_OP = 'DELETE' THEN OLD.roster_item_id ELSE NEW.roster_item_id END);
        IF kind = 'secret' AND TG_OP <> 'INSERT' THEN
            RAISE EXCEPTION '无记名票投出后不得更改或取出' USING ERRCODE = 'check_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        IF (kind = 'secret') <> (NEW.choice = '') THEN
            RAISE EXCEPTION '表决票与表决方式不符' USING ERRCODE = 'check_violation';
        END IF;
        IF EXISTS (SELECT 1 FROM decisions_voterecusal r
                    WHERE r.roster_item_id = NEW.roster_item_id AND r.member_id = NEW.member_id) THEN
            RAISE EXCEPTION '回避的成员不得表决' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END;
"""


BOXES_ONLY_FILL = """
    IF NOT EXISTS (SELECT 1 FROM decisions_sitting s JOIN decisions_rosteritem i ON i.sitting_id = s.id
                    WHERE i.id = OLD.roster_item_id AND s.voting_opened_at IS NOT NULL
                      AND s.closed_at IS NULL AND s.voided_at IS NULL)
       OR NEW.roster_item_id <> OLD.roster_item_id
       OR NEW.votes_for < OLD.votes_for OR NEW.votes_against < OLD.votes_against OR NEW.abstentions < OLD.abstentions
       OR NEW.votes_for + NEW.votes_against + NEW.abstentions
          <> OLD.votes_for + OLD.votes_against + OLD.abstentions + 1 THEN
        RAISE EXCEPTION '票箱在表决期间每次只增加一票' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


# asked when the transaction ends, for the vote and its mark are written one after the other
BOXES_HOLD_WHAT_WAS_CAST = """
    IF EXISTS (SELECT 1 FROM decisions_ballotbox b WHERE b.id = NEW.id
                AND b.votes_for + b.votes_against + b.abstentions
                    <> (SELECT count(*) FROM decisions_vote v WHERE v.roster_item_id = b.roster_item_id)) THEN
        RAISE EXCEPTION '票箱的票数与投票人数不符' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


# the last gate: a name under an open objection or a ban is not approved, whoever writes the row
HELD_OR_BANNED = """
    IF EXISTS (SELECT 1 FROM nominations_nomination n WHERE n.id = NEW.nomination_id AND n.state = 'contested') THEN
        RAISE EXCEPTION '异议尚在核查，不得审定' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM sanctions_ban b
                 JOIN nominations_nomination n ON b.subject_hash IN (n.identity_hash, n.unit_hash)
                 JOIN decisions_sitting s ON s.id = NEW.sitting_id
                WHERE n.id = NEW.nomination_id AND b.subject_hash <> '' AND b.lifted_at IS NULL
                  AND b.until >= s.held_on) THEN
        RAISE EXCEPTION '在禁报期内，不得审定' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


VOTING_IS_OVER = """
    IF NOT EXISTS (SELECT 1 FROM decisions_sitting s JOIN decisions_rosteritem i ON i.sitting_id = s.id
                    WHERE i.id = (CASE WHEN TG_OP = 'DELETE' THEN OLD.roster_item_id ELSE NEW.roster_item_id END)
                      AND s.voting_opened_at IS NOT NULL AND s.closed_at IS NULL AND s.voided_at IS NULL) THEN
        RAISE EXCEPTION '不在表决期间，不得投票或改票' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""
