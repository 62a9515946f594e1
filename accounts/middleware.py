"""登录的期限: counted from the last request, so that nobody is signed out while at work."""

import time

from django.contrib.auth import SESSION_KEY

RENEWED, RENEW_AFTER = "renewed_at", 300  # seconds; not every request writes the session


def session_is_renewed(get_response):
    """A signed-in person's session is written anew now and then, and ends its full age after that."""

    def middleware(request):
        now = int(time.time())
        if SESSION_KEY in request.session and now - request.session.get(RENEWED, 0) > RENEW_AFTER:
            request.session[RENEWED] = now
        return get_response(request)

    return middleware
