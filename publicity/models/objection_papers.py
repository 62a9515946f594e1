"""异议材料: what the objector gave, what the inquiry gathered, what came with a statement."""

from django.db import models

from nominations.states import Scan
from publicity.models.inquiries import InquiryNote, Statement
from publicity.models.objections import Objection
from publicity.models.papers import KeptPaper
from publicity.models.supplements import Supplement
from publicity.states import PaperSource


class ObjectionPaper(KeptPaper):
    """One file of a case. It is numbered and has no name: a file's name often says who sent it."""

    folder = "objections"

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="papers", verbose_name="异议")
    source = models.CharField("来自", max_length=20, choices=PaperSource, default=PaperSource.OBJECTOR)
    supplement = models.ForeignKey(
        Supplement, on_delete=models.PROTECT, null=True, blank=True, related_name="papers", verbose_name="补充"
    )
    note = models.ForeignKey(
        InquiryNote, on_delete=models.PROTECT, null=True, blank=True, related_name="papers", verbose_name="核查记录"
    )
    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="papers", verbose_name="陈述"
    )
    ordinal = models.PositiveSmallIntegerField("序号")

    class Meta:
        verbose_name = verbose_name_plural = "异议材料"
        ordering = ("objection", "ordinal")
        indexes = [models.Index(fields=["id"], name="objections_to_scan", condition=models.Q(scan=Scan.WAITING))]
        constraints = [
            models.UniqueConstraint(name="one_objection_paper_per_ordinal", fields=["objection", "ordinal"]),
        ]

    def __str__(self):
        return f"材料{self.ordinal}"

    @property
    def about(self):
        """The case; its page asks who may open what."""
        return self.objection

    @property
    def name(self):
        """What it is called when it is handed out."""
        return f"异议材料{self.ordinal}{self.ending}"
