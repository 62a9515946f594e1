"""证书查验 over HTTP: the public page beside a bare view that asks and prints the same, in one process of gunicorn, in turn."""

import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import count
from statistics import median

from django.urls import reverse

from benchmarks.floor import UNDER
from benchmarks.processes import children_of, free_port, seconds_of, served
from honours.models import Certificate

BLOCK = 50  # requests of one side before the other's turn: processor time is counted in hundredths of a second
_visitors = count(1)


@dataclass
class Side:
    """What one side took: seconds of each request, and of the process's processor for all of them."""

    wall: list[float] = field(default_factory=list)
    cpu: float = 0.0


def figures(blocks):
    """(page, bare view), each asked for so many blocks of different certificates."""
    codes = list(Certificate.objects.order_by("pk").values_list("code", flat=True))
    port, page, bare = free_port(), Side(), Side()
    with served("benchmarks.served_both", port, "--workers", "1", "--threads", "1") as arbiter:
        for block in range(-1, blocks):  # one to warm up
            for side, address in ((page, _page), (bare, _bare)):
                told = side if block >= 0 else Side()
                worker = children_of(arbiter)[0]
                before = seconds_of(worker)
                line = HTTPConnection("127.0.0.1", port, timeout=60)
                told.wall += [_asked(line, address(codes[place % len(codes)])) for place in range(BLOCK)]
                line.close()
                told.cpu += seconds_of(worker) - before
    return page, bare


def _page(code):
    return reverse("honours:verify_code", args=[code])


def _bare(code):
    return f"{UNDER}/verify/{code}/"


def _asked(line, address):
    visitor = next(_visitors)
    headers = {"X-Visitor": f"10.{visitor >> 16}.{visitor >> 8 & 255}.{visitor & 255}", "User-Agent": "benchmarks"}
    began = time.perf_counter()
    line.request("GET", address, headers=headers)
    answer = line.getresponse()
    words = answer.read().decode()
    took = time.perf_counter() - began
    assert answer.status == 200 and "B2025-" in words, (answer.status, words[:200])
    return took


def printed(blocks):
    """Medians of the clock, and the processor's time for each request."""
    page, bare = figures(blocks)
    each = blocks * BLOCK
    print(f"\n证书查验（HTTP，同一进程，各 {each} 次交替）；毫秒，处理器毫秒")
    for name, side in (("查验页面", page), ("裸视图", bare)):
        print(f"{name:　<6}{median(side.wall) * 1000:>8.2f}{side.cpu / each * 1000:>8.2f}")
    print(f"倍数 {median(page.wall) / median(bare.wall):.2f}，处理器倍数 {page.cpu / bare.cpu:.2f}")
