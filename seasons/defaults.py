"""细则初稿: what a new rulebook contains before anybody has edited it.

The four indicators, the six outlets, certificate, plaque and prize come from 沪工总经〔2015〕260号 三; weights, guidance and the
further industries are assumptions of this portal (默认值，待主办方确认) that staff edit before 印发.
"""

from decimal import Decimal

from seasons.models import AwardItem, Criterion, Industry, Outlet, RoundPlan
from seasons.states import AwardKind, Indicator

# 沪工总经〔2015〕260号 三(二): the four indicators are the backbone; equal weights are assumed
CRITERIA = (
    (
        Indicator.EXPERTISE,
        "看本人在所从事的工艺领域有无独到之处：掌握了哪些别人难以替代的工艺或操作方法，是否经过生产实践检验，"
        "是否形成可以传授的规程、操作法或标准。以佐证材料载明的事实为准，不以年限、学历论高低。",
    ),
    (
        Indicator.SKILL,
        "看本人的技能水平处于同行业、同工种的什么位置：操作的精度、效率、稳定性如何，竞赛名次和技能等级说明了什么，"
        "能否解决现场的疑难问题。同一项成绩只计一次。",
    ),
    (
        Indicator.LEADERSHIP,
        "看本人对团队和行业的带动：带教了哪些徒弟、成长如何，是否主持工作室或攻关团队，经验在多大范围内得到推广。"
        "区分本人主导与参与。",
    ),
    (
        Indicator.CONTRIBUTION,
        "看成果的实际效果：在质量、效率、安全、节约或攻克关键技术方面产生了什么可以核实的效益，对本单位、本行业和"
        "本市发展有何作用。有数据的看数据来源，无数据的看第三方评价。",
    ),
)
OUTLETS = ("解放日报", "劳动报", "东方网", "上海工会网", "上海工会发布", "上海工会官方微信")  # 三(四)
AWARD_ITEMS = (  # 三(五)
    (AwardKind.CERTIFICATE, "证书"),
    (AwardKind.PLAQUE, "奖牌"),
    (AwardKind.MONEY, "一次性奖金"),
)
FOCUS_INDUSTRIES = ("先进制造业", "现代服务业", "战略性新兴产业")  # 三(一)
FURTHER_INDUSTRIES = (
    "集成电路",
    "生物医药",
    "人工智能",
    "电子信息",
    "生命健康",
    "汽车",
    "高端装备",
    "先进材料",
    "时尚消费品",
    "航空航天",
    "船舶与海洋工程",
    "建筑与工程",
    "交通运输与物流",
    "能源与公用事业",
    "邮电通信与软件",
    "商贸餐饮与旅游",
    "医疗卫生",
    "教育科研",
    "文化与工艺美术",
    "金融",
    "农业",
    "其他",
)


def rows_of_a_first_draft(rulebook) -> list:
    """The unsaved rows of a rulebook that is not modelled on an earlier one."""
    weight = Decimal(100) / len(CRITERIA)
    criteria = [
        Criterion(
            rulebook=rulebook,
            indicator=indicator,
            name=indicator.label,
            guidance=guidance,
            weight=weight,
            position=position,
        )
        for position, (indicator, guidance) in enumerate(CRITERIA, start=1)
    ]
    outlets = [Outlet(rulebook=rulebook, name=name, position=place) for place, name in enumerate(OUTLETS, start=1)]
    items = [
        AwardItem(rulebook=rulebook, kind=kind, name=name, position=place)
        for place, (kind, name) in enumerate(AWARD_ITEMS, start=1)
    ]
    industries = [
        Industry(rulebook=rulebook, name=name, is_focus=name in FOCUS_INDUSTRIES, position=place)
        for place, name in enumerate(FOCUS_INDUSTRIES + FURTHER_INDUSTRIES, start=1)
    ]
    return [RoundPlan(rulebook=rulebook, position=1), *criteria, *outlets, *items, *industries]
