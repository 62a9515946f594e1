"""统计表: the figures the office publishes of a season (沪工总基〔2026〕60号 二), counted in one pass without a name or number."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain

from django.db.models import Count

from common import clock
from common.dates import plain_day_words, today
from exports.sheets import Column, Kind, Sheet, Table
from nominations.lists import scope
from nominations.models import Achievement
from nominations.rules.standing import EXPORTERS
from nominations.states import (
    DUAL_SKILLS,
    DUAL_TITLES,
    AchievementKind,
    Channel,
    Education,
    Ownership,
    PoliticalStanding,
    Sex,
    SkillLevel,
    State,
    TitleLevel,
    WorkerKind,
)

CHUNK = 2000
DIRECT = "直接自荐"
PATENTS = (AchievementKind.INVENTION, AchievementKind.UTILITY, AchievementKind.DESIGN)
PARTY = (PoliticalStanding.MEMBER, PoliticalStanding.PROBATIONARY)
COUNTED = (
    "channel", "state", "filing_body__name", "sex", "birth_date", "political_standing", "education", "ownership",
    "worker_kind", "is_on_front_line", "is_specialised", "work_years", "skill_level", "title_level", "dual_verified_at",
    "industry__name", "trade",
)  # fmt: skip
MOST_TRADES = 30


@dataclass
class Tally:
    """The figures of one group of people."""

    people: int = 0
    ages: list[int] = field(default_factory=lambda: [0, 0, 0, 0])  # how many, their sum, the youngest, the oldest
    years: list[int] = field(default_factory=lambda: [0, 0])
    of: Counter = field(default_factory=Counter)

    def add(self, row, day):
        """Count one person."""
        self.people += 1
        for name in ("sex", "education", "ownership", "worker_kind", "skill_level", "title_level"):
            self.of[name, row[name]] += 1
        self.of["industry", row["industry__name"] or "未填写"] += 1
        self.of["trade", row["trade"].strip() or "未填写"] += 1
        self.of["party"] += row["political_standing"] in PARTY
        self.of["front_line"] += row["is_on_front_line"]
        self.of["specialised"] += row["is_specialised"]
        if row["skill_level"] in DUAL_SKILLS and row["title_level"] in DUAL_TITLES:
            self.of["dual"] += 1
            self.of["dual_verified"] += row["dual_verified_at"] is not None
        if row["birth_date"]:
            self._age(age_on(row["birth_date"], day))
        if row["work_years"] is not None:
            self.years[0] += 1
            self.years[1] += row["work_years"]

    def _age(self, age):
        count, total, youngest, oldest = self.ages
        self.ages = [count + 1, total + age, min(youngest, age) if count else age, max(oldest, age)]

    @property
    def average_age(self):
        """平均年龄, to one place."""
        return round(self.ages[1] / self.ages[0], 1) if self.ages[0] else None

    @property
    def average_years(self):
        """平均工作年限."""
        return round(self.years[1] / self.years[0], 1) if self.years[0] else None

    @property
    def youngest(self):
        """最小年龄."""
        return self.ages[2] if self.ages[0] else None

    @property
    def oldest(self):
        """最大年龄."""
        return self.ages[3] if self.ages[0] else None

    def some(self, name, keys):
        """How many have one of these."""
        return sum(self.of[name, key] for key in keys)


def age_on(born, day):
    """周岁."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def tallies(user, asked, day):
    """The whole and every group, in one pass over the people and one count of their patents."""
    whole, groups = Tally(), {}
    for row in scope.found(user, asked).order_by().values(*COUNTED).iterator(chunk_size=CHUNK):
        keys = ("channel", row["channel"]), ("state", row["state"]), ("body", row["filing_body__name"] or DIRECT)
        for tally in (whole, *(groups.setdefault(key, Tally()) for key in keys)):
            tally.add(row, day)
    patents = Achievement.objects.filter(nomination__in=scope.found(user, asked).order_by(), kind__in=PATENTS)
    named = patents.order_by().values_list("nomination__channel", "nomination__state", "nomination__filing_body__name")
    for channel, state, body, kind, count in named.annotate(how_many=Count("pk")).values_list(
        "nomination__channel", "nomination__state", "nomination__filing_body__name", "kind", "how_many"
    ):
        for key in (("channel", channel), ("state", state), ("body", body or DIRECT)):
            groups[key].of["patent", kind] += count
        whole.of["patent", kind] += count
    return whole, groups


