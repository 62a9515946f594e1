"""参评: which nominations a round judges."""

from django.db import models

from nominations.models import Nomination
from reviews.models.rounds import Round


class Entrant(models.Model):
    """参评: a nomination that entered a round; it stays in the round's list whatever becomes of it later.

    ``code`` stands for the candidate where the round is blind: drawn at random for each round, so that neither the
    申报编号 nor the order of filing can be guessed from it.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="entrants", verbose_name="轮次")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="entrants", verbose_name="申报")
    entered_at = models.DateTimeField("参评时间")
    code = models.CharField("盲评编号", max_length=12, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "参评"
        constraints = [
            models.UniqueConstraint(name="a_nomination_enters_a_round_once", fields=["round", "nomination"]),
            models.UniqueConstraint(name="one_blind_code_per_round", fields=["round", "code"]),
        ]

    def __str__(self):
        return f"{self.round}：{self.nomination}"
