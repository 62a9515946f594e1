"""实施细则的表单: the columns in their fieldsets, and the rows as sets of small forms."""

from django import forms

from common.day_fields import DayField, MomentField
from organisations.models import Organisation
from organisations.states import FILING_UNIONS, SOCIAL_BODIES
from seasons.models import AwardItem, Criterion, Industry, Outlet, Place, RoundPlan, Rulebook
from seasons.models.wording import ASSUMED

FIELDSETS = {
    "文件": ("title", "document_number", "amendment_reason"),
    "申报": (
        "submission_opens_at",
        "submission_closes_at",
        "quota",
        "closing_reminder_days",
        "correction_working_days",
        "correction_reminder_days",
        "summary_characters",
        "deeds_characters",
        "statement_characters",
        "asks_workplace_notice",
        "workplace_notice_days",
        "asks_printed_form",
        "asks_ranked_list",
        "second_check",
        "retention_years",
    ),
    "遴选审核工作委员会": (
        "committee_size",
        "committee_least_expert",
        "committee_most_expert",
        "committee_least_official",
        "committee_most_official",
        "committee_least_association",
        "committee_most_association",
        "committee_least_social",
        "committee_most_social",
        "committee_least_media",
        "committee_most_media",
        "invitation_days",
    ),
    "评审": (
        "conflict_years",
        "unsuitable_experts",
        "scoring_reminder_days",
        "scores_dropped",
        "scores_needed_to_drop",
        "score_step",
        "comment_below",
        "comment_above",
        "dual_bonus",
        "deliberation_spread",
        "outlier_distance",
        "outlier_factor",
        "outlier_least_scores",
        "decides",
        "tie_break",
        "calibration_least_sheets",
        "calibration_shrinkage",
    ),
    "公示": (
        "notice_before_approval",
        "notice_days",
        "notice_unit",
        "notice_first_day_counts",
        "notice_end_rolls",
        "notice_closing_time",
        "notice_columns",
        "anonymous_objections",
        "acceptance_working_days",
        "inquiry_working_days",
        "inquiry_extensions",
        "inquiry_extension_days",
        "inquiry_reminder_days",
        "statement_working_days",
        "second_look_days",
    ),
    "审定": (
        "quorum_numerator",
        "quorum_denominator",
        "majority_numerator",
        "majority_denominator",
        "majority_exceeds",
        "majority_basis",
        "abstentions_count",
        "silence_abstains",
        "ballot_kind",
        "confirm_after_notice",
        "reserve_places",
        "reserve_needs_notice",
    ),
    "命名与禁报": (
        "award_amount",
        "medal_conditions",
        "medal_departments",
        "return_working_days",
        "ban_years",
        "ban_reaches_subunits",
    ),
    "查实与申诉": (
        "anonymous_reports",
        "case_working_days",
        "hearing_working_days",
        "appeal_days",
        "appeal_working_days",
    ),
}


class MomentInput(forms.DateTimeInput):
    """A date and a time on a Beijing clock, to the minute."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")


class RulebookForm(forms.ModelForm):
    """Every column of the rulebook with its explanation; the model's constraints speak beside the fields."""

    class Meta:
        model = Rulebook
        fields = [name for names in FIELDSETS.values() for name in names]
        widgets = {
            "submission_opens_at": MomentInput,
            "submission_closes_at": MomentInput,
            "notice_closing_time": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "amendment_reason": forms.Textarea(attrs={"rows": 3}),
            "medal_conditions": forms.Textarea(attrs={"rows": 4}),
            "medal_departments": forms.Textarea(attrs={"rows": 4}),
        }
        field_classes = {"submission_opens_at": MomentField, "submission_closes_at": MomentField}

    def clean(self):
        """A ratio cannot be a part of nothing, and scores are marked in steps."""
        cleaned = super().clean()
        if cleaned.get("score_step") is not None and cleaned["score_step"] <= 0:
            self.add_error("score_step", "打分最小单位须大于 0。")
        return cleaned

    def fieldsets(self):
        """The bound fields under their headings."""
        return [(title, [self[name] for name in names]) for title, names in FIELDSETS.items()]

    def columns(self):
        """The cleaned values by column."""
        return dict(self.cleaned_data)


