"""All pages at their usual and at their largest size, autosaving, certificates, and the rehearsal in a process of its own."""

import os
import subprocess
import sys
import time

from django.db import connection

from benchmarks import autosave, certificates, season
from benchmarks.database import own_database
from benchmarks.measure import beside, queries_of
from benchmarks.pages import SMALL, line, pairs_of, refuse_different_values

USUAL, LARGE = 1000, 5000


def report(*, quick, only_small=False):
    """In the order of docs/performance.md."""
    with own_database():
        _pages(2.0 if quick else 5.0, large=not only_small)
        autosave.printed(2.0 if quick else 5.0)
        certificates.found_key()
        certificates.printed(8 if quick else 30)
    _rehearsal(90 if quick else 903, 50)


def _pages(seconds, *, large):
    town, counts = season.found_town(), {}
    season.grow(town, SMALL)
    for pair in pairs_of(town):
        counts[pair.name] = queries_of(pair.page, pair.reset)
    medians = {}
    for size in (USUAL, LARGE) if large else (USUAL,):
        started = time.monotonic()
        season.grow(town, size)
        print(
            f"\n评审中 {size} 件，评分表 {size * season.SHEETS_PER_FILE} 份（装入 {time.monotonic() - started:.0f} 秒）"
        )
        print(f"{'页面':　<9}查询（10 件→此时）　毫秒　处理器毫秒｜裸页面：查询　毫秒　处理器毫秒｜倍数　处理器倍数")
        for pair in pairs_of(town):
            missing = refuse_different_values(pair)
            if missing:
                raise SystemExit(f"“{pair.name}”的裸页面印出了页面上没有的内容：{missing}")
            page, ground = beside(pair.page, pair.floor, reset=pair.reset, seconds=seconds)
            usual = medians.setdefault(pair.name, page.wall)
            grown = f"　为 {USUAL} 件时的 {page.wall / usual:.2f} 倍" if size != USUAL else ""
            print(line(pair, counts[pair.name], page, ground, grown))


def _rehearsal(nominations, experts):
    """In a process and a database of its own, as anybody would run it."""
    settings = connection.settings_dict
    name = f"{settings['NAME']}_rehearsal"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "benchmarks.rehearsal_settings",
            "REHEARSAL_DATABASE": name,
        }
        manage = [sys.executable, "manage.py"]
        subprocess.run([*manage, "migrate", "--verbosity", "0"], env=environment, check=True)
        words = ["rehearse", "--nominations", str(nominations), "--experts", str(experts)]
        started = time.monotonic()
        done = subprocess.run([*manage, *words], env=environment, capture_output=True, text=True, timeout=900)
        print(
            f"\n演练 {nominations} 件、{experts} 名专家：{time.monotonic() - started:.0f} 秒，退出码 {done.returncode}"
        )
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
