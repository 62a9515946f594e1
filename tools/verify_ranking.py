#!/usr/bin/env python3
"""复核排名: recompute a ranking of 上海工匠 from its downloaded copy, with nothing but Python's own library.

    python3 verify_ranking.py copy.json

Everything is computed again from the points on the score sheets: totals, panel scores, places, ties, calibration and the
line. Whatever differs from the copy is named, one line each, and the program ends with code 1; code 2 means that the file
could not be read. Whole numbers of ten-thousandths are used throughout (80.5 is 805000), and exact fractions where
something is divided; decimals of sixty digits only for the equations of the calibration. Needs Python 3.11 or later.
"""

import hashlib
import json
import sys
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from fractions import Fraction
from math import isqrt

FORMAT, ARITHMETIC = "shanghai-craftsman-ranking/1", "2026-2"
WORD = {"number": "申报编号", "expert": "专家"}


# Numbers as they are written in the copy.


def units(text):
    """Ten-thousandths of a text such as "80.5000"; None stays None."""
    return None if text is None else int(Decimal(text).scaleb(4))


def text(number):
    """The same, written as the copy writes it."""
    return None if number is None else f"{Decimal(number).scaleb(-4):.4f}"


def nearest(fraction):
    """The nearest whole number; a half goes to the even one (Python's own rule for fractions)."""
    return round(Fraction(fraction))


# One sheet, one panel.


def total_of_sheet(points, criteria):
    """每份评分表: points by full mark, times weight, summed, rounded once."""
    parts = (
        Fraction(given) / Fraction(one["maximum"]) * Fraction(one["weight"])
        for given, one in zip(points, criteria, strict=True)
    )
    return nearest(sum(parts) * 10_000)


