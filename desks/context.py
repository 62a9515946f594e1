"""What every page's masthead needs; nothing is asked of the database until a template prints it."""

import time
from functools import lru_cache

from django.conf import settings
from django.core.cache import caches
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import cached_property

from accounts.middleware import RENEWED
from letters.queries import unread_count
from seasons.queries import current_season

SEASON_IS_FRESH_FOR = 30  # seconds
PAGES = {
    "home": "desks:home",
    "desk": "desks:desk",
    "inbox": "letters:inbox",
    "notices": "publicity:notices",
    "roll": "honours:roll",
    "verify": "honours:verify",
    "register": "entrance:register",
    "sign_in": "accounts:sign_in",
    "sign_out": "accounts:sign_out",
    "stay": "accounts:stay",
}


class Masthead:
    """Season, person and roles, letters, demonstration bar."""

    def __init__(self, user, session=None):
        self._user, self._session = user, session

    @property
    def to(self) -> dict[str, str]:
        """Where the masthead leads."""
        return _addresses()

    @cached_property
    def season(self) -> str:
        """The current season's name; a page of the public costs no query for it."""
        return caches["process"].get_or_set("masthead.season", _season_words, SEASON_IS_FRESH_FOR)

    @cached_property
    def people(self):
        """The person's roles today."""
        return self._user.current_memberships() if self._user.is_authenticated else []

    @cached_property
    def unread(self) -> int:
        """Letters not opened yet."""
        return unread_count(self._user) if self._user.is_authenticated else 0

    @property
    def session_age(self) -> int:
        """How long a sign-in lasts without a request, in seconds."""
        return settings.SESSION_COOKIE_AGE

    @property
    def session_seconds(self) -> int:
        """How long this one still lasts if nothing more is asked."""
        renewed = self._session.get(RENEWED, 0) if self._session is not None else 0
        return max(0, int(renewed + self.session_age - time.time()))

    @property
    def demonstration(self) -> bool:
        """Whether a visitor may become anybody here."""
        return settings.DEMONSTRATION


def masthead(request):
    """One object for the page."""
    return {"masthead": Masthead(request.user, request.session)} if hasattr(request, "user") else {}


@lru_cache(maxsize=1)
def _addresses():
    return {word: reverse(page) for word, page in PAGES.items()} | {"seal": static("img/seal.svg")}


def _season_words():
    season = current_season()
    return season.label if season else ""
