"""评分催办: that a member was reminded of the sheets still open, once a day at most."""

from django.conf import settings
from django.db import models

from reviews.models.committee import CommitteeMember
from reviews.models.rounds import Round


class ScoringReminder(models.Model):
    """One reminder to one member on one day, by the office or, where ``by`` is empty, by the timetable."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="reminders", verbose_name="轮次")
    member = models.ForeignKey(CommitteeMember, on_delete=models.CASCADE, related_name="reminders", verbose_name="委员")
    sent_on = models.DateField("催办日")
    sent_at = models.DateTimeField("催办时间")
    waiting = models.PositiveIntegerField("当时未提交")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="办理人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "评分催办"
        constraints = [
            models.UniqueConstraint(name="one_scoring_reminder_a_day", fields=["round", "member", "sent_on"]),
            models.CheckConstraint(name="nobody_done_is_reminded", condition=models.Q(waiting__gt=0)),
        ]

    def __str__(self):
        return f"{self.member} {self.sent_on}"
