"""禁报期内暂停办理: what was under way when a ban began."""

from django.db import models

from nominations.models.nomination import Nomination
from sanctions.models import Ban


class BanHold(models.Model):
    """A nomination that a ban has met while it was under way: told once when it was held, and once when it goes on.

    The hold itself is the gate's and the database's: no step forward while the ban stands. The row only remembers who was
    told. Nothing is ended by it: a ban may be lifted on appeal, and what it held goes on where it stood.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="ban_holds", verbose_name="申报")
    ban = models.ForeignKey(Ban, on_delete=models.PROTECT, related_name="+", verbose_name="禁报")
    held_at = models.DateTimeField("暂停时间")
    released_at = models.DateTimeField("恢复时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "禁报暂停"
        constraints = [
            models.UniqueConstraint(name="one_hold_for_a_ban", fields=["nomination", "ban"]),
            models.CheckConstraint(
                name="a_hold_ends_after_it_begins",
                condition=models.Q(released_at__isnull=True) | models.Q(released_at__gte=models.F("held_at")),
            ),
        ]

    def __str__(self):
        return f"{self.nomination}：{self.ban}"
