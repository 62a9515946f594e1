"""移交: the package of one filing, and its delivery (沪工总经〔2015〕260号 五(二))."""

from django.db import models
from django.urls import reverse

from exports.models import MadeFile
from exports.states import State
from handover.states import KINDS, DeliveryState, Matter
from nominations.models import Nomination


class Package(MadeFile):
    """材料包: everything of one filing as one file; made again, the same filing gives the same bytes.

    ``filed_at`` is the moment of the filing it holds: a correction that is filed again is another package.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="packages", verbose_name="申报")
    filed_at = models.DateTimeField("报送时间")
    filing = models.PositiveSmallIntegerField("第几次报送")
    content_digest = models.CharField("内容校验值", max_length=64, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "材料包"
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(name="one_package_per_filing", fields=["nomination", "filed_at"]),
            models.CheckConstraint(
                name="a_package_to_take_has_a_file", condition=~models.Q(state=State.READY) | ~models.Q(file="")
            ),
        ]

    def __str__(self):
        return f"{self.nomination.number}-{self.filing}"

    def get_absolute_url(self):
        """The page of the dossier's packages."""
        return reverse("handover:package", args=[self.nomination.number])


class Delivery(models.Model):
    """送达登记: one thing owed to the other side, sent at least once and, by its key, taken once.

    ``key`` is the digest of what is sent, the same however often it is sent.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="deliveries", verbose_name="申报")
    package = models.ForeignKey(
        Package, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries", verbose_name="材料包"
    )
    matter = models.CharField("事项", max_length=20, choices=Matter)
    filed_at = models.DateTimeField("所涉报送时间")
    state = models.CharField("移交情况", max_length=20, choices=DeliveryState, default=DeliveryState.OWED)
    key = models.CharField("校验值", max_length=64, blank=True, editable=False)
    owed_at = models.DateTimeField("应送时间")
    attempts = models.PositiveSmallIntegerField("送出次数", default=0, editable=False)
    tried_at = models.DateTimeField("最近送出时间", null=True, editable=False)
    retry_at = models.DateTimeField("下次送出时间", null=True, editable=False)
    last_answer = models.CharField("最近一次答复", max_length=300, blank=True, editable=False)
    receipt = models.CharField("对方回执号", max_length=100, blank=True, editable=False)
    delivered_at = models.DateTimeField("送达时间", null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "移交"
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(name="delivery_state_is_known", condition=models.Q(state__in=DeliveryState.values)),
            models.UniqueConstraint(name="one_delivery_per_matter", fields=["nomination", "matter", "filed_at"]),
            models.CheckConstraint(
                name="what_is_delivered_is_a_package_unless_withdrawn",
                condition=models.Q(matter=Matter.WITHDRAWAL, package__isnull=True)
                | (~models.Q(matter=Matter.WITHDRAWAL) & models.Q(package__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_delivery_made_says_when",
                condition=~models.Q(state=DeliveryState.DELIVERED)
                | (models.Q(delivered_at__isnull=False) & ~models.Q(key="")),
            ),
        ]
        indexes = [models.Index(fields=["state", "retry_at"], name="deliveries_due")]

    def __str__(self):
        return f"{self.nomination}：{self.get_matter_display()}"

    @property
    def state_kind(self):
        """How the state is marked."""
        return KINDS[DeliveryState(self.state)]
