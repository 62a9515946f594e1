"""Several people at work at once: acts on different nominations are played by parallel processes, as in life."""

import multiprocessing
from contextlib import contextmanager

from django.db import connections

_play = None  # the play of a parallel process, taken over when it is made


@contextmanager
def crew(play, hands):
    """Give the play a pool of processes; with one hand everything happens in this one, in one transaction if need be.

    The children are forked: they know the world already, and each opens a database connection of its own.
    """
    global _play
    if hands < 2:
        yield
        return
    _play = play
    connections.close_all()
    play.pool = multiprocessing.get_context("fork").Pool(hands)
    try:
        yield
    finally:
        play.pool.terminate()
        play.pool.join()
        play.pool = _play = None


def each(play, act, parts, words):
    """Do one act for each part, showing progress; the order of the results is not the order of the parts."""
    if play.pool is None:
        return [act(play, *part) for part in play.progress(parts, words)]
    done = play.pool.imap_unordered(_one, [(act, part) for part in parts], chunksize=4)
    return list(play.progress(done, words, total=len(parts)))


def _one(task):
    act, part = task
    act(_play, *part)
