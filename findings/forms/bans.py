"""另行决定的禁报."""

from common.dates import today
from findings.rules.findings import BESIDES
from sanctions.forms import ImposeForm


class BanBesidesForm(ImposeForm):
    """登记禁报 with the case as its ground: a nominating body or an expert, prefilled with what the case says."""

    def __init__(self, *args, case, nominating=(), asked="", **kwargs):
        first = next((one for one in nominating if one.name == asked), nominating[0] if nominating else None)
        initial = {
            "kind": BESIDES[0] if asked != BESIDES[1] else BESIDES[1],
            "name": first.name if first and asked != BESIDES[1] else "",
            "ground": f"{case.get_ground_display()}（案件{case.reference}）",
            "found_on": today(case.closed_at) if case.closed_at else today(),
        }
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.fields["kind"].choices = [(one.value, one.label) for one in BESIDES]
        self.fields["number"].label = "证件号码"
        self.fields["number"].help_text = "评审专家填证件号码，推荐单位不填。只保存散列，不保存号码。"

    def words(self):
        """What the act asks for."""
        given = self.cleaned_data
        plain = {name: given[name] for name in ("kind", "ground", "decision_number", "found_on", "years")}
        return {"subject_name": given["name"]} | given["subject"] | plain