def result_of_panel(totals, nomination, rules, earlier):
    """一件申报: extremes dropped where enough are there, mean, median, spread, deviation, earlier rounds, bonus."""
    totals = sorted(totals)
    dropped, given = rules["scores_dropped"], len(totals)
    drops = dropped > 0 and given >= rules["scores_needed_to_drop"] and given > 2 * dropped
    counted = totals[dropped : given - dropped] if drops else totals
    panel = nearest(Fraction(sum(counted), len(counted)))
    middle = totals[(given - 1) // 2 : given // 2 + 1]
    score = panel
    if earlier is not None:
        share = Fraction(rules["earlier_share"]) / 100
        score = nearest(panel * (1 - share) + earlier * share)
    bonus = units(rules["dual_bonus"]) if nomination["dual"] else 0
    return {
        "panel": panel,
        "median": nearest(Fraction(sum(middle), len(middle))),
        "spread": totals[-1] - totals[0],
        "deviation": root(variance(totals)),
        "score": score,
        "bonus": bonus,
        "total": score + bonus,
        "given": given,
        "counted": len(counted),
    }


def variance(values):
    """The mean of the squared distances from the mean."""
    mean = Fraction(sum(values), len(values))
    return sum((value - mean) ** 2 for value in values) / len(values)


def root(square):
    """The square root, rounded to the nearest whole number, a half to the even one; never by way of a float."""
    below = isqrt(square.numerator // square.denominator)
    half = Fraction(2 * below + 1, 2) ** 2
    return below + (square > half or (square == half and below % 2 == 1))


# Calibration: least squares over candidates and experts, with shrinkage (docs/scoring.md).


def why_not_calibrated(marks, rules):
    """The reason in words, or nothing. ``marks`` are (expert, nomination, total)."""
    sheets, least = count_sheets(marks), rules["calibration_least_sheets"]
    if len(sheets) < 2:
        return "有效评分不足两位专家，无从比较宽严。"
    few = sum(count < least for count in sheets.values())
    if few:
        return f"有{few}位专家的有效评分表不足{least}份，样本不够。"
    groups = count_groups(marks)
    if groups > 1:
        return f"专家与候选人分成互不相交的{groups}组，组与组之间没有共同评分的专家，不能比较宽严。"
    return ""


def count_sheets(marks):
    """How many sheets count of each expert."""
    counts = {}
    for expert, _, _ in marks:
        counts[expert] = counts.get(expert, 0) + 1
    return counts


def count_groups(marks):
    """How many parts fall asunder when experts and nominations are tied together by the sheets."""
    neighbours = {}
    for expert, number, _ in marks:
        neighbours.setdefault(("expert", expert), set()).add(("nomination", number))
        neighbours.setdefault(("nomination", number), set()).add(("expert", expert))
    groups, seen = 0, set()
    for start in neighbours:
        if start in seen:
            continue
        groups, waiting = groups + 1, [start]
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                waiting.extend(neighbours[one] - seen)
    return groups


def leanings(marks, shrinkage):
    """宽严 of each expert in ten-thousandths: positive is lenient, negative severe; they sum to nothing.

    One equation for each expert i: (sheets + shrinkage) e(i) - sum of e(k)/size over the panels he sat on
    = sum over his sheets of (total - mean of the panel). The sum of all e is added to each, which pins them down.
    """
    experts = sorted({expert for expert, _, _ in marks})
    panels = {}
    for expert, number, total in marks:
        panels.setdefault(number, []).append((experts.index(expert), total))
    exact = [[Fraction(1)] * len(experts) for _ in experts]
    right = [Fraction(0)] * len(experts)
    for place in range(len(experts)):
        exact[place][place] += Fraction(shrinkage)
    for panel in panels.values():
        mean = Fraction(sum(total for _, total in panel), len(panel))
        for place, total in panel:
            exact[place][place] += 1
            right[place] += total - mean
            for other, _ in panel:
                exact[place][other] -= Fraction(1, len(panel))
    with localcontext(Context(prec=60, rounding=ROUND_HALF_EVEN)):
        found = solve([[decimal(one) for one in row] for row in exact], [decimal(one) for one in right])
        twenty, whole = Decimal(1).scaleb(-16), Decimal(1)  # in ten-thousandths: twenty places, then four
        taken = [int(value.quantize(twenty).quantize(whole)) for value in found]
    return dict(zip(experts, taken, strict=True))


def decimal(fraction):
    """A fraction as a decimal of sixty digits."""
    return Decimal(fraction.numerator) / Decimal(fraction.denominator)


def solve(rows, right):
    """Gauss and Jordan, in the order of the rows: clear each column above and below its diagonal."""
    for place, row in enumerate(rows):
        pivot = row[place]
        rows[place] = row = [one / pivot for one in row]
        right[place] /= pivot
        for other in range(len(rows)):
            factor = rows[other][place]
            if other != place and factor:
                rows[other] = [mine - factor * theirs for mine, theirs in zip(rows[other], row, strict=True)]
                right[other] -= factor * right[place]
    return right


# Places, ties and the line.


def column(nominations, rules, criteria, leaning, calibrated):
    """One column of results in its order; every sheet less its expert's leaning where calibrated."""
    rows = []
    for one in nominations:
        totals = [units(sheet["total"]) - leaning.get(sheet["expert"], 0) for sheet in one["sheets"]]
        earlier = one["earlier_calibrated"] if calibrated and one["earlier_calibrated"] is not None else one["earlier"]
        row = result_of_panel(totals, one, rules, units(earlier))
        row |= {"number": one["number"]}
        for key in rules["tie_break"]:
            if key not in row:
                row[key] = part_of_indicator(one, criteria, key)
        rows.append(row)
    return sorted(rows, key=lambda row: (-row["total"], *turned(row, rules), row["number"]))


def turned(row, rules):
    """The declared keys, each so that the smaller goes first: all by the higher value, but for the spread."""
    return [row[key] if key == "spread" else -row[key] for key in rules["tie_break"]]


def part_of_indicator(nomination, criteria, indicator):
    """What the criteria of one indicator bring to the total, the mean over all valid sheets."""
    gained = sum(
        Fraction(points) / Fraction(one["maximum"]) * Fraction(one["weight"])
        for sheet in nomination["sheets"]
        for points, one in zip(sheet["points"], criteria, strict=True)
        if one["indicator"] == indicator
    )
    return nearest(Fraction(gained) / len(nomination["sheets"]) * 10_000)


def key_between(one, other, rules):
    """Which key settled two neighbours; "" where their totals differ."""
    if one is None or other is None or one["total"] != other["total"]:
        return ""
    return next((key for key in rules["tie_break"] if one[key] != other[key]), "number")


def cut(rows, rules):
    """入围人数: the office's own number, a number, a score, or the quota times a ratio."""
    value, most = Fraction(rules["cutoff_value"]), len(rows)
    if rules["size"] is not None:
        return min(most, rules["size"])
    if rules["cutoff"] == "score":
        return sum(row["total"] >= value * 10_000 for row in rows)
    return min(most, int(rules["quota"] * value / 100 if rules["cutoff"] == "ratio" else value))


# The whole.


def compute(inputs):
    """The outputs as they should stand in the copy."""
    rules, criteria, nominations = inputs["rules"], inputs["criteria"], inputs["nominations"]
    marks = [(sheet["expert"], one["number"], units(sheet["total"])) for one in nominations for sheet in one["sheets"]]
    unfit = why_not_calibrated(marks, rules)
    leaning = {} if unfit else leanings(marks, rules["calibration_shrinkage"])
    columns = {"raw": column(nominations, rules, criteria, {}, calibrated=False)}
    if not unfit:
        columns["calibrated"] = column(nominations, rules, criteria, leaning, calibrated=True)
    decides = rules["decides"] if rules["decides"] in columns else "raw"
    other = next((name for name in columns if name != decides), decides)
    sizes = {name: cut(rows, rules) for name, rows in columns.items()}
    places = {name: {row["number"]: place + 1 for place, row in enumerate(rows)} for name, rows in columns.items()}
    found = {name: {row["number"]: row for row in rows} for name, rows in columns.items()}
    earlier = {one["number"]: one["earlier"] for one in nominations}
    lines, ordered = [], [None, *columns[decides], None]
    for above, row, below in zip(ordered, ordered[1:], ordered[2:], strict=False):
        number = row["number"]
        raw, calibrated = found["raw"][number], found.get("calibrated", {}).get(number)
        lines.append(
            {
                "number": number,
                "place": places[decides][number],
                "panel_score": text(raw["panel"]),
                "median": text(raw["median"]),
                "spread": text(raw["spread"]),
                "deviation": text(raw["deviation"]),
                "earlier": earlier[number],
                "score": text(raw["score"]),
                "bonus": f"{Decimal(raw['bonus']).scaleb(-4):.2f}",
                "total": text(raw["total"]),
                "raw_place": places["raw"][number],
                "calibrated_score": text(calibrated and calibrated["score"]),
                "calibrated_total": text(calibrated and calibrated["total"]),
                "calibrated_place": places["calibrated"][number] if calibrated else None,
                "decided_by": key_between(above, row, rules) or key_between(row, below, rules),
                "scores_counted": raw["counted"],
                "scores_given": raw["given"],
                "is_shortlisted": places[decides][number] <= sizes[decides],
                "is_shortlisted_otherwise": places[other][number] <= sizes[other],
            }
        )
    size = sizes[decides]
    return {
        "decides": decides,
        "unfit": unfit,
        "shortlist_size": size,
        "line": text(columns[decides][size - 1]["total"]) if size else None,
        "lines": lines,
        "experts": [
            {"expert": expert, "sheets": count, "leaning": None if unfit else text(leaning[expert])}
            for expert, count in sorted(count_sheets(marks).items())
        ],
    }


def differences(copy):
    """Everything in which the copy and the recomputation differ, in words."""
    inputs, recorded = copy["inputs"], copy["outputs"]
    canonical = json.dumps(inputs, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    if hashlib.sha256(canonical).hexdigest() != copy["inputs_hash"]:
        yield "计算依据与输入校验值不一致"
    for one in inputs["nominations"]:
        for sheet in one["sheets"]:
            total = text(total_of_sheet(sheet["points"], inputs["criteria"]))
            if total != sheet["total"]:
                yield f"申报编号{one['number']}专家{sheet['expert']}的评分表：记录{sheet['total']}，重算{total}"
    computed = compute(inputs)
    for name, value in computed.items():
        if name not in ("lines", "experts") and recorded.get(name) != value:
            yield f"{name}：记录{recorded.get(name)}，重算{value}"
    for rows, key in (("lines", "number"), ("experts", "expert")):
        was, now = ({row[key]: row for row in side[rows]} for side in (recorded, computed))
        for one in sorted(was.keys() | now.keys()):
            before, after = was.get(one, {}), now.get(one, {})
            for name in sorted(before.keys() | after.keys()):
                if before.get(name) != after.get(name):
                    yield f"{WORD[key]}{one}的{name}：记录{before.get(name)}，重算{after.get(name)}"


def check(name):
    """Read one copy, compare, tell: 0 the same, 1 not the same, 2 not readable."""
    try:
        with open(name, "rb") as file:
            content = file.read()
        copy = json.loads(content)
        print(f"{name}\n文件 SHA-256：{hashlib.sha256(content).hexdigest()}")
        if (copy["format"], copy["arithmetic"]) != (FORMAT, ARITHMETIC):
            print(f"本程序只复核格式{FORMAT}、算法版本{ARITHMETIC}的副本。")
            return 2
        found = list(differences(copy))
        nominations, size = copy["inputs"]["nominations"], copy["outputs"]["shortlist_size"]
    except (OSError, ValueError, KeyError, TypeError, IndexError, ArithmeticError, AttributeError) as problem:
        print(f"不能读取这份副本：{problem!r}")
        return 2
    if found:
        print(f"不一致，共{len(found)}处：", *found, sep="\n")
        return 1
    sheets = sum(len(one["sheets"]) for one in nominations)
    print(f"一致：{len(nominations)}件、{sheets}份评分表，入围{size}件，逐位相同。")
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("用法：python3 verify_ranking.py 副本文件名.json …")
    sys.exit(max(map(check, sys.argv[1:])))
