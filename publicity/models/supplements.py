"""补充材料: what the holder of the receipt adds while the case is open."""

import pgtrigger
from django.db import models

from privacy.fields import EncryptedTextField
from publicity.models.objections import Objection


class Supplement(models.Model):
    """One letter more to the same case; sent twice it is one (``sameness``)."""

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="supplements", verbose_name="异议")
    content = EncryptedTextField("补充内容", blank=True)
    sameness = models.CharField("同一性散列", max_length=64, unique=True, editable=False)
    at = models.DateTimeField("补充时间")

    class Meta:
        verbose_name = verbose_name_plural = "补充材料"
        ordering = ("at", "pk")
        triggers = [pgtrigger.Protect(name="supplements_stay", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.objection}的补充"
