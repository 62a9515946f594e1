"""公示 for a whole city: the sealed page under nginx beside a bare file of the same size, the fallback beside a cached view.

nginx runs with the portal's own ops/nginx.conf; only what belongs to the container (TLS, ports, folders) is replaced. The
bare file lies in the same folder tree and is served by a location that adds nothing. Both are asked for in turn over one
kept connection each, so that a machine that slows down slows both.
"""

import http.client
import re
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from django.core.wsgi import get_wsgi_application
from django.test.utils import override_settings

from benchmarks import floor, season
from benchmarks.database import own_database
from benchmarks.floor import public
from benchmarks.measure import Browser, beside, load
from publicity.actions import artefacts
from publicity.models import Notice

ROOT = Path(__file__).resolve().parent.parent
WARM_UP = 200
NAMED = 500  # files for which a hundred names stand on the notice
LACKING = "本机没有 nginx，静态页面一项未测；请先安装：apt-get install nginx-light。"


@dataclass
class Static:
    """Medians in seconds for one page and one bare file, each of so many bytes, and the slowest twentieth."""

    size: int
    turns: int
    page: float
    bare: float
    page_p95: float
    bare_p95: float


def has_nginx() -> bool:
    """Whether nginx can be started here."""
    return shutil.which("nginx") is not None


def static(turns) -> Static:
    """The sealed page of the town's notice and a file of the same size, in turn."""
    with tempfile.TemporaryDirectory(prefix="bench-notice-") as folder, override_settings(PUBLISHED_ROOT=folder):
        Path(folder).chmod(0o755)
        notice = Notice.objects.filter(published_at__isnull=False).select_related("season").latest("pk")
        artefacts.keep(notice.pk)
        page = Path(folder) / "notices" / notice.season.code / str(notice.number) / "index.html"
        size = page.stat().st_size
        (Path(folder) / "bare.html").write_bytes(b"x" * size)
        with _nginx(Path(folder)) as port:
            return _measured(port, notice.get_absolute_url(), size, turns)


def fallback(seconds):
    """(page, cached view): the portal's own page, and the same bytes out of a cache behind the least of Django."""
    notice = Notice.objects.filter(published_at__isnull=False).select_related("season").latest("pk")
    ours, bare = Browser(get_wsgi_application()), Browser(floor.handler(signed_in=False))
    whole = ours.get(notice.get_absolute_url())
    assert whole.status == 200
    public.keep_page(whole.text)
    return beside(
        lambda: _ok(ours.get(notice.get_absolute_url())), lambda: _ok(bare.get("/cached-notice/")), seconds=seconds
    )


def _ok(answer):
    assert answer.status == 200, answer.status


def _measured(port, address, size, turns):
    lines = [http.client.HTTPConnection("127.0.0.1", port) for _ in range(2)]
    addresses = (address, "/bare/bare.html")
    taken: tuple[list, list] = ([], [])
    for turn in range(WARM_UP + turns):
        for place in (0, 1) if turn % 2 else (1, 0):
            started = time.perf_counter()
            lines[place].request("GET", addresses[place])
            answer = lines[place].getresponse()
            content = answer.read()
            elapsed = time.perf_counter() - started
            assert (answer.status, len(content)) == (200, size), (answer.status, len(content), size)
            if turn >= WARM_UP:
                taken[place].append(elapsed)
    for line in lines:
        line.close()
    slow = [sorted(one)[len(one) * 95 // 100] for one in taken]
    return Static(size, turns, median(taken[0]), median(taken[1]), slow[0], slow[1])


@contextmanager
def _nginx(folder):
    """The portal's nginx over this folder; the portal itself is not there, so that nothing can be asked of it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="bench-nginx-") as place:
        configuration = Path(place) / "nginx.conf"
        configuration.write_text(_configured(port, folder, place), encoding="utf-8")
        running = subprocess.Popen(["nginx", "-c", str(configuration), "-p", place, "-g", "daemon off;"])
        try:
            _wait_for(port)
            yield port
        finally:
            running.terminate()
            running.wait(timeout=10)


def _configured(port, folder, place) -> str:
    text = (ROOT / "ops" / "nginx.conf").read_text(encoding="utf-8")
    text = re.sub(r"^\s*(ssl_\w+|resolver|http2|include) .*;\n", "", text, flags=re.M)
    text = text.replace("listen 8443 ssl default_server;", f"listen 127.0.0.1:{port};\n{_BARE.format(folder=folder)}")
    text = re.sub(r"    server \{\s*listen 8080.*?\n    \}\n", "", text, flags=re.S)
    text = re.sub(r"    server \{\s*listen 127\.0\.0\.1:8081;.*?\n    \}\n", "", text, flags=re.S)
    text = text.replace("/srv/published", str(folder)).replace("/run/nginx/nginx.pid", f"{place}/nginx.pid")
    text = text.replace("worker_processes auto;", "worker_processes 1;")
    return text.replace("http {", f"http {{\n    types {{ text/html html; text/css css; }}\n{_temporary(place)}", 1)


_BARE = "        location /bare/ {{ alias {folder}/; access_log off; }}"


def _temporary(place) -> str:
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    return "".join(f"    {kind}_temp_path {place}/{kind};\n" for kind in kinds)


def _wait_for(port):
    until = time.monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def report(*, quick):
    """nginx beside a bare file, and the portal's own answer beside a cached view."""
    turns, seconds = (500, 2.0) if quick else (5000, 5.0)
    with own_database():
        season.grow(season.found_town(), NAMED)
        print(f"\n公示页面；{load()}")
        if has_nginx():
            told = static(turns)
            print(
                f"nginx：公示静态页面 {told.page * 1e6:.0f} 微秒（p95 {told.page_p95 * 1e6:.0f}），"
                f"同样大小的文件 {told.bare * 1e6:.0f} 微秒（p95 {told.bare_p95 * 1e6:.0f}），"
                f"{told.size} 字节，各 {told.turns} 次交替；倍数 {told.page / told.bare:.2f}（目标 1）"
            )
        else:
            print(LACKING)
        page, cached = fallback(seconds)
        print(
            f"平台直接答复 {page.wall * 1000:.1f} 毫秒（处理器 {page.cpu * 1000:.1f}，查询 {page.queries}），"
            f"缓存整页的裸视图 {cached.wall * 1000:.1f} 毫秒（处理器 {cached.cpu * 1000:.1f}）；倍数 {page.wall / cached.wall:.1f}"
        )
