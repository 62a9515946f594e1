"""经手: who put a nomination before the public, for the separation of duties (nominations.parts)."""

from nominations.parts import PUBLISH
from publicity.models import NoticeName


def taken(nominations):
    """公示: whoever published a notice that names it; as rows of part, nomination and account."""
    names = NoticeName.objects.filter(nomination__in=nominations, notice__published_by__isnull=False)
    return [(PUBLISH, *row) for row in names.values_list("nomination_id", "notice__published_by_id")]
