"""经手: who put a nomination before the public, for the separation of duties (nominations.parts)."""

from nominations.parts import PUBLISH, rows_of
from publicity.models import NoticeName


def taken(nominations):
    """公示: whoever published a notice that names it; for ``everybody_in``."""
    names = NoticeName.objects.filter(nomination__in=nominations)
    return [rows_of(PUBLISH, names, "nomination_id", "notice__published_by_id")]
