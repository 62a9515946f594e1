"""What the database itself refuses in a sitting."""

UNRESOLVED = """
    IF NOT EXISTS (
        SELECT 1 FROM decisions_rosteritem i
          JOIN decisions_resolution r ON r.sitting_id = i.sitting_id
         WHERE i.nomination_id = NEW.id AND i.outcome = 'carried' AND r.number = NEW.resolution_number
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


VOTING_IS_OVER = """
    IF NOT EXISTS (SELECT 1 FROM decisions_sitting s JOIN decisions_rosteritem i ON i.sitting_id = s.id
                    WHERE i.id = (CASE WHEN TG_OP = 'DELETE' THEN OLD.roster_item_id ELSE NEW.roster_item_id END)
                      AND s.voting_opened_at IS NOT NULL AND s.closed_at IS NULL AND s.voided_at IS NULL) THEN
        RAISE EXCEPTION '不在表决期间，不得投票或改票' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""
