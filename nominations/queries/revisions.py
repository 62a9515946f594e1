"""材料版本的读取: the revisions of a dossier, the latest of many, and the papers each one shows."""

from nominations.models import Evidence, Revision, RevisionPaper


def revisions_of(nomination):
    """In their order, with who made them."""
    return Revision.objects.filter(nomination=nomination).select_related("made_by").order_by("number")


def latest_revision(nomination):
    """What is screened and judged, or None before the first filing."""
    return Revision.objects.filter(nomination=nomination).order_by("-number").first()


def latest_revisions(nominations):
    """The latest revision's key by nomination, for many at once: one query."""
    rows = Revision.objects.filter(nomination__in=nominations).order_by("nomination_id", "-number")
    return dict(rows.distinct("nomination_id").values_list("nomination_id", "pk"))


def papers_in(revision):
    """佐证材料 as they were filed, superseded or not."""
    return Evidence.every.filter(revisions=revision).order_by("indicator", "pk")


def is_in_a_revision(evidence):
    """Whether some revision shows this paper."""
    return RevisionPaper.objects.filter(evidence=evidence).exists()
