"""所在单位公示: what the candidate's own workplace heard of the nomination before it was filed."""

from django.conf import settings
from django.db import models

from nominations.models.dossier import Evidence
from nominations.models.freezing import workplace_notices_stay
from nominations.models.nomination import Nomination
from nominations.states import WorkplaceResult


class WorkplaceNotice(models.Model):
    """One notice at the workplace: from when to when, where, with what result, and the stamped notice itself.

    ``working_days`` is counted on the loaded calendar when the dates are written down, so that a page need not count.
    """

    nomination = models.OneToOneField(Nomination, on_delete=models.CASCADE, related_name="workplace_notice")
    since = models.DateField("公示首日")
    until = models.DateField("公示末日")
    working_days = models.PositiveSmallIntegerField("工作日数", editable=False)
    place = models.CharField("公示地点或方式", max_length=120)
    result = models.CharField("公示结果", max_length=20, choices=WorkplaceResult, blank=True)
    handling = models.TextField("异议及处理情况", blank=True)
    scan = models.ForeignKey(
        Evidence, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="公示材料扫描件"
    )
    noted_at = models.DateTimeField("登记时间", editable=False)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name="登记人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "所在单位公示"
        constraints = [
            models.CheckConstraint(
                name="a_workplace_notice_ends_after_it_begins",
                condition=models.Q(until__gte=models.F("since")),
                violation_error_message="公示末日不得早于首日。",
            ),
            models.CheckConstraint(
                name="an_objection_at_the_workplace_says_how_it_was_handled",
                condition=~models.Q(result=WorkplaceResult.OBJECTED) | ~models.Q(handling=""),
                violation_error_message="有异议的，须写明异议及处理情况。",
            ),
        ]
        triggers = workplace_notices_stay()

    def __str__(self):
        return f"{self.place}：{self.get_result_display() or '公示中'}"
