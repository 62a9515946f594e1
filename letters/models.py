"""函告: what the portal owes people. Actions write the row and stop there; a task delivers it."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.urls import reverse

from letters.states import MOST_ATTEMPTS, Delivery, Way
from privacy.masks import masked_email, masked_phone


class Letter(models.Model):
    """One letter to one person: readable in the portal at once, sent by e-mail and SMS by the worker where he has them.

    ``about`` is the address of the page it speaks of, ``topic`` what it says of it (topics.py). ``delivered_at`` is the
    first time it reached him: opened in the portal, or handed to the post office. Until then it can be recalled.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="letters", verbose_name="收件人"
    )
    kind = models.CharField("事由", max_length=60)
    topic = models.CharField("事项", max_length=20, blank=True, editable=False)
    subject = models.CharField("标题", max_length=200)
    body = models.TextField("正文")
    about = models.CharField("相关页面", max_length=200, blank=True)
    created_at = models.DateTimeField("写信时间", db_index=True)
    read_at = models.DateTimeField("阅读时间", null=True, editable=False)
    delivered_at = models.DateTimeField("送达时间", null=True, editable=False)
    recalled_at = models.DateTimeField("撤回时间", null=True, editable=False)
    recalled_because = models.CharField("撤回理由", max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "函告"
        ordering = ("-created_at", "-pk")
        indexes = [
            models.Index(
                fields=["recipient"],
                name="letters_unread",
                condition=models.Q(read_at__isnull=True, recalled_at__isnull=True),
            ),
            models.Index(
                fields=["about"],
                name="letters_owed_about",
                condition=models.Q(delivered_at__isnull=True, recalled_at__isnull=True),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="one_owed_letter_per_topic",
                fields=["topic", "recipient", "about"],
                condition=models.Q(delivered_at__isnull=True, recalled_at__isnull=True) & ~models.Q(topic=""),
                violation_error_message="关于同一件事已有一封待送的函告。",
            ),
            models.CheckConstraint(
                name="a_recalled_letter_reached_nobody",
                condition=models.Q(recalled_at__isnull=True) | models.Q(delivered_at__isnull=True),
                violation_error_message="已送达的函告不能撤回。",
            ),
        ]

    def __str__(self):
        return self.subject

    def get_absolute_url(self):
        """The letter in its recipient's inbox."""
        return reverse("letters:letter", args=[self.pk])

    @property
    def is_to_be_sent_again(self):
        """Whether a way has failed, for the outbox; asked of what was read with the list."""
        return any(one.delivery in (Delivery.FAILED, Delivery.RETRYING) for one in self.dispatches.all())

    @property
    def reference(self):
        """The same for every attempt, so that mail programs and carriers recognise a repeated letter."""
        return f"letter-{self.pk}@{urlsplit(settings.PUBLIC_ADDRESS).hostname or 'localhost'}"


class Dispatch(models.Model):
    """送达: one letter on one way, counted and tried again by itself; at least once, under the letter's reference."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="dispatches", verbose_name="函告")
    way = models.CharField("送达方式", max_length=10, choices=Way)
    attempts = models.PositiveSmallIntegerField("送出次数", default=0, editable=False)
    sent_at = models.DateTimeField("送出时间", null=True, editable=False)
    retry_at = models.DateTimeField("下次送出时间", null=True, editable=False)
    recalled_at = models.DateTimeField("撤回时间", null=True, editable=False)
    last_error = models.CharField("最近一次失败", max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "送达"
        ordering = ("way",)
        indexes = [
            models.Index(
                fields=["way", "id"],
                name="dispatches_owed",
                condition=models.Q(sent_at__isnull=True, recalled_at__isnull=True),
            )
        ]
        constraints = [
            models.UniqueConstraint(name="one_dispatch_per_way", fields=["letter", "way"]),
            models.CheckConstraint(
                name="a_recalled_dispatch_was_not_sent",
                condition=models.Q(recalled_at__isnull=True) | models.Q(sent_at__isnull=True),
                violation_error_message="已送出的不能撤回。",
            ),
        ]

    def __str__(self):
        return f"{self.get_way_display()}：{self.letter}"

    @property
    def address(self):
        """Where it goes, masked."""
        person = self.letter.recipient
        return masked_email(person.email) if self.way == Way.EMAIL else masked_phone(person.phone)

    @property
    def delivery(self):
        """送达情况."""
        if self.sent_at is not None:
            return Delivery.DELIVERED
        if self.recalled_at is not None:
            return Delivery.RECALLED
        if self.attempts >= MOST_ATTEMPTS:
            return Delivery.FAILED
        return Delivery.RETRYING if self.attempts else Delivery.OWED