def _lines(whole):
    """(类别, 指标, how it is read, whether a share makes sense)."""
    yield "人数", "人数", lambda one: one.people, True
    yield "年龄", "平均年龄", lambda one: one.average_age, False
    yield "年龄", "最大年龄", lambda one: one.oldest, False
    yield "年龄", "最小年龄", lambda one: one.youngest, False
    yield "年龄", "平均工作年限", lambda one: one.average_years, False
    yield "个人", "中共党员（含预备）", lambda one: one.of["party"], True
    for title, name, choices in (
        ("性别", "sex", Sex),
        ("学历", "education", Education),
        ("职工类别", "worker_kind", WorkerKind),
        ("单位性质", "ownership", Ownership),
        ("职业技能等级", "skill_level", SkillLevel),
        ("职称", "title_level", TitleLevel),
    ):
        yield from chain(
            ((title, choice.label, _reader(name, choice.value), True) for choice in choices),
            [(title, "未填写", _reader(name, ""), True)] if whole.of[name, ""] else [],
        )
    yield "岗位", "在一线岗位", lambda one: one.of["front_line"], True
    yield "单位", "专精特新企业", lambda one: one.of["specialised"], True
    yield "双师型", "双师型", lambda one: one.of["dual"], True
    yield "双师型", "其中已核验", lambda one: one.of["dual_verified"], True
    for kind in PATENTS:
        yield "专利（件）", kind.label, _reader("patent", kind.value), False
    for title, name, most in (("行业", "industry", None), ("工种", "trade", MOST_TRADES)):
        found = Counter({key[1]: count for key, count in whole.of.items() if key[0] == name})
        for word, _count in sorted(found.items(), key=lambda one: (-one[1], one[0]))[:most]:
            yield title, word, _reader(name, word), True


def _reader(name, key):
    return lambda one: one.of[name, key]


def _by_channel(whole, groups):
    parts = [groups.get(("channel", channel.value), Tally()) for channel in Channel]
    for title, word, read, is_shared in _lines(whole):
        share = round(100 * read(whole) / whole.people, 1) if is_shared and whole.people else None
        yield (title, word, read(whole), share, *(read(part) for part in parts))


GROUP_COLUMNS = (
    Column("人数", 8, Kind.WHOLE), Column("平均年龄", 10, Kind.DECIMAL), Column("最大年龄", 10, Kind.WHOLE),
    Column("最小年龄", 10, Kind.WHOLE), Column("女", 8, Kind.WHOLE), Column("中共党员", 10, Kind.WHOLE),
    Column("一线岗位", 10, Kind.WHOLE), Column("农民工", 10, Kind.WHOLE), Column("国有单位", 10, Kind.WHOLE),
    Column("技师及以上", 10, Kind.WHOLE), Column("中级及以上职称", 10, Kind.WHOLE), Column("双师型", 8, Kind.WHOLE),
    Column("发明专利", 10, Kind.WHOLE), Column("实用新型", 10, Kind.WHOLE), Column("外观设计", 10, Kind.WHOLE),
)  # fmt: skip


def _figures(one):
    return (
        one.people, one.average_age, one.oldest, one.youngest, one.of["sex", Sex.FEMALE], one.of["party"],
        one.of["front_line"], one.of["worker_kind", WorkerKind.MIGRANT], one.of["ownership", Ownership.STATE],
        one.some("skill_level", DUAL_SKILLS), one.some("title_level", DUAL_TITLES), one.of["dual"],
        *(one.of["patent", kind] for kind in PATENTS),
    )  # fmt: skip


def _tables(user, asked):
    day = today(clock.now())
    whole, groups = tallies(user, asked, day)
    note = f"年龄按{plain_day_words(day)}计；专利按材料所填件数计。"
    by_channel = (
        Column("类别", 16), Column("指标", 26), Column("合计", 10, Kind.DECIMAL), Column("占比（%）", 10, Kind.DECIMAL),
        *(Column(channel.label, 12, Kind.DECIMAL) for channel in Channel),
    )  # fmt: skip
    yield Table("按推荐途径", by_channel, _by_channel(whole, groups), frozen=2, note=note)
    for title, group, names in (
        ("按报送单位", "body", sorted(key for kind, key in groups if kind == "body")),
        ("按进程", "state", [state.value for state in State if ("state", state.value) in groups]),
    ):
        rows = ((State(name).label if group == "state" else name, *_figures(groups[group, name])) for name in names)
        rows = chain(rows, [("合计", *_figures(whole))])
        yield Table(title, (Column(title.removeprefix("按"), 26), *GROUP_COLUMNS), rows, frozen=1, note=note)


STATISTICS = Sheet(
    key="nominations.statistics",
    title="申报统计表",
    lead="年龄、性别、党员、职工类别、单位性质、学历、技能、职称、双师、专利，按途径、单位和进程，不含个人信息。",
    roles=EXPORTERS,
    read=scope.read,
    words=scope.words,
    count=scope.count,
    tables=_tables,
)
