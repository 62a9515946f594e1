"""纸质材料的读取: the papers printed of a dossier, and which of them still say what it says."""

from nominations.content import content_of, digest_of
from nominations.models import Nomination, PrintedForm
from nominations.queries.doors import visible_to
from printing.version_code import code_of


def code_now(nomination) -> str:
    """版本码 of the dossier as it stands."""
    return code_of(digest_of(content_of(Nomination.objects.get(pk=nomination.pk))))


def printings_of(nomination):
    """打印记录, the latest first."""
    return PrintedForm.objects.filter(nomination=nomination).select_related("made_by")


def printing_at(user, code):
    """The latest printing under a code, where the person may see its dossier."""
    found = PrintedForm.objects.filter(code=code, nomination__in=visible_to(user))
    return found.select_related("nomination").first()
