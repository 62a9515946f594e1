"""批量导入 beside a bare COPY: the same ten thousand rows, checked and stored by the portal, and copied into one plain table."""

import time
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction

from accounts.states import Role
from benchmarks import season
from benchmarks.database import own_database
from intake import columns
from intake.actions import lists
from intake.judging import Judge
from intake.states import BatchState
from intake.tables.reading import read
from intake.tables.template import template
from organisations.states import FILING_UNIONS
from seasons.states import Indicator
from standards import gb11643, gb32100

TURNS = 3
_serials = count()


def rates(town, rows):
    """(what was done, rows a second, seconds) for each part, medians of interleaved turns; the last is the bare COPY."""
    clerk, body = _clerk(town)
    took = {name: [] for name in ("检查（后台整件）", "其中逐行检查", "导入（后台整件）", "裸 COPY")}
    for _turn in range(TURNS):
        people = [_person(next(_serials)) for _ in range(rows)]
        rulebook = town.running.rulebooks.order_by("-edition").first()
        channel = "unit"
        content = template(rulebook, channel, people=people)
        with transaction.atomic():
            now = rulebook.submission_opens_at
            batch = lists.receive(SimpleUploadedFile("名单.xlsx", content), by=clerk, body=body, now=now)
            found = read(content, "名单.xlsx", rulebook=rulebook, channel=channel)
            judge = Judge(by=clerk, body=body, channel=channel, rulebook=rulebook, now=now)
            took["其中逐行检查"].append(_timed(lambda judge=judge, found=found: judge.judge(found)))
            took["检查（后台整件）"].append(_timed(lambda batch=batch, now=now: lists.check(batch.pk, now=now)))
            lists.confirm(batch, by=clerk, now=now)
            took["导入（后台整件）"].append(_timed(lambda batch=batch: lists.store(batch.pk)))
            batch.refresh_from_db()
            if batch.state != BatchState.STORED or batch.new_rows != rows:
                raise SystemExit(f"导入未办成：{batch.get_state_display()}，{batch.sentences[:3]}")
            took["裸 COPY"].append(_copy(people, rulebook, channel))
            transaction.set_rollback(True)
    return [
        (name, rows / sorted(times)[len(times) // 2], sorted(times)[len(times) // 2]) for name, times in took.items()
    ]


def _clerk(town):
    for (role, _), people in town.play.world.people.items():
        for person in people if role == Role.UNION_CLERK else ():
            for body in person.bodies(Role.UNION_CLERK):
                if body.kind in FILING_UNIONS:
                    return person, body
    raise SystemExit("没有区局工会经办人")


def _timed(act):
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _copy(people, rulebook, channel):
    """The same words into a table of text columns, without a check, a key or an index."""
    keys = [column.key for column in columns.people_columns(rulebook, channel)]
    names = ", ".join(f'"{key}" text' for key in keys)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE bare_list ({names}) ON COMMIT DROP")
        started = time.perf_counter()
        with cursor.copy("COPY bare_list FROM STDIN") as copy:
            for person in people:
                copy.write_row([person.get(key, "") for key in keys])
        took = time.perf_counter() - started
        cursor.execute("DROP TABLE bare_list")
    return took


def _person(serial):
    day, order = divmod(serial, 800)
    first = f"310104{1960 + day // 336 % 40}{day // 28 % 12 + 1:02d}{day % 28 + 1:02d}{order:03d}"
    code = f"91310104{serial % 500:09d}"
    words = "长期在一线从事精密加工，攻克多项难题，所在班组一次交验合格率明显提高。" * 3
    return {
        "name": f"赵{'铁钢铜银金'[serial % 5]}柱",
        "document_kind": "居民身份证",
        "identity_number": first + gb11643.check_character(first),
        "ethnicity": "汉族",
        "political_standing": "群众",
        "phone": "13800001234",
        "is_union_member": "是",
        "union_name": "上海第一机床厂有限公司工会",
        "unit_name": "上海第一机床厂有限公司",
        "unit_code": code + gb32100.check_character(code),
        "ownership": "国有",
        "post": "车工班组长",
        "trade": "数控车工",
        "worker_kind": "产业工人",
        "is_on_front_line": "是",
        "work_years": "20",
        "line_years": "18",
        "skill_level": "技师",
        "summary": words,
    } | {columns.STATEMENT + indicator: words for indicator in Indicator}


def report(*, quick):
    """Each part beside a bare COPY."""
    rows = 1000 if quick else 10_000
    with own_database():
        found = rates(season.found_town(), rows)
    print(f"\n批量导入，{rows}行，各{TURNS}次取中位数")
    bare = found[-1][1]
    for name, rate, seconds in found:
        print(f"{name:　<10}{rate:>10.0f} 行/秒　{seconds:>7.2f} 秒　为裸 COPY 的 1/{bare / rate:.0f}")
