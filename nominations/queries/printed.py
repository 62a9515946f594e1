"""纸质材料的读取: the papers printed of a dossier, and which of them still say what it says."""

from nominations.content import content_of, digest_of
from nominations.models import Evidence, Nomination, PrintedForm
from nominations.queries.doors import visible_to
from nominations.states import PaperPurpose
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


def scans_of(nomination):
    """盖章扫描件 of the printed form, the latest first."""
    scans = Evidence.objects.filter(nomination=nomination, purpose=PaperPurpose.FORM_SCAN)
    return scans.select_related("printed_form", "uploaded_by").order_by("-pk")


def has_standing_scan(nomination) -> bool:
    """Whether a stamped paper was uploaded that says what the dossier says."""
    codes = set(scans_of(nomination).values_list("printed_form__code", flat=True))
    return bool(codes) and code_now(nomination) in codes
