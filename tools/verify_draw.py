#!/usr/bin/env python3
"""复核抽签记录: Python's standard library only, no database, no solver, nothing of the portal.

    python3 tools/verify_draw.py draw-2026-1-1.json

Checks that the seed was committed to, that the list is the frozen one, that every rule holds for every panel, and that the
draw is the best by every aim. For the last no solver is needed: panels are the optimum exactly if no chain of exchanges
improves them (file c gives member s up for t, file d gives t up for u … until the chain closes, or begins with somebody
who gives a file up and ends with somebody who takes one more). ``w[s][t]`` is the cheapest exchange of t for s;
Bellman and Ford's rule finds an improving chain if there is one. A chain that costs nothing would be a second draw just as good.

Seconds for 1,000 files and 60 members; some minutes for 20,000 and 1,000.
"""

import hashlib
import json
import sys
from collections import Counter

MASK = 2**64 - 1


def canonical(inputs):
    """The text the list's hash is made of."""
    return json.dumps(inputs, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256(text):
    """In hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def mix(word):
    """The finaliser of SplitMix64."""
    word = (word + 0x9E3779B97F4A7C15) & MASK
    word = ((word ^ (word >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    word = ((word ^ (word >> 27)) * 0x94D049BB133111EB) & MASK
    return word ^ (word >> 31)


def lots_of(seed, case, seats):
    """签号 of one case with all seats: 40 bits each."""
    digest = hashlib.sha256(seed.encode()).digest()
    first, second = int.from_bytes(digest[:8], "big"), int.from_bytes(digest[8:16], "big")
    row = mix((first + case) & MASK)
    return [mix(row ^ ((second + seat) & MASK)) >> 24 for seat in seats]


class Record:
    """An exported draw in the shape the checks need: seats by place, cases by place."""

    def __init__(self, export):
        self.export = export
        self.inputs = export["inputs"]
        self.cases, self.seats = self.inputs["cases"], self.inputs["seats"]
        self.place = {seat["key"]: place for place, seat in enumerate(self.seats)}
        self.panels = {case: [self.place.get(seat, -1) for seat in seats] for case, seats in export["panels"]}
        self.drawn = Counter(place for panel in self.panels.values() for place in panel)
        self.least, self.most = self.inputs["rules"]["least"], self.inputs["rules"]["most"]

    def room(self, case, category):
        """How many of a category a case must and may get."""
        present = case["has"].count(category)
        least = max(0, self.least.get(category, 0) - present)
        most = case["needs"] if self.most is None else min(case["needs"], max(0, self.most - present))
        return least, most

    def counts(self, case):
        """How many of each category a case was given."""
        return Counter(self.seats[place]["category"] for place in self.panels[case["key"]])


def faults_of_the_commitment(export):
    """Seed, list, result and their order."""
    pairs = sorted((case, seat) for case, seats in export["panels"] for seat in seats)
    fingerprint = sha256(";".join(f"{case}:{seat}" for case, seat in pairs))[:16]
    checks = [
        (export.get("format") == "draw-1", "不是抽签记录，或格式不同。"),
        (sha256(export["seed"]) == export["seed_commitment"], "公开的种子与事先封存的校验值不符。"),
        (export["committed_at"] <= export["frozen_at"] <= export["revealed_at"], "封存、冻结、公开的先后不符。"),
        (sha256(canonical(export["inputs"])) == export["inputs_hash"], "名单与冻结时的校验值不符。"),
        (fingerprint == export["fingerprint"], "分派结果与登记的结果校验值不符。"),
    ]
    return [words for holds, words in checks if not holds]


def faults_of_the_panels(record):
    """Every hard rule, for every nomination and every member."""
    found = []
    if set(record.panels) != {case["key"] for case in record.cases}:
        return ["分派结果与名单中的评审件不一致。"]
    for case in record.cases:
        panel, words = record.panels[case["key"]], f"评审件{case['key']}"
        if -1 in panel:
            found.append(f"{words}分给了名单以外的委员。")
            continue
        if len(panel) != case["needs"] or len(set(panel)) != len(panel):
            found.append(f"{words}应有{case['needs']}位不同的委员。")
        if {record.seats[place]["key"] for place in panel} & set(case["barred"]):
            found.append(f"{words}分给了应当回避的委员。")
        counts = record.counts(case)
        for category in {*counts, *record.least}:
            least, most = record.room(case, category)
            if not least <= counts[category] <= most:
                found.append(f"{words}的类别构成不合规则（{category}）。")
    for place, seat in enumerate(record.seats):
        if record.drawn[place] > max(0, seat["cap"] - seat["load"]):
            found.append(f"委员{seat['key']}超过件数上限。")
    return found


def exchanges(record, seed):
    """``w[s][t]``: the cheapest way to put t in the place of s; the last node is "nobody" (a file more or less)."""
    seats, cases = record.seats, record.cases
    chain = len(seats) + 2
    widest = max((case["needs"] + len(case["has"]) for case in cases), default=0)
    variety = chain * 2**41
    match = chain * (variety * (widest + 1) + 2**41)
    evenness = chain * (2 * match + variety * (widest + 1) + 2**41)
    change = chain * evenness * (2 + max((max(seat["cap"], seat["load"]) for seat in seats), default=0))
    repairing = any(case["held"] for case in cases)
    keys, kinds = [seat["key"] for seat in seats], [seat["category"] for seat in seats]
    nobody = len(seats)
    table = [[None] * (nobody + 1) for _ in range(nobody + 1)]
    for case in cases:
        panel, counts = record.panels[case["key"]], record.counts(case)
        cost = lots_of(seed, case["key"], keys)
        for place, seat in enumerate(seats):
            fit = (
                2
                if case["trade"] and case["trade"] in seat["trades"]
                else int(case["field"] in seat["fields"] and case["field"] != "")
            )
            cost[place] += change * (repairing and seat["key"] not in case["held"]) - match * fit
        rooms = {kind: record.room(case, kind) for kind in set(kinds)}
        present = Counter(case["has"])
        barred, taken = set(case["barred"]), set(panel)
        free = [place for place in range(nobody) if place not in taken and keys[place] not in barred]
        for out in panel:
            row, kind = table[out], kinds[out]
            may_leave = counts[kind] > rooms[kind][0]
            saved = variety * (present[kind] + counts[kind] - 1)
            for into in free:
                other = kinds[into]
                price = cost[into] - cost[out]
                if other != kind:
                    if not may_leave or counts[other] >= rooms[other][1]:
                        continue
                    price += variety * (present[other] + counts[other]) - saved
                if row[into] is None or price < row[into]:
                    row[into] = price
    for place, seat in enumerate(seats):
        files = record.drawn[place]
        if files < seat["cap"] - seat["load"]:
            table[place][nobody] = evenness * (seat["load"] + files)
        if files:
            table[nobody][place] = -evenness * (seat["load"] + files - 1)
    return table


def faults_of_the_optimum(table):
    """An improving chain of exchanges, or one that costs nothing."""
    edges = [(s, t, price) for s, row in enumerate(table) for t, price in enumerate(row) if price is not None]
    prices = [0] * len(table)
    for _ in range(len(table) + 1):
        moved = False
        for s, t, price in edges:
            if prices[s] + price < prices[t]:
                prices[t], moved = prices[s] + price, True
        if not moved:
            break
    else:
        return ["存在更优的分派，登记的结果不是最优。"]
    tight = [(s, t) for s, t, price in edges if prices[s] + price == prices[t]]
    waiting = Counter(t for _, t in tight)
    ways = {}
    for s, t in tight:
        ways.setdefault(s, []).append(t)
    ready = [node for node in range(len(table)) if not waiting[node]]
    done = 0
    while ready:
        done += 1
        for t in ways.get(ready.pop(), ()):
            waiting[t] -= 1
            if not waiting[t]:
                ready.append(t)
    return [] if done == len(table) else ["存在同样最优的另一种分派，种子不能唯一确定结果。"]


def faults(export):
    """All of it; an empty list means that everything holds."""
    if not export.get("revealed_at"):
        return ["种子尚未公开，不能复核。"]
    found = faults_of_the_commitment(export)
    if found:
        return found
    record = Record(export)
    found = faults_of_the_panels(record)
    if found:
        return found
    seed = f"{export['seed']}/{export['witness']}" if export["witness"] else export["seed"]
    return faults_of_the_optimum(exchanges(record, seed))


def main(arguments):
    """Exit code 0 where everything holds, 1 where something does not, 2 where nothing could be checked."""
    if len(arguments) != 1:
        print("用法：python3 verify_draw.py 抽签记录.json", file=sys.stderr)
        return 2
    try:
        with open(arguments[0], encoding="utf-8") as file:
            export = json.load(file)
        found = faults(export)
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"文件不能读取：{error!r}", file=sys.stderr)
        return 2
    for words in found:
        print(words)
    if found:
        return 1
    print(
        f"种子与封存值相符；名单与校验值相符；{len(export['panels'])}件的评审人数、回避、件数上限、类别均合规则；"
        f"分派为唯一的最优结果。结果校验值{export['fingerprint']}。"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
