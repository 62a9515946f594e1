"""进度: how far a worker has come, kept where it can be read while the work's own transaction is still open."""

import time

from django.core.cache import cache

ALIVE = 60  # seconds after which silence means that nobody is at it
EVERY = 0.5


class Progress:
    """Tells, at most twice a second, how many of how many rows are done."""

    def __init__(self, batch):
        self.key, self.told_at = _key(batch), 0.0

    def __call__(self, done, total, word="正在检查"):
        """So many of so many."""
        if done == total or time.monotonic() - self.told_at > EVERY:
            self.told_at = time.monotonic()
            cache.set(self.key, {"done": done, "total": total, "word": f"{word}：{done} / {total}"}, ALIVE)


def progress_of(batch):
    """What was last told; zero where nothing was told yet."""
    return cache.get(_key(batch)) or {"done": 0, "total": 1, "word": "正在等候办理，通常几秒钟内开始"}


def is_alive(batch):
    """Whether somebody told something within the last minute."""
    return cache.get(_key(batch)) is not None


def forget(batch):
    """Nothing is being done any more."""
    cache.delete(_key(batch))


def _key(batch):
    return f"intake-progress-{batch._meta.model_name}-{batch.pk}"
