import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("seasons", "0004_round_plans")]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="roundplan",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_once_issued",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (SELECT 1 FROM seasons_rulebook\n               WHERE issued_at IS NOT NULL\n                 AND ((TG_OP <> 'INSERT' AND id = OLD.rulebook_id) OR (TG_OP <> 'DELETE' AND id = NEW.rulebook_id))) THEN\n        RAISE EXCEPTION '细则已印发，不得修改或删除；如需调整，请另行印发' USING ERRCODE = 'check_violation';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                    hash="28d61e325d4889a1c294b71cbbafd0355171a23c",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_once_issued_a0338",
                    table="seasons_roundplan",
                    when="BEFORE",
                ),
            ),
        ),
    ]
