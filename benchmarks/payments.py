"""奖金: a batch prepared, released, fetched, and its return looked at and entered, beside the same number of rows written bare."""

import csv
import gc
import io
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median

from django.db import connection, transaction

from accounts.states import Role
from benchmarks import season
from benchmarks.database import own_database
from benchmarks.measure import load
from benchmarks.season.honours import made_payable
from honours.actions import batches, returns
from honours.models import BankLayout, PaymentAttempt
from honours.queries.batches import content_of, reading
from rehearsal.proving import all_proved

SMALL, WHOLE = 100, 1000
# rows of each step for one payment: 拨付, 奖金, 台账; with the return its line, the letter and its way besides
ROWS = {"编制": 3, "复核放款": 3, "登记回执": 6}


@dataclass
class Step:
    """What one step took in each turn, ours and bare: seconds; and the statements of one turn, by their first word."""

    ours: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    asked: Counter = field(default_factory=Counter)

    def take(self, act, floor):
        """Once ours and once bare; what the database only checks at the end is checked within the time."""
        self.asked = Counter()

        def note(execute, sql, *rest):
            self.asked[sql.split(maxsplit=1)[0]] += 1
            return execute(sql, *rest)

        gc.collect()
        wall, cpu = time.perf_counter(), time.process_time()
        with connection.execute_wrapper(note):
            done = act()
        _checked()
        self.ours.append(time.perf_counter() - wall)
        self.cpu.append(time.process_time() - cpu)
        wall = time.perf_counter()
        floor()
        self.bare.append(time.perf_counter() - wall)
        return done


def figures(town, size, turns):
    """The steps of one batch by their names; every turn is taken back, so that the next finds the same."""
    payments = made_payable(town, size)
    steps = {name: Step() for name in ("编制", "复核放款", "领取银行文件", "收下并查看回执", "登记回执")}
    for _ in range(turns):
        with transaction.atomic():
            _turn(town, payments, steps)
            transaction.set_rollback(True)
    return steps


def _turn(town, payments, steps):
    by, other = (town.play.staff(Role.FINANCE, turn) for turn in range(2))
    layout = BankLayout.objects.order_by("pk").first()
    now, size = season.NOW, len(payments)

    def taken(name, act):
        return steps[name].take(act, lambda: _rows_written(size * ROWS[name]))

    batch = taken("编制", lambda: batches.prepare(payments, layout=layout, by=by, now=now))
    later = now + timedelta(hours=1)
    batch = taken("复核放款", lambda: batches.release(batch, by=other, now=later))
    lines = content_of(PaymentAttempt.objects.filter(batch=batch).order_by("position"))
    answer = answer_of(batch, layout)
    steps["领取银行文件"].take(
        lambda: [batches.fetch_file(one, by=by, now=later) for one in batch.files.all()], lambda: _rows_in_csv(lines)
    )

    def looked_at():
        kept = returns.receive(
            batch, name="回执.csv", content=answer, reading=reading(layout), by=by, now=now + timedelta(days=1)
        )
        returns.judged(kept)
        return kept

    kept = steps["收下并查看回执"].take(looked_at, lambda: _read(answer))
    taken("登记回执", lambda: returns.enter(kept, by=by, now=now + timedelta(days=1)))


def answer_of(batch, layout):
    """What a bank answers: everything is paid."""
    columns = reading(layout)["columns"]
    rows = [list(columns.values())]
    for turn, line in enumerate(PaymentAttempt.objects.filter(batch=batch).order_by("position")):
        said = {
            "reference": line.reference,
            "account": line.bank_account,
            "account_name": line.account_name,
            "amount": str(line.net),
            "outcome": "成功",
            "bank_reference": f"B{turn:09d}",
            "day": f"{season.NOW:%Y%m%d}",
        }
        rows.append([said.get(one, "") for one in columns])
    return "\r\n".join(",".join(row) for row in rows).encode("gb18030")


def _checked():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _rows_written(count):
    """The same number of rows, a number and two words each, into a table without a key or a check."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE IF NOT EXISTS bare_rows (id bigint, state text, words text)")
        cursor.executemany(
            "INSERT INTO bare_rows VALUES (%s, %s, %s)",
            [(turn, "prepared", f"B2025-{turn:05d}") for turn in range(count)],
        )


def _rows_in_csv(lines):
    out = io.StringIO()
    csv.writer(out).writerows(line.values() for line in lines)
    return out.getvalue().encode("gb18030")


def _read(content):
    return list(csv.reader(io.StringIO(content.decode("gb18030"))))


def report(*, quick):
    """A tenth and the whole of a batch of 1,000, each step beside its floor."""
    with own_database():
        town = season.found_town()
        season.grow(town, 10)
        season.fill_honours(town, WHOLE)
        with all_proved("bench"):
            for size in (SMALL, WHOLE):
                printed(figures(town, size, 1 if quick else 3), size)


def printed(steps, size):
    """Seconds of each step, its floor, statements and how many of them for one payment."""
    print(f"\n奖金发放批次 {size} 笔，与写入同样行数、读写同样文件的裸做法交替；{load()}")
    for name, step in steps.items():
        ours, bare, asked = median(step.ours), median(step.bare), sum(step.asked.values())
        print(
            f"{name:　<8}{ours:>8.3f} 秒（处理器 {median(step.cpu):.3f}），裸 {bare:.3f}，倍数 {ours / bare:.1f}；"
            f"语句 {asked}，每笔 {asked / size:.2f}"
        )