class RoundPlanRow(forms.ModelForm):
    """评审轮次: the order of the rows is the order of the rounds."""

    class Meta:
        model = RoundPlan
        fields = (
            "name",
            "kind",
            "panel",
            "opens_on",
            "closes_on",
            "scores_per_nomination",
            "expert_load",
            "least_expert",
            "least_official",
            "least_association",
            "least_social",
            "least_media",
            "most_of_one_category",
            "is_blind",
            "peers",
            "earlier_share",
            "cutoff",
            "cutoff_value",
            "minutes_each",
        )
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in ("opens_on", "closes_on")
        }
        field_classes = {"opens_on": DayField, "closes_on": DayField}
        labels = {"cutoff": "晋级（入围）办法", "cutoff_value": "晋级（入围）数值"}
        help_texts = {"cutoff_value": f"{ASSUMED}与晋级（入围）办法对应：百分比、人数或分数线。"}

    def __init__(self, *args, **kwargs):
        """The empty row has no name yet: left so, it is no further round."""
        super().__init__(*args, **kwargs)
        if not kwargs.get("initial"):
            self.initial["name"] = ""


class CriterionRow(forms.ModelForm):
    """评分项."""

    class Meta:
        model = Criterion
        fields = ("indicator", "name", "weight", "maximum", "round_number", "guidance")
        widgets = {"guidance": forms.Textarea(attrs={"rows": 4})}


class OutletRow(forms.ModelForm):
    """公示渠道."""

    class Meta:
        model = Outlet
        fields = ("name", "is_required")


class AwardItemRow(forms.ModelForm):
    """奖励事项."""

    class Meta:
        model = AwardItem
        fields = ("kind", "name")


class PlaceRow(forms.ModelForm):
    """推荐名额."""

    class Meta:
        model = Place
        fields = ("organisation", "places")

    def __init__(self, *args, filers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = filers


class IndustryRow(forms.ModelForm):
    """行业."""

    class Meta:
        model = Industry
        fields = ("name", "is_focus")


class Rows(forms.BaseFormSet):
    """The rows of one kind: ordered by number, struck out by a tick, each name once."""

    deletion_widget = forms.CheckboxInput

    def add_fields(self, form, index):
        """删除 and 次序 in plain words; rows without an order (名额) have none."""
        super().add_fields(form, index)
        form.fields["DELETE"].label = "删除此行"
        if self.can_order:
            form.fields["ORDER"].label = "次序"

    def clean(self):
        """No name and no organisation twice."""
        seen = set()
        for form in self.forms:
            written = getattr(form, "cleaned_data", {})
            key = written.get("organisation") or written.get("name")
            if not key or written.get("DELETE"):
                continue
            if (key, written.get("round_number")) in seen:
                form.add_error("organisation" if "organisation" in form.fields else "name", f"“{key}”填写了不止一次。")
            seen.add((key, written.get("round_number")))

    def written(self):
        """The rows to keep, in their order, as columns."""
        kept = self.ordered_forms if self.can_order else [form for form in self.forms if form not in self.deleted_forms]
        rows = [form.cleaned_data for form in kept if form.cleaned_data]
        return [{name: value for name, value in row.items() if name not in ("ORDER", "DELETE")} for row in rows]


ROW_KINDS = {
    "round_plans": ("评审轮次", RoundPlanRow),
    "criteria": ("评分项", CriterionRow),
    "outlets": ("公示渠道", OutletRow),
    "award_items": ("奖励事项", AwardItemRow),
    "places": ("推荐名额", PlaceRow),
    "industries": ("行业", IndustryRow),
}


EXTRA = {"round_plans": 1}  # a long form; one empty round at a time


def rows_form(relation, rulebook, posted=None):
    """The set of forms for one kind of rows of a rulebook, with empty ones below."""
    _, form = ROW_KINDS[relation]
    factory = forms.formset_factory(
        form,
        formset=Rows,
        extra=0 if posted else EXTRA.get(relation, 2),
        can_delete=True,
        can_order=relation != "places",
    )
    initial = [
        {name: row.serializable_value(name) for name in form._meta.fields} for row in getattr(rulebook, relation).all()
    ]
    kwargs = {"filers": [("", "请选择"), *_filers()]} if relation == "places" else {}
    return factory(posted, initial=initial, prefix=relation, form_kwargs=kwargs)


def _filers():
    bodies = Organisation.objects.filter(kind__in=[*FILING_UNIONS, *SOCIAL_BODIES], is_active=True)
    return [(body.pk, body.name) for body in bodies.order_by("path")]
