"""工作副本: whose, of which section, which window's."""

from nominations.models import WorkingCopy
from nominations.states import EDITABLE


def copies_of(nomination, section, *, by=None):
    """The copies of a section, the latest first; one person's only where asked."""
    copies = WorkingCopy.objects.filter(nomination=nomination, section=section).select_related("by")
    return copies if by is None else copies.filter(by=by)


def sections_with_copies(nomination, *, by):
    """章节 in which the person has something typed and not saved: key → when it was kept last."""
    copies = WorkingCopy.objects.filter(nomination=nomination, by=by).order_by("saved_at")
    return dict(copies.values_list("section", "saved_at"))


def copies_left_behind(*, before):
    """Copies last kept before a moment, of dossiers that are no longer with their nominator."""
    return WorkingCopy.objects.filter(saved_at__lt=before).exclude(nomination__state__in=EDITABLE)
