"""函告: what the portal owes people. Actions write the row and stop there; a task delivers it."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.urls import reverse

from letters.states import MOST_ATTEMPTS, Delivery


class Letter(models.Model):
    """One letter to one person: readable in the portal at once, sent by e-mail by the worker where there is an address.

    ``about`` is the address of the page it speaks of. A letter is delivered at least once; its reference lets the reader
    recognise a repeated one.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="letters", verbose_name="收件人"
    )
    kind = models.CharField("事由", max_length=60)
    subject = models.CharField("标题", max_length=200)
    body = models.TextField("正文")
    about = models.CharField("相关页面", max_length=200, blank=True)
    created_at = models.DateTimeField("写信时间", db_index=True)
    read_at = models.DateTimeField("阅读时间", null=True, editable=False)
    sent_at = models.DateTimeField("邮件送出时间", null=True, editable=False)
    attempts = models.PositiveSmallIntegerField("送出次数", default=0, editable=False)
    retry_at = models.DateTimeField("下次送出时间", null=True, editable=False)
    last_error = models.CharField("最近一次失败", max_length=300, blank=True, editable=False)
    by_email = models.BooleanField("须发邮件", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "函告"
        ordering = ("-created_at", "-pk")
        indexes = [
            models.Index(
                fields=["created_at"], name="letters_owed", condition=models.Q(sent_at__isnull=True, by_email=True)
            ),
            models.Index(fields=["recipient"], name="letters_unread", condition=models.Q(read_at__isnull=True)),
        ]

    def __str__(self):
        return self.subject

    def get_absolute_url(self):
        """The letter in its recipient's inbox."""
        return reverse("letters:letter", args=[self.pk])

    @property
    def reference(self):
        """The same for every attempt, so that mail programs recognise a repeated letter."""
        return f"<letter-{self.pk}@{urlsplit(settings.PUBLIC_ADDRESS).hostname or 'localhost'}>"

    @property
    def delivery(self):
        """送达情况."""
        if self.sent_at is not None:
            return Delivery.DELIVERED
        if not self.by_email:
            return Delivery.PORTAL_ONLY
        if self.attempts >= MOST_ATTEMPTS:
            return Delivery.FAILED
        return Delivery.RETRYING if self.attempts else Delivery.OWED
