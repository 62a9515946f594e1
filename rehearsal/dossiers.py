"""Invented dossiers: posts, trades, statements and evidence, in the words such files are written in."""

import io
from datetime import date
from functools import lru_cache

from nominations.states import (
    AchievementKind,
    Degree,
    Education,
    Ownership,
    PoliticalStanding,
    Sex,
    SkillLevel,
    StudioKind,
    TitleLevel,
    TitleSeries,
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
TITLE_NAMES = {
    TitleLevel.ASSISTANT: "助理工程师",
    TitleLevel.INTERMEDIATE: "工程师",
    TitleLevel.ASSOCIATE: "高级工程师",
    TitleLevel.SENIOR: "正高级工程师",
}
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
        "degree": rng.choices(tuple(Degree), weights=(60, 26, 12, 2))[0],
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
        **_qualifications(rng, skill, title, work_years),
        "summary": f"{name}，{trade}，扎根一线{work_years}年，以“{rng.choice(METHODS)}”解决{rng.choice(CONDITIONS)}，带动班组共同提高。",
        "deeds": _deeds(rng, name=name, trade=trade, years=work_years),
    }


def _qualifications(rng, skill, title, work_years):
    """Certificates with number, day and issuer, and now and then a studio."""
    told = {}
    if skill != SkillLevel.NONE:
        told |= {
            "skill_certificate": f"S{rng.randint(10**9, 10**10 - 1)}",
            "skill_certified_on": date(rng.randint(2012, 2024), rng.randint(1, 12), rng.randint(1, 28)),
            "skill_issuer": rng.choice(("上海市职业技能鉴定中心", "企业职业技能等级认定委员会")),
        }
    if title != TitleLevel.NONE:
        told |= {
            "title_series": TitleSeries.ENGINEERING,
            "title_name": TITLE_NAMES[title],
            "title_certificate": f"Z{rng.randint(10**7, 10**8 - 1)}",
            "title_certified_on": date(rng.randint(2008, 2024), rng.randint(1, 12), rng.randint(1, 28)),
            "title_issuer": "上海市工程系列职称评审委员会",
        }
    if work_years > 20 and rng.random() < 0.3:
        kind = rng.choice((StudioKind.CRAFTSMAN, StudioKind.MODEL_WORKER, StudioKind.CHIEF_TECHNICIAN))
        told |= {"studio_kind": kind, "studio_name": f"{rng.choice(('匠心', '精工', '启航', '磐石', '求索'))}工作室"}
    return told


def _deeds(rng, *, name, trade, years):
    """事迹材料: a few paragraphs, shorter than the limit."""
    return "\n".join(
        (
            f"{name}从事{trade}工作{years}年，一直在生产现场。刚进厂时跟班学徒，白天记操作要点，晚上对照图纸复盘，"
            "三年后独立承担关键工序。",
            f"针对{rng.choice(CONDITIONS)}，带领班组逐项排查，先后做了{rng.randint(12, 60)}次对比试验，"
            f"形成“{rng.choice(METHODS)}”，一次交验合格率由{rng.randint(86, 93)}%提高到{rng.randint(97, 99)}%。",
            f"近年来带教徒弟{rng.randint(2, 9)}名，其中{rng.randint(1, 2)}名已能独立担任班组长。"
            "坚持把遇到的问题和处理办法写成案例，供同工种职工查阅。",
            "工作中遵守操作规程，多年无质量和安全事故，同事遇到难题愿意一起商量。",
        )
    )


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
    """A contest, a patent, a method and what else a file of this kind holds, of changing rank."""
    patented = date(rng.randint(2015, 2025), rng.randint(1, 12), rng.randint(1, 28))
    rows = [
        {
            "kind": AchievementKind.CONTEST,
            "title": "上海市职工职业技能竞赛",
            "level": "省市级",
            "place": rng.choice(("第一名", "第二名", "第三名", "优胜奖")),
            "year": rng.randint(2018, 2025),
            "issuer": "上海市职业技能竞赛组委会",
        },
        {
            "kind": rng.choice((AchievementKind.INVENTION, AchievementKind.UTILITY)),
            "title": f"一种{rng.choice(METHODS)}专用工装",
            "number": f"ZL{patented.year}1{rng.randint(10**6, 10**7 - 1)}",
            "rank": rng.choice(("第一发明人", "第二发明人")),
            "granted_on": patented,
        },
        {
            "kind": AchievementKind.METHOD,
            "title": rng.choice(METHODS),
            "issuer": "本单位技术委员会",
            "level": "本单位",
            "year": rng.randint(2016, 2025),
            "effect": f"在{rng.randint(2, 12)}个班组推广，单件工时缩短{rng.randint(8, 35)}%。",
        },
    ]
    if rng.random() < 0.6:
        rows.append(
            {
                "kind": AchievementKind.APPRENTICES,
                "title": f"{rng.choice('赵钱孙李周吴郑王')}{rng.choice(('小军', '晓明', '思远', '佳怡'))}",
                "year": rng.randint(2012, 2022),
                "level": rng.choice(("高级工", "技师")),
                "effect": rng.choice(("现任班组长。", "获区级技能竞赛优胜奖。", "独立承担首件试制。")),
            }
        )
    if rng.random() < 0.4:
        rows.append(
            {
                "kind": AchievementKind.HONOUR,
                "title": rng.choice(("区局工匠", "五一劳动奖章", "技术能手")),
                "issuer": "区总工会",
                "number": f"区工〔{rng.randint(2018, 2025)}〕{rng.randint(1, 40)}号",
                "level": "区局级",
                "year": rng.randint(2018, 2025),
            }
        )
    return rows


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
