"""材料版本: what a dossier said each time it was filed (沪工总经〔2015〕260号 三(三)、(四))."""

import pgtrigger
from django.conf import settings
from django.db import models

from common.dates import plain_day_words
from nominations.models.dossier import Evidence
from nominations.models.nomination import Nomination
from nominations.states import Occasion

NUMBERED_IN_TURN = """
    IF NEW.number <> (
        SELECT coalesce(max(number), 0) + 1 FROM nominations_revision WHERE nomination_id = NEW.nomination_id
    ) THEN
        RAISE EXCEPTION '材料版本须依次编号' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class Revision(models.Model):
    """材料版本: written by the act of filing in the same transaction, never changed, never removed.

    ``content`` is what ``nominations.content.content_of`` said at that moment: numbers masked, with a keyed hash beside
    them. ``digest`` is recomputed by whoever doubts it.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="revisions", verbose_name="申报")
    number = models.PositiveSmallIntegerField("版次")
    occasion = models.CharField("形成于", max_length=20, choices=Occasion)
    made_at = models.DateTimeField("形成时间")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="经办人"
    )
    content = models.JSONField("材料内容")
    digest = models.CharField("校验值", max_length=64)
    papers = models.ManyToManyField(Evidence, through="RevisionPaper", related_name="revisions")

    class Meta:
        verbose_name = verbose_name_plural = "材料版本"
        ordering = ("nomination_id", "number")
        constraints = [
            models.UniqueConstraint(name="one_revision_per_number", fields=["nomination", "number"]),
            models.CheckConstraint(name="revisions_begin_at_one", condition=models.Q(number__gte=1)),
        ]
        triggers = [
            pgtrigger.Protect(name="revisions_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="numbered_in_turn", when=pgtrigger.Before, operation=pgtrigger.Insert, func=NUMBERED_IN_TURN
            ),
        ]

    def __str__(self):
        return f"第{self.number}版"

    @property
    def words(self):
        """第2版（2026年6月12日补正后报送）."""
        return f"第{self.number}版（{plain_day_words(self.made_at)}{self.get_occasion_display()}）"


class RevisionPaper(models.Model):
    """材料版本中的一份材料: while it stands, neither the paper's row nor its file can go."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "材料版本所附材料"
        constraints = [models.UniqueConstraint(name="one_line_per_paper", fields=["revision", "evidence"])]
        triggers = [pgtrigger.Protect(name="papers_of_revisions_stay", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.revision_id} {self.evidence_id}"
