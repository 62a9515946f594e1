"""制证 by the worker: the same certificates handed to one process and to two, in turn, as a naming hands them out."""

import os
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count

import redis
from django.conf import settings
from kombu import Connection

from benchmarks.processes import children_of, running, seconds_of
from benchmarks.season.honours import owed_again
from honours.models import Certificate
from honours.tasks import BATCH, press_certificates

PATIENCE = 600  # seconds


@dataclass
class Side:
    """A worker of so many processes: how long its shares took, and the processor time of each process."""

    processes: int
    pid: int
    queue: Connection
    pressed: int = 0
    wall: float = 0.0
    cpu: dict[int, float] = field(default_factory=dict)


def figures(pks, turns) -> list[Side]:
    """The same share of certificates for one process, then for two, so many times over."""
    with ExitStack() as stack:
        sides = [_started(stack, processes) for processes in (1, 2)]
        for side in sides:  # every process reads fonts and key
            _press(side, pks[: 4 * side.processes], each=1)
            side.pressed, side.wall, side.cpu = 0, 0.0, {}
        for _turn in range(turns):
            for side in sides:
                _press(side, pks, each=BATCH)
    return sides


_marks = count()


def _started(stack, processes) -> Side:
    prefix = f"benchmarks:{os.getpid()}:{next(_marks)}:"
    os.environ["BENCHMARKS_QUEUE"] = prefix
    stack.callback(_forget, prefix)
    words = ["-A", "craftsman_portal", "worker", "--concurrency", str(processes), "--loglevel", "ERROR"]
    pid = stack.enter_context(running("celery", *words, settings="benchmarks.press_settings"))
    queue = Connection(settings.REDIS_URL, transport_options={"global_keyprefix": prefix})
    return Side(processes, pid, stack.enter_context(queue))


def _forget(prefix):
    """What the queue leaves behind in Redis."""
    store = redis.Redis.from_url(settings.REDIS_URL)
    for key in store.scan_iter(match=f"{prefix}*"):
        store.delete(key)


def _press(side, pks, *, each):
    for pk in pks:
        owed_again(pk)
    before = {pid: seconds_of(pid) for pid in children_of(side.pid)}
    began = time.perf_counter()
    for start in range(0, len(pks), each):
        press_certificates.apply_async(args=[pks[start : start + each]], connection=side.queue)
    while Certificate.objects.filter(pk__in=pks, pressed_at__isnull=True).exists():
        time.sleep(0.05)
        if time.perf_counter() - began > PATIENCE:
            raise SystemExit("制证未能在时限内完成。")
    side.wall += time.perf_counter() - began
    side.pressed += len(pks)
    for pid in children_of(side.pid):
        side.cpu[pid] = side.cpu.get(pid, 0) + seconds_of(pid) - before.get(pid, 0)


def printed(certificates, turns):
    """Certificates a second of the clock, and how the processor time was shared."""
    pks = list(Certificate.objects.order_by("pk").values_list("pk", flat=True)[:certificates])
    one, two = figures(pks, turns)
    print(f"\n工作进程制证，每轮 {certificates} 件、各 {turns} 轮交替")
    for side in (one, two):
        shares = "、".join(f"{seconds:.1f}" for seconds in side.cpu.values())
        print(
            f"{side.processes} 个进程：{side.wall:.1f} 秒，每秒 {side.pressed / side.wall:.1f} 件；"
            f"各进程处理器 {shares} 秒，每件 {sum(side.cpu.values()) / side.pressed * 1000:.0f} 毫秒"
        )
    print(f"两个进程的速率为一个的 {one.wall / two.wall:.2f} 倍")
