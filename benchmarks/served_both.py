"""The portal and the bare floor in one process of gunicorn: what is asked under /floor/ is the floor's."""

from benchmarks.floor import UNDER, handler
from craftsman_portal.wsgi import application as portal

_floor = handler(signed_in=False)


def application(environ, start_response):
    """Each visitor has an address of his own, as in a whole city."""
    environ["REMOTE_ADDR"] = environ.get("HTTP_X_VISITOR", environ["REMOTE_ADDR"])
    if environ["PATH_INFO"].startswith(f"{UNDER}/"):
        environ["PATH_INFO"] = environ["PATH_INFO"].removeprefix(UNDER)
        return _floor(environ, start_response)
    return portal(environ, start_response)
