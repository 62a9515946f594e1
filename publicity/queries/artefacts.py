"""公示文件: which notices have theirs, and the row that is held while they are made."""

from publicity.models import Notice, PublishedCopy


def to_be_kept():
    """Every published notice, the latest first: each is looked at, and only what has changed is written."""
    return (
        Notice.objects.filter(published_at__isnull=False).order_by("-published_at", "-pk").values_list("pk", flat=True)
    )


def copy_of(notice) -> PublishedCopy | None:
    """The files of a notice as they stand."""
    return PublishedCopy.objects.filter(notice=notice).first()


def appeared(notice):
    """Where the notice was printed, in the order of the rulebook; a slip that was mended keeps the record of its former."""
    kept_by = getattr(notice, "appears_as", notice)
    return kept_by.publications.select_related("outlet").order_by("outlet__position")


def held_copy(notice_id) -> PublishedCopy | None:
    """Its row, locked; None where another worker is making the files."""
    return PublishedCopy.objects.select_for_update(of=("self",), skip_locked=True).filter(notice=notice_id).first()
