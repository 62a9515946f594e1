"""Interleaved timing: page, floor, page, floor …, so that a machine that slows down slows both."""

import gc
import io
import os
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import count
from statistics import median
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore
from django.db import connection

HOST = "bench.example"
WARM_UP = 3
CSRF = "b" * 32
_visitors = count()


@dataclass
class Answer:
    """What came back over WSGI."""

    status: int
    text: str


class Browser:
    """Calls a WSGI application as a web server would, with the cookies of one person."""

    def __init__(self, application, person=None):
        self.application = application
        self.cookies = {settings.CSRF_COOKIE_NAME: CSRF}
        if person is not None:
            store = SessionStore()
            store[SESSION_KEY] = str(person.pk)
            store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
            store[HASH_SESSION_KEY] = person.get_session_auth_hash()
            store.save()
            self.cookies[settings.SESSION_COOKIE_NAME] = store.session_key

    def get(self, address) -> Answer:
        """Read a page."""
        return self._call("GET", address, b"")

    def post(self, address, fields) -> Answer:
        """Send a form."""
        return self._call("POST", address, urlencode(fields | {"csrfmiddlewaretoken": CSRF}).encode())

    def _call(self, method, address, body) -> Answer:
        parts, visitor = urlsplit(address), next(_visitors)
        environ = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "SERVER_NAME": HOST,
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": HOST,
            "HTTP_USER_AGENT": "benchmarks",
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "REMOTE_ADDR": f"10.{visitor >> 16 & 255}.{visitor >> 8 & 255}.{visitor & 255}",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        status: list[str] = []
        response = self.application(environ, lambda line, headers, error=None: status.append(line))
        text = b"".join(response).decode()
        response.close()
        return Answer(int(status[0][:3]), text)


@dataclass
class Side:
    """One side's figures: seconds by the wall clock and of this process's CPU, and queries."""

    wall: float
    cpu: float
    queries: int = 0


def beside(page: Callable, floor: Callable, *, reset: Callable = lambda: None, seconds: float, at_least: int = 15):
    """The medians of both sides over as many turns as fit into the seconds."""
    sides = (page, floor)
    for _ in range(WARM_UP):
        for act in sides:
            reset()
            act()
    queries = [_counted(act, reset) for act in sides]
    walls: tuple[list, list] = ([], [])
    cpus: tuple[list, list] = ([], [])
    gc.collect()
    until = time.perf_counter() + seconds
    while len(walls[0]) < at_least or time.perf_counter() < until:
        for place, act in enumerate(sides):
            reset()
            wall, cpu = time.perf_counter(), time.process_time()
            act()
            cpus[place].append(time.process_time() - cpu)
            walls[place].append(time.perf_counter() - wall)
    return tuple(Side(median(walls[place]), median(cpus[place]), queries[place]) for place in (0, 1))


def _counted(act, reset) -> int:
    """How many statements go to PostgreSQL, savepoints and commits apart."""
    reset()
    asked: list[str] = []

    def note(execute, sql, *rest):
        if not sql.startswith(("SAVEPOINT", "RELEASE")):
            asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note) if connection.connection else nullcontext():
        act()
    return len(asked)


def queries_of(act: Callable, reset: Callable = lambda: None) -> int:
    """The number alone, without timing; what was done is put back."""
    reset()
    act()
    asked = _counted(act, reset)
    reset()
    return asked


def load() -> str:
    """How busy the machine is, in words."""
    return "系统负载 " + "、".join(f"{value:.2f}" for value in os.getloadavg())
