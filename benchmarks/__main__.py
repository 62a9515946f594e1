"""python -m benchmarks [autosave|draws|intake|notice|ranking|scoring|screening] [--quick]: prints every figure beside its floor; loads and drops a database of its own."""

import argparse
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from statistics import median

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
django.setup()

from django.db import connection  # noqa: E402 - Django's parts are there only after setup

from benchmarks import (  # noqa: E402
    autosave,
    certificates,
    drawing_act,
    draws,
    intake,
    notices,
    pages,
    ranking,
    scoring,
    screening,
    season,
)
from benchmarks.measure import beside, queries_of  # noqa: E402

SMALL, USUAL, LARGE = 10, 1000, 5000
NAMED = 500  # files for which a hundred names stand on the notice


def main() -> int:
    """Everything, in the order of docs/performance.md."""
    asked = _asked()
    print(f"处理器 {os.cpu_count()} 个；{_load()}")
    if asked.only == "autosave":
        with _own_database():
            season.grow(season.found_town(), USUAL)
            _print_autosave(2.0 if asked.quick else 5.0)
        return 0
    if asked.only == "certificates":
        with _own_database():
            season.grow(season.found_town(), SMALL)  # a few certificates, pressed again and again
            for turns in (100,) if asked.quick else (100, 1000):
                _print_certificates(turns)
        return 0
    if asked.only == "intake":
        with _own_database():
            _print_intake(1000 if asked.quick else 10_000)
        return 0
    if asked.only == "notice":
        with _own_database():
            _print_notice(500 if asked.quick else 5000, 2.0 if asked.quick else 5.0)
        return 0
    if asked.only == "draws":
        _print_draws(draws.SIZES[:2] if asked.quick else draws.SIZES)
        with _own_database():
            _print_whole_act(*draws.SIZES[0])
        return 0
    if asked.only == "screening":
        with _own_database():
            _print_screening(2.0 if asked.quick else 5.0)
        return 0
    if asked.only == "scoring":
        with _own_database():
            return _print_scoring(4 if asked.quick else scoring.EACH)
    if asked.only == "ranking":
        with _own_database():
            _print_ranking(2.0 if asked.quick else 5.0)
        return 0
    with _own_database():
        figures = _pages(2.0 if asked.quick else 5.0, large=not asked.only_small)
        _print_autosave(2.0 if asked.quick else 5.0)
        _print_certificates(8 if asked.quick else 30)
    _print_rehearsal(90 if asked.quick else 903, 50)
    print(_load())
    return figures


def _print_intake(rows):
    print(f"\n批量导入，{rows}行，各{intake.TURNS}次取中位数")
    found = intake.rates(season.found_town(), rows)
    bare = found[-1][1]
    for name, rate, seconds in found:
        print(f"{name:　<10}{rate:>10.0f} 行/秒　{seconds:>7.2f} 秒　为裸 COPY 的 1/{bare / rate:.0f}")


def _print_notice(turns, seconds):
    season.grow(season.found_town(), NAMED)
    print(f"\n公示页面，系统负载见末行；{_load()}")
    if notices.has_nginx():
        told = notices.static(turns)
        print(
            f"nginx：公示静态页面 {told.page * 1e6:.0f} 微秒（p95 {told.page_p95 * 1e6:.0f}），"
            f"同样大小的文件 {told.bare * 1e6:.0f} 微秒（p95 {told.bare_p95 * 1e6:.0f}），"
            f"{told.size} 字节，各 {told.turns} 次交替；倍数 {told.page / told.bare:.2f}（目标 1）"
        )
    else:
        print(notices.LACKING)
    page, cached = notices.fallback(seconds)
    print(
        f"平台直接答复 {page.wall * 1000:.1f} 毫秒（处理器 {page.cpu * 1000:.1f}，查询 {page.queries}），"
        f"缓存整页的裸视图 {cached.wall * 1000:.1f} 毫秒（处理器 {cached.cpu * 1000:.1f}）；倍数 {page.wall / cached.wall:.1f}"
    )
    print(_load())


def _print_scoring(each):
    told = scoring.outcome(scoring.town_of(each=each), each=each)
    ours, theirs = told.median
    print(f"\n{scoring.EXPERTS} 位专家同时评分，{told.sheets} 份评分表，每份三次请求，每十份有一份由两个窗口同时提交")
    for name, side in (("平台", told.portal), ("裸请求", told.floor)):
        print(
            f"{name:　<4}{len(side.seconds)} 次请求，{side.wall:.1f} 秒，每秒 {len(side.seconds) / side.wall:.0f} 次；"
            f"中位 {median(side.seconds) * 1000:.0f} 毫秒，p95 {side.p95 * 1000:.0f} 毫秒"
        )
    print(
        f"丢失 {told.lost} 份，重复 {told.doubled} 份，意外的答复 {len(told.portal.wrong)} 次 {told.portal.wrong[:5]}"
    )
    print(f"倍数：全程 {told.portal.wall / told.floor.wall:.2f}，中位 {ours / theirs:.2f}；{_load()}")
    return int(bool(told.lost or told.doubled or told.portal.wrong))


def _print_draws(sizes):
    print("\n抽签，与裸求解器交替进行")
    for cases, seats, needs in sizes:
        one = draws.figure(cases, seats, needs)
        print(
            f"{cases}×{seats}×{needs}：抽签 {one.draw[0]:.3f} 秒（处理器 {one.draw[1]:.3f}），"
            f"裸求解器 {one.bare[0]:.3f}（{one.bare[1]:.3f}），{one.arcs} 条弧；"
            f"倍数 {one.draw[0] / one.bare[0]:.2f}，处理器倍数 {one.draw[1] / one.bare[1]:.2f}（目标 1.5）"
        )
    print(_load())


