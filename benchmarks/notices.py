"""公示 for a whole city: the sealed page under nginx beside a bare file of the same size, the fallback beside a cached view.

The bare file lies in the same folder tree and is served by a location that adds nothing; it is asked for on two connections,
and what those two differ by is the noise. All three take turns, so that a machine that slows down slows them alike.
"""

import gzip
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from django.core.wsgi import get_wsgi_application
from django.test.utils import override_settings

from benchmarks import floor, season
from benchmarks.database import own_database
from benchmarks.floor import public
from benchmarks.measure import Browser, beside, load
from benchmarks.web_server import LACKING, Line, has_nginx, nginx
from publicity.actions import artefacts
from publicity.models import Notice

WARM_UP = 200
NAMED = 500  # files for which a hundred names stand on the notice


@dataclass
class Static:
    """Seconds of each turn for one page and for one bare file, twice."""

    size: int
    page: list[float]
    bare: list[float]
    again: list[float]

    @property
    def ratio(self) -> float:
        """Of the page to the bare file."""
        return median(self.page) / median(self.bare)

    @property
    def noise(self) -> float:
        """Of the bare file to itself."""
        return median(self.again) / median(self.bare)


def static(turns):
    """The sealed page of the town's notice and a file of the same size, as they are and compressed beforehand."""
    with tempfile.TemporaryDirectory(prefix="bench-notice-") as folder, override_settings(PUBLISHED_ROOT=folder):
        Path(folder).chmod(0o755)
        notice = Notice.objects.filter(published_at__isnull=False).select_related("season").latest("pk")
        artefacts.keep(notice.pk)
        page = Path(folder) / "notices" / notice.season.code / str(notice.number) / "index.html"
        _put_bare(Path(folder), page.stat().st_size, page.with_name("index.html.gz").stat().st_size)
        with nginx(Path(folder)) as port:
            for compressed in (False, True):
                yield compressed, _measured(port, notice.get_absolute_url(), turns, compressed=compressed)


def _put_bare(folder, size, compressed_size):
    """Nobody unpacks them: the compressed one needs only its size."""
    (folder / "bare.html").write_bytes(b"x" * size)
    (folder / "bare.html.gz").write_bytes(gzip.compress(os.urandom(compressed_size))[:compressed_size])


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


def _measured(port, address, turns, *, compressed):
    lines = [Line(port, one, compressed=compressed) for one in (address, "/bare/bare.html", "/bare/bare.html")]
    assert len({line.size for line in lines}) == 1, [line.size for line in lines]
    taken: list[list[float]] = [[], [], []]
    for turn in range(-WARM_UP, turns):
        for place in (turn % 3, (turn + 1) % 3, (turn + 2) % 3):
            seconds = lines[place].ask()
            if turn >= 0:
                taken[place].append(seconds)
    for line in lines:
        line.close()
    return Static(lines[0].size, *taken)


def report(*, quick):
    """nginx beside a bare file, and the portal's own answer beside a cached view."""
    turns, seconds = (1000, 2.0) if quick else (10_000, 5.0)
    with own_database():
        season.grow(season.found_town(), NAMED)
        print(f"\n公示页面；{load()}")
        for compressed, told in static(turns) if has_nginx() else ():
            print(
                f"nginx，{'压缩件' if compressed else '原件'} {told.size} 字节，各 {turns} 次交替："
                f"公示静态页面 {median(told.page) * 1e6:.1f} 微秒，同样大小的文件 {median(told.bare) * 1e6:.1f} 微秒；"
                f"倍数 {told.ratio:.3f}（目标 1），同一文件与其自身 {told.noise:.3f}"
            )
        if not has_nginx():
            print(LACKING)
        page, cached = fallback(seconds)
        print(
            f"平台直接答复 {page.wall * 1000:.1f} 毫秒（处理器 {page.cpu * 1000:.1f}，查询 {page.queries}），"
            f"缓存整页的裸视图 {cached.wall * 1000:.1f} 毫秒（处理器 {cached.cpu * 1000:.1f}）；倍数 {page.wall / cached.wall:.1f}"
        )
