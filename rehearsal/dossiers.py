"""Invented dossiers: posts, trades, statements and evidence, in the words such files are written in."""

import io
from datetime import date
from functools import lru_cache

from nominations.states import (
    AchievementKind,
    Education,
    Ownership,
    PoliticalStanding,
    Sex,
    SkillLevel,
    TitleLevel,
    UnitSize,
    WorkerKind,
)
from seasons.states import Indicator

TRADES = (
    ("数控车工", "数控加工班组长"), ("焊工", "高级焊接操作员"), ("钳工", "装配钳工组长"), ("维修电工", "设备维保主管"),
    ("模具工", "模具制造技师"), ("起重工", "大件吊装班长"), ("钟表装配工", "复杂机芯装调师"), ("检验员", "精密测量员"),
    ("化工总控工", "中控操作班长"), ("药物制剂工", "制剂工艺员"), ("光刻工艺员", "光刻工艺主管"), ("轨道车辆检修工", "检修工长"),
    ("管道工", "燃气抢修班长"), ("园艺工", "古树名木养护师"), ("中式烹调师", "行政总厨"), ("玉雕工", "玉雕工作室主创"),
    ("网络运维员", "数据中心运维班长"), ("快递员", "投递站站长"), ("盾构机操作工", "盾构机长"), ("飞机钣金工", "钣金成形技师"),
)  # fmt: skip
CONDITIONS = (
    "高精度薄壁件变形",
    "厚板窄间隙焊接缺陷",
    "进口设备关键备件受制",
    "夜间抢修响应时间过长",
    "批量产品一致性不足",
    "老旧产线能耗偏高",
)
METHODS = ("分步预紧法", "对称补偿法", "双丝交替焊法", "逐层找正法", "温控缓冷法", "声纹诊断法")
DEGREES = tuple(Education)
INDICATOR_WORDS = {
    Indicator.EXPERTISE: "从事{trade}工作{years}年，针对{condition}反复试验，总结出“{method}”，在本单位关键工序中长期使用，操作要点已形成作业指导书。",
    Indicator.SKILL: "{trade}操作水平在本单位和本行业处于前列，多次承担试制和首件任务，一次交验合格率保持在百分之九十九以上。",
    Indicator.LEADERSHIP: "牵头班组攻关，解决{condition}等现场难题，带教徒弟多名，其中多人已成为班组骨干。",
    Indicator.CONTRIBUTION: "“{method}”推广后缩短工期、减少返工，为单位节约成本，相关成果获职工创新奖项，并参与编写操作规程。",
}


def filled(rng, *, name, ethnicity, female, born, industries, works):
    """Field values of one dossier, without name, document and unit."""
    trade, post = rng.choice(TRADES)
    work_years = max(3, 2026 - born.year - rng.randint(18, 24))
    skill = rng.choices(tuple(SkillLevel), weights=(18, 1, 3, 6, 22, 22, 20, 5, 3))[0]
    title = rng.choices(tuple(TitleLevel), weights=(50, 12, 24, 10, 4))[0]
    return {
        "sex": Sex.FEMALE if female else Sex.MALE,
        "ethnicity": ethnicity,
        "birth_date": born,
        "native_place": rng.choice(("上海", "江苏", "浙江", "安徽", "江西", "山东", "新疆", "四川")),
        "political_standing": rng.choice(tuple(PoliticalStanding)),
        "education": rng.choices(DEGREES, weights=(4, 20, 34, 30, 10, 2))[0],
        "phone": f"139{rng.randint(10000000, 99999999)}",
        "is_union_member": True,
        "union_name": works.name,
        "union_card_number": f"SH{rng.randint(100000, 999999)}",
        "ownership": rng.choices(tuple(Ownership), weights=(55, 3, 28, 8, 5, 1))[0],
        "unit_size": rng.choice(tuple(UnitSize)),
        "is_specialised": rng.random() < 0.18,
        "industry": rng.choice(industries),
        "post": post,
        "trade": trade,
        "worker_kind": rng.choices(tuple(WorkerKind), weights=(50, 30, 12, 6, 2))[0],
        "is_on_front_line": True,
        "work_years": work_years,
        "line_years": max(1, work_years - rng.randint(0, 4)),
        "skill_level": skill,
        "skill_certificate": f"S{rng.randint(10**9, 10**10 - 1)}" if skill != SkillLevel.NONE else "",
        "title_level": title,
        "title_series": "工程技术系列" if title != TitleLevel.NONE else "",
        "title_certificate": f"Z{rng.randint(10**7, 10**8 - 1)}" if title != TitleLevel.NONE else "",
        "summary": f"{name}，{trade}，扎根一线{work_years}年，以“{rng.choice(METHODS)}”解决{rng.choice(CONDITIONS)}，带动班组共同提高。",
    }


def statements(rng, nomination):
    """Text per indicator."""
    words = {
        "trade": nomination.trade,
        "years": nomination.line_years,
        "condition": rng.choice(CONDITIONS),
        "method": rng.choice(METHODS),
    }
    return {indicator: text.format(**words) for indicator, text in INDICATOR_WORDS.items()}


def achievements(rng):
    """A contest, a patent and a method, of changing rank."""
    return [
        {
            "kind": AchievementKind.CONTEST,
            "title": "上海市职工职业技能竞赛",
            "year": rng.randint(2018, 2025),
            "level": rng.choice(("第一名", "第二名", "第三名", "优胜奖")),
        },
        {
            "kind": rng.choice((AchievementKind.INVENTION, AchievementKind.UTILITY)),
            "title": f"一种{rng.choice(METHODS)}专用工装",
            "year": rng.randint(2015, 2025),
            "number": f"ZL{rng.randint(2015, 2025)}1{rng.randint(10**6, 10**7 - 1)}",
            "rank": rng.choice(("第一发明人", "第二发明人")),
        },
        {"kind": AchievementKind.METHOD, "title": rng.choice(METHODS), "year": rng.randint(2016, 2025)},
    ]


def birth_date(rng):
    """Ages as in real years: 24 to 63, most in their forties."""
    year = int(rng.triangular(1963, 2001, 1982))
    return date(year, rng.randint(1, 12), rng.randint(1, 28))


@lru_cache(maxsize=8)
def evidence_pdf(number):
    """A one-page PDF that opens: the rehearsal's papers are blank, for nobody's papers are invented."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    writer.add_metadata({"/Title": f"演练用佐证材料{number}"})
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
