"""议程: what a sitting deals with besides the vote."""

import pgtrigger
from django.db import models

from decisions.models.guards import AGENDA_IS_OVER
from decisions.models.sittings import Sitting
from decisions.states import AgendaKind


class AgendaItem(models.Model):
    """议程事项: announced with the sitting, with what was settled on it until the sitting ends."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="agenda", verbose_name="会议")
    position = models.PositiveSmallIntegerField("次序")
    kind = models.CharField("类别", max_length=20, choices=AgendaKind)
    title = models.CharField("事项", max_length=120)
    text = models.TextField("说明", blank=True, max_length=2000)
    settled = models.TextField("议定情况", blank=True, max_length=2000)

    class Meta:
        verbose_name = verbose_name_plural = "议程事项"
        ordering = ("sitting", "position")
        constraints = [models.UniqueConstraint(name="one_matter_per_position", fields=["sitting", "position"])]
        triggers = [
            pgtrigger.Trigger(
                name="ended_agendas_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=AGENDA_IS_OVER,
            )
        ]

    def __str__(self):
        return self.title
