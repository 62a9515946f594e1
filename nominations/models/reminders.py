"""截止提醒: that a person was reminded of a closing moment, once a day at most."""

from django.conf import settings
from django.db import models

from seasons.models import Season


class ClosingReminder(models.Model):
    """One reminder to one person: the closing day it spoke of, and on which day; the row keeps it from being sent twice."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="+", verbose_name="年度")
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="收件人"
    )
    closing_on = models.DateField("截止日")
    sent_on = models.DateField("提醒日")

    class Meta:
        verbose_name = verbose_name_plural = "截止提醒"
        constraints = [
            models.UniqueConstraint(name="one_reminder_a_day", fields=["season", "recipient", "closing_on", "sent_on"])
        ]

    def __str__(self):
        return f"{self.recipient} {self.sent_on}"
