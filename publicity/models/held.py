"""人选暂缓: the guard on the nomination that this floor keeps."""

import pgtrigger

from nominations.models import Nomination

STILL_OBJECTED_TO = """
    IF EXISTS (SELECT 1 FROM publicity_objection AS o JOIN publicity_noticename AS n ON n.id = o.notice_name_id
                WHERE n.nomination_id = NEW.id
                  AND (o.state = 'inquiry' OR (o.state = 'received' AND o.objector_kind <> 'anonymous'))) THEN
        RAISE EXCEPTION '该人选尚有未办结的异议' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class HeldNomination(Nomination):
    """A second face of the nomination: neither off the notice, nor approved, nor named while an objection stands."""

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = "公示人选的申报"
        triggers = [
            pgtrigger.Trigger(
                name="held_while_objected_to",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("state"),
                condition=pgtrigger.Q(new__state__in=["notice_passed", "approved", "honoured"]),
                func=STILL_OBJECTED_TO,
            )
        ]
