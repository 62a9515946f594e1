"""业绩的栏目: which columns each kind of achievement has, what they are called there and how they are filled in.

One table for the form, the sheet, the printed form and the import (沪工总基〔2026〕60号 一、三；沪工总发〔2024〕7号).
"""

from dataclasses import dataclass
from datetime import date

from common.dates import plain_day_words
from nominations.states import AchievementKind as Kind


@dataclass(frozen=True)
class Line:
    """One column of a kind: its word there and a hint."""

    column: str
    label: str
    hint: str = ""


_YEAR = Line("year", "年份", "四位数字，如 2024。")
_LEVEL = Line("level", "级别", "如国际、国家级、省市级、区局级、本单位。")
_NAMES = "姓名，几位之间用顿号隔开；用于核对专家回避。"
_PARTNERS = Line("partners", "共同完成人", _NAMES)
_PATENT = (
    Line("title", "专利名称"),
    Line("number", "专利号", "如 ZL202310000000.0，见专利证书。"),
    Line("rank", "发明人（设计人）排名", "如“第一发明人”。"),
    Line("partners", "其他发明人（设计人）", _NAMES),
    Line("granted_on", "授权公告日"),
)
LINES = {
    Kind.CONTEST: (
        Line("title", "竞赛名称和项目"),
        _LEVEL,
        Line("place", "名次", "如“第一名”“优胜奖”。"),
        _YEAR,
        Line("issuer", "主办单位"),
    ),
    Kind.AWARD: (
        Line("title", "成果和奖项名称"),
        _LEVEL,
        Line("place", "等次", "如“一等奖”。"),
        Line("issuer", "授奖单位"),
        Line("rank", "本人排名"),
        _PARTNERS,
        _YEAR,
    ),
    Kind.INVENTION: _PATENT,
    Kind.UTILITY: _PATENT,
    Kind.DESIGN: _PATENT,
    Kind.METHOD: (
        Line("title", "操作法名称"),
        Line("issuer", "认定或命名单位"),
        _PARTNERS,
        _LEVEL,
        _YEAR,
        Line("effect", "推广应用和成效", "如缩短工时、减少返工、推广班组数。"),
    ),
    Kind.PAPER: (
        Line("title", "论文题目或标准名称"),
        Line("issuer", "发表刊物或发布机构"),
        Line("number", "标准号或刊号"),
        Line("rank", "本人排名或作用", "如“第一作者”“主要起草人”。"),
        Line("partners", "其他作者（起草人）", _NAMES),
        _YEAR,
    ),
    Kind.APPRENTICES: (
        Line("title", "徒弟姓名"),
        Line("year", "开始带教年份", "四位数字，如 2019。"),
        Line("level", "现有技能等级或职称"),
        Line("effect", "成长情况", "如现任班组长、获奖情况。"),
    ),
    Kind.PROJECT: (
        Line("title", "项目名称"),
        Line("level", "项目来源或级别"),
        Line("rank", "本人作用", "如“项目负责人，承担工艺设计”。"),
        _PARTNERS,
        Line("effect", "成效", "写可以核对的数据。"),
        Line("year", "完成年份", "四位数字，如 2024。"),
    ),
    Kind.HONOUR: (
        Line("title", "荣誉称号"),
        Line("issuer", "授予单位"),
        Line("number", "表彰文号", "如沪工总〔2023〕1号；没有文号的可以不填。"),
        Line("level", "级别", "如国家级、省市级、区局级、本单位。"),
        _YEAR,
    ),
}
COLUMNS = ("kind", "title", "year", "granted_on", "level", "place", "number", "issuer", "rank", "partners", "effect")


def in_order(achievements):
    """Kind by kind as the form asks for them; within a kind as they were written."""
    order = list(LINES)
    return sorted(achievements, key=lambda one: (order.index(one.kind) if one.kind in order else len(order), one.pk))


def lines_of(kind):
    """The columns of a kind, in the order they are filled in; none for a word that is no kind."""
    return LINES.get(kind, ())


def told_by(achievement):
    """(label, value) of the columns that say something, the name left out: for sheets and lists."""
    kind = Kind(achievement.kind) if achievement.kind in Kind.values else None
    pairs = [(line.label, getattr(achievement, line.column)) for line in lines_of(kind) if line.column != "title"]
    known = {line.column for line in lines_of(kind)}
    # a column that its kind does not have may still hold what an older form asked for
    pairs += [
        (achievement._meta.get_field(column).verbose_name, getattr(achievement, column))
        for column in COLUMNS[2:]
        if column not in known
    ]
    return [(label, _words(value)) for label, value in pairs if value not in ("", None)]


def _words(value):
    if isinstance(value, date):
        return plain_day_words(value)
    return f"{value}年" if isinstance(value, int) else value
