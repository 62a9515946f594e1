"""办到一半: what was sent at the moment a code was due goes through the code step signed, and is sent again by the person himself."""

from django.conf import settings
from django.core import signing

SALT = "accounts.interrupted"
NOT_CONTENT = {"csrfmiddlewaretoken"}
FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data"


def kept(request) -> str:
    """The address and the fields of this very request, for this person alone; empty where there is nothing to keep.

    Uploaded files are not carried along; such a form is sent anew.
    """
    if request.method != "POST" or not request.user.is_authenticated:
        return ""
    if request.content_type not in (FORM, PARTS) or request.FILES:
        return ""
    pairs = [(name, value) for name, values in request.POST.lists() if name not in NOT_CONTENT for value in values]
    return signing.dumps([request.user.pk, request.get_full_path(), pairs], salt=SALT, compress=True)


def taken_up(user, said: str):
    """(address, pairs) of what was kept for this person; None for anything else."""
    try:
        person, address, pairs = signing.loads(said, salt=SALT, max_age=settings.SESSION_COOKIE_AGE)
    except signing.BadSignature:
        return None
    return (address, pairs) if person == user.pk else None
