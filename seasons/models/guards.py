"""What the database itself refuses of an issued rulebook."""

import pgtrigger

FROZEN = """
    IF OLD.issued_at IS NOT NULL THEN
        RAISE EXCEPTION '细则已印发，不得修改或删除；如需调整，请另行印发' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


FROZEN_ROW = """
    IF EXISTS (SELECT 1 FROM seasons_rulebook
               WHERE issued_at IS NOT NULL
                 AND ((TG_OP <> 'INSERT' AND id = OLD.rulebook_id) OR (TG_OP <> 'DELETE' AND id = NEW.rulebook_id))) THEN
        RAISE EXCEPTION '细则已印发，不得修改或删除；如需调整，请另行印发' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


FROZEN_ROW_TRIGGER = pgtrigger.Trigger(
    name="frozen_once_issued",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func=FROZEN_ROW,
)