def _print_whole_act(cases, seats, needs):
    told = drawing_act.seconds(cases, seats, needs)
    steps = "，".join(f"{name} {value:.2f} 秒" for name, value in told)
    print(f"\n{cases}×{seats}×{needs} 在数据库中办理：{steps}；合计 {sum(value for _, value in told):.2f} 秒")
    print(_load())


def _asked():
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="测量页面速度，并与裸页面对照。")
    parser.add_argument(
        "only",
        nargs="?",
        choices=["autosave", "certificates", "draws", "intake", "notice", "ranking", "scoring", "screening"],
        help="只测这一项",
    )
    parser.add_argument("--quick", action="store_true", help="约两分钟：次数较少，演练按十分之一规模")
    parser.add_argument("--only-small", action="store_true", help="不测 5000 件")
    return parser.parse_args()


def _load():
    return "系统负载 " + "、".join(f"{value:.2f}" for value in os.getloadavg())


@contextmanager
def _own_database():
    """A database beside the configured one, made anew and dropped at the end."""
    usual = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(usual, verbosity=0)


def _pages(seconds, *, large):
    town, counts = season.found_town(), {}
    season.grow(town, SMALL)
    for pair in pages.pairs_of(town):
        counts[pair.name] = queries_of(pair.page, pair.reset)
    medians = {}
    for size in (USUAL, LARGE) if large else (USUAL,):
        started = time.monotonic()
        season.grow(town, size)
        print(
            f"\n评审中 {size} 件，评分表 {size * season.SHEETS_PER_FILE} 份（装入 {time.monotonic() - started:.0f} 秒）"
        )
        print(f"{'页面':　<9}查询（10 件→此时）　毫秒　处理器毫秒｜裸页面：查询　毫秒　处理器毫秒｜倍数　处理器倍数")
        for pair in pages.pairs_of(town):
            missing = pages.refuse_different_values(pair)
            if missing:
                raise SystemExit(f"“{pair.name}”的裸页面印出了页面上没有的内容：{missing}")
            page, floor = beside(pair.page, pair.floor, reset=pair.reset, seconds=seconds)
            medians[pair.name, size] = page.wall
            print(_line(pair, counts[pair.name], page, floor, medians.get((pair.name, USUAL)), size))
    return 0


def _line(pair, small, page, floor, usual, size):
    aim = f"（目标 {pair.aim:g}）" if pair.aim else ""
    grown = f"　为 {USUAL} 件时的 {page.wall / usual:.2f} 倍" if size != USUAL else ""
    return (
        f"{pair.name:　<9}{small:>3}→{page.queries:<3}{page.wall * 1000:>8.2f}{page.cpu * 1000:>8.2f}｜"
        f"{floor.queries:>3}{floor.wall * 1000:>8.2f}{floor.cpu * 1000:>8.2f}｜"
        f"{page.wall / floor.wall:>6.2f}{page.cpu / floor.cpu:>6.2f}{aim}{grown}"
    )


def _print_screening(seconds):
    town = season.found_town()
    season.grow(town, SMALL)
    counts = {pair.name: queries_of(pair.page, pair.reset) for pair in screening.pairs_of(town)}
    season.fill_screening(town, screening.FILES)
    print(f"\n待审 {screening.FILES} 件")
    for pair in screening.pairs_of(town):
        missing = pages.refuse_different_values(pair)
        if missing:
            raise SystemExit(f"“{pair.name}”的裸页面印出了页面上没有的内容：{missing}")
        page, ground = beside(pair.page, pair.floor, reset=pair.reset, seconds=seconds)
        print(_line(pair, counts[pair.name], page, ground, None, USUAL))
    print(_load())


def _print_autosave(seconds):
    page, floor = autosave.figures(seconds)
    print(
        f"\n自动保存：{page.queries} 次查询，{page.wall * 1000:.2f} 毫秒，{page.cpu * 1000:.2f} 处理器毫秒；"
        f"裸请求 {floor.queries} 次，{floor.wall * 1000:.2f}，{floor.cpu * 1000:.2f}；"
        f"倍数 {page.wall / floor.wall:.2f}，处理器倍数 {page.cpu / floor.cpu:.2f}"
    )


def _print_ranking(seconds):
    print(f"\n排名 {ranking.FILES} 件，每件 {ranking.SHEETS} 份，与同样汇总的裸 SQL 对照")
    for name, ours, bare in ranking.figures(seconds):
        print(
            f"{name:　<8}{ours.queries} 次查询，{ours.wall * 1000:.0f} 毫秒，{ours.cpu * 1000:.0f} 处理器毫秒；"
            f"裸 SQL {bare.queries} 次，{bare.wall * 1000:.0f}；倍数 {ours.wall / bare.wall:.2f}"
        )
    print(_load())


def _print_certificates(turns):
    ours, laid_out, signed = certificates.figures(turns)
    bare = median(laid_out.cpu) + median(signed.cpu)
    print(f"\n制证并签章 {turns} 件，与裸 WeasyPrint、裸 pyHanko 交替进行；处理器毫秒（毫秒），每核每秒件数")
    for name, told in (("平台", ours), ("裸 WeasyPrint", laid_out), ("裸 pyHanko", signed)):
        print(
            f"{name:　<10}{median(told.cpu) * 1000:>8.1f}（{median(told.wall) * 1000:.1f}）{certificates.per_core(told):>8.1f}"
        )
    print(
        f"平台全程 {sum(ours.wall):.1f} 秒，每秒 {turns / sum(ours.wall):.1f} 件；"
        f"速率为两者相加的 {bare / median(ours.cpu):.2f}（目标 0.90）；{_load()}"
    )


def _print_rehearsal(nominations, experts):
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


if __name__ == "__main__":
    sys.exit(main())
