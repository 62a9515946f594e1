"""组织: the tree through which nominations climb (沪工总经〔2015〕260号 三(三))."""

from django.core.exceptions import ValidationError
from django.db import models

from organisations.states import FILING_UNIONS, SOCIAL_BODIES, UNIONS, Kind
from privacy.hashing import keyed_hash
from standards import gb32100


def hash_of_unit(code: str) -> str:
    """单位散列: the keyed hash of a 统一社会信用代码; a wrong last character that was let pass does not make another unit."""
    return keyed_hash("unit", gb32100.corrected(code)) if code else ""


class Organisation(models.Model):
    """A union, society or association.

    ``path`` is the list of ancestors' keys ending with its own (``/1/7/42/``): a whole branch is one prefix look-up.
    ``employer_name`` and ``employer_code`` name the unit (单位) a grassroots union belongs to; a ban on a unit is a ban on
    that code, not on the union's own. ``code_hash`` and ``employer_hash`` are the keyed hashes by which a ban finds them.
    """

    name = models.CharField("名称", max_length=120, unique=True)
    short_name = models.CharField("简称", max_length=30, blank=True)
    kind = models.CharField("类别", max_length=20, choices=Kind)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级工会"
    )
    path = models.CharField("层级路径", max_length=200, editable=False, db_index=True)
    credit_code = models.CharField("统一社会信用代码", max_length=18, unique=True, null=True, blank=True)
    credit_code_override = models.CharField(
        "代码校验例外的理由",
        max_length=200,
        blank=True,
        help_text="登记机关发放的代码未通过校验时，由工作人员写明依据后保留。",
    )
    employer_name = models.CharField("所在单位", max_length=120, blank=True)
    employer_code = models.CharField("所在单位统一社会信用代码", max_length=18, blank=True, db_index=True)
    code_hash = models.CharField("统一社会信用代码散列", max_length=64, blank=True, editable=False, db_index=True)
    employer_hash = models.CharField("所在单位散列", max_length=64, blank=True, editable=False, db_index=True)
    is_active = models.BooleanField("在册", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "组织"
        ordering = ("path",)
        constraints = [
            models.CheckConstraint(
                name="only_unions_have_a_parent",
                condition=models.Q(kind__in=[Kind.MUNICIPAL, *SOCIAL_BODIES], parent__isnull=True)
                | models.Q(kind__in=[kind for kind in UNIONS if kind != Kind.MUNICIPAL], parent__isnull=False),
                violation_error_message="除市总工会外，各级工会须有上级工会；学会、协会不设上级工会。",
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        """GB 32100, unless staff kept a registered code with a reason; a union's code begins with 8."""
        self.credit_code = self.credit_code or None
        if self.credit_code and not self.credit_code_override:
            self.credit_code = gb32100.checked_credit_code(self.credit_code)
            if self.kind in UNIONS and not gb32100.is_union(self.credit_code):
                raise ValidationError({"credit_code": "工会的统一社会信用代码首位应为 8；确有例外的，请填写例外理由。"})

    def save(self, **kwargs):
        """The path follows the parent; moving a branch is refused, for old cases keep their road. The hashes follow the codes."""
        self.code_hash, self.employer_hash = hash_of_unit(self.credit_code or ""), hash_of_unit(self.employer_code)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "code_hash", "employer_hash"}
        if self.pk is None:
            super().save(**kwargs)
            self.path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
            return super().save(update_fields=["path"])
        return super().save(**kwargs)

    @property
    def is_filing_union(self):
        """区、局（产业）工会: the level that files with 市总."""
        return self.kind in FILING_UNIONS

    @property
    def is_social_body(self):
        """专业学会、行业协会."""
        return self.kind in SOCIAL_BODIES

    def holds(self, other):
        """Whether the other organisation is this one or lies below it."""
        return other is not None and other.path.startswith(self.path)
