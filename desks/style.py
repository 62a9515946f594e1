"""The style page: every part of the look with sample values, in development and demonstration only."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django import forms
from django.conf import settings
from django.http import Http404
from django.shortcuts import render

from common import clock
from common.charts import Gap, Stage, Strip, distribution, funnel, heat, spread, stacked
from common.pages import page_of
from common.refusals import Refusal

LONG_NAME = "古丽米热·阿卜杜热合曼·阿卜力米提"
LONG_UNIT = "上海市浦东新区张江高科技园区精密仪器制造与检测技术联合研究开发中心有限责任公司"


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label="姓名", max_length=60, help_text="与证件一致；少数民族姓名中的间隔点用“·”。")
    identity = forms.CharField(label="证件号码")
    channel = forms.ChoiceField(
        label="推荐渠道",
        choices=[("unit", "单位推荐"), ("association", "社团推荐"), ("self", "个人自荐")],
        widget=forms.RadioSelect,
    )
    industry = forms.ChoiceField(label="所属行业", choices=[("", "请选择"), ("c34", "通用设备制造业")], required=False)
    statement = forms.CharField(label="高超技能", max_length=1000, widget=forms.Textarea, required=False)
    on_post_since = forms.DateField(
        label="从事本岗位起始日", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    paper = forms.FileField(label="证书扫描件", required=False, help_text="PDF、JPG 或 PNG，不超过 20 MB。")
    true = forms.BooleanField(label="本人承诺所填内容与所附材料真实")


class SampleFilters(forms.Form):
    """A list's filters."""

    words = forms.CharField(label="姓名或单位", required=False)
    channel = forms.ChoiceField(label="渠道", choices=[("", "全部"), ("unit", "单位推荐")], required=False)


def style_page(request):
    """Show every part; what is seen here is what pages get."""
    if not settings.DEMONSTRATION:
        raise Http404
    now = clock.now()
    return render(request, "desks/style.html", _sample_parts(request, now) | _sample_pictures(now))


def confirm_page(request):
    """Show the page before a weighty act."""
    if not settings.DEMONSTRATION:
        raise Http404
    return render(
        request,
        "confirm.html",
        {
            "title": "公布名单",
            "trail": [("社会公示", "#"), ("公布名单", "")],
            "what": "将下列人选向社会公示，公示期 2026年11月23日至27日（5个工作日）。",
            "count": "共 4 人，来自 4 个单位",
            "whom": ["顾建平", "欧阳文瑾", LONG_NAME, "𬭎𫖯"],
            "consequences": ["公布后名单不可改动，只能逐人暂缓。", "将向 4 个推荐单位各发一封告知信。"],
            "act": "公布名单",
            "url": request.path,
            "back": "/",
        },
    )


def split_page(request):
    """Show the two panes."""
    if not settings.DEMONSTRATION:
        raise Http404
    return render(
        request, "desks/style_split.html", {"title": "评阅：顾建平", "criteria": ["工艺专长", "高超技能", "领军作用"]}
    )


def public_style_page(request):
    """Show the public face."""
    if not settings.DEMONSTRATION:
        raise Http404
    names = [
        {"name": "顾建平", "unit": "江南精工造船有限公司", "url": "#"},
        {"name": "欧阳文瑾", "unit": "上海市第九纺织机械厂"},
        {"name": LONG_NAME, "unit": LONG_UNIT, "url": "#"},
        {"name": "𬭎䶮", "unit": "浦江轨道交通维护公司"},
        {"name": "司徒亮", "unit": "东海钟表厂", "revoked": True},
    ]
    facts = [("证书编号", "沪工匠2026-0042"), ("决定日期", date(2026, 11, 20)), ("证书状态", "有效")]
    return render(request, "desks/style_public.html", {"names": names, "facts": facts, "long_name": LONG_NAME})


def _sample_parts(request, now):
    refusal = Refusal(
        "window_closed",
        "申报期已于 2026年9月30日17:00截止，此件不能报送。",
        "如确有延误，可请评审办公室登记延期。",
        409,
    )
    steps = [
        {"state": "past", "label": "单位推荐", "moment": now - timedelta(days=80), "note": "浦东新区总工会"},
        {"state": "past", "label": "资格审核", "moment": now - timedelta(days=50)},
        {
            "state": "current",
            "label": "专家评审",
            "moment": now - timedelta(days=9),
            "note": "已收 4 份评分，还差 1 份",
        },
        {"state": "next", "label": "社会公示"},
        {"state": "next", "label": "主席办公会审定"},
        {"state": "next", "label": "命名"},
    ]
    stopped = [*steps[:2], {"state": "stopped", "label": "不予受理", "moment": now, "note": "不是工会会员"}]
    season = [
        {**step, "moment": None, "note": "", "count": count}
        for step, count in zip(steps, [903, 645, 238, 0, 0, 0], strict=True)
    ]
    people = [
        {
            "name": "顾建平",
            "unit": "江南精工造船有限公司",
            "state": "评审中",
            "kind": "going",
            "score": Decimal("91.5"),
        },
        {"name": LONG_NAME, "unit": LONG_UNIT, "state": "补正中", "kind": "waiting", "score": None},
        {"name": "𬭎䶮", "unit": "浦江轨道交通维护公司", "state": "入围", "kind": "done", "score": Decimal("88.256")},
    ]
    return {
        "title": "样式册",
        "lead": "每一种部件，各以样例示之。",
        "trail": [("样式", "#"), ("样式册", "")],
        "refusal": refusal,
        "steps": steps,
        "stopped": stopped,
        "season": season,
        "people": people,
        "order": request.GET.get("order", "-score"),
        "page": page_of(list(range(903)), request.GET.get("page", 3)),
        "form": SampleForm({"name": "张", "identity": "310"} if "wrong" in request.GET else None),
        "filters": SampleFilters(request.GET or None),
        "desk_rows": [
            {
                "title": "待您审核的申报",
                "count": 12,
                "url": "#",
                "urgent": True,
                "deadline": now + timedelta(days=2),
                "deadline_note": "还有2天",
                "oldest": now - timedelta(days=6),
            },
            {"title": "退回后重新报送", "count": 3, "url": "#", "note": "均已按要求补正", "oldest": now},
            {"title": LONG_NAME, "count": 1, "url": "#", "note": LONG_UNIT, "road": steps},
        ],
        "facts": [
            ("姓名", LONG_NAME),
            ("工作单位", LONG_UNIT),
            ("证件号码", "31*************234"),
            ("推荐渠道", "单位推荐", "#"),
            ("技能等级", ""),
        ],
        "figures": [
            ("本年申报", 903, "其中自荐 284"),
            ("通过资格审核", 645, "", "#"),
            ("入围", 238, ""),
            ("名额上限", 100, "历年命名 994"),
        ],
        "entries": [
            {
                "act": "查看证件号码",
                "who": "沈知远",
                "role": "资格审核人",
                "at": now,
                "note": "核对身份",
                "unmasking": True,
            },
            {"act": "受理审核", "who": "沈知远", "role": "资格审核人", "at": now - timedelta(hours=3)},
            {"act": "报送", "who": LONG_NAME, "role": "工会审核人", "at": now - timedelta(days=6)},
        ],
        "evidence": [
            {
                "title": "高级技师职业资格证书.pdf",
                "url": "#",
                "kind": "职业资格证书",
                "size": "1.2 MB",
                "remove": request.path,
            },
            {
                "title": "专利证书.jpg",
                "url": "#",
                "kind": "专利",
                "size": "850 KB",
                "note": "审核意见：扫描不清，请重新上传。",
            },
        ],
    }


def _sample_pictures(now):
    first = date(2026, 9, 24)
    kinds = ["working", "resting", "resting", "resting", "working", "working", "working", "resting"]
    kinds += ["resting"] * 6 + ["working", "working", "worked"]
    days, ordinal = [], 0
    for number, kind in enumerate(kinds):
        ordinal += kind != "resting"
        days.append(
            {
                "date": first + timedelta(days=number),
                "kind": kind,
                "ordinal": ordinal if kind != "resting" else None,
                "note": {1: "中秋节", 7: "国庆节"}.get(number, ""),
                "today": number == 5,
            }
        )
    return {
        "days": days,
        "charts": _sample_charts(),
        "bars": [
            {"label": "95 分以上", "count": 12},
            {"label": "90–95", "count": 88},
            {"label": "85–90", "count": 138},
            {"label": "80–85", "count": 201, "cut": "入围线 85.27", "kind": "below"},
            {"label": "80 分以下", "count": 206, "kind": "below"},
        ],
        "moment": datetime(2026, 11, 20, 6, 5, tzinfo=UTC),
        "award": Decimal("5000.00"),
        "now": now,
    }


def _sample_charts():
    scores = [Decimal(60) + Decimal(place * 37 % 331) / 10 for place in range(238)]
    names = ["顾建平", "欧阳文瑾", "司徒亮", "𬭎䶮", LONG_NAME]
    fields = ["装备制造", "船舶与海洋工程", "生物医药", "城市运行"]
    columns = [("专家", "相关领域知名专家"), ("委办", "委办领导"), ("协会", "行业协会"), ("媒体", "网络媒体")]
    stages = [
        ("申报", 903, ""),
        ("通过审核", 645, ""),
        ("入围", 238, ""),
        ("公示", 101, "current"),
        ("命名", 99, "honoured"),
    ]
    return [
        funnel("2026年度选树进程", [Stage(*stage) for stage in stages]),
        distribution("总分分布", scores, line=Decimal("86.4")),
        stacked(
            "委员评分进度",
            [(name, (12 - place * 2, place, place * 2)) for place, name in enumerate(names)],
            parts=[("done", "已提交"), ("stopped", "弃权"), ("waiting", "未提交")],
            head="委员",
        ),
        spread(
            "各委员给分的高低与离散",
            "五位委员的给分，全体平均82.10。",
            [
                Strip(
                    name,
                    Decimal(60 + 3 * place),
                    Decimal(76 + 2 * place),
                    Decimal(92 + place),
                    Decimal("5.4") if place else None,
                    is_pale=not place,
                )
                for place, name in enumerate(names)
            ],
            head="委员",
            line=Decimal("82.1"),
            note="件数过少的以空心点表示，不作比较。",
        ),
        heat(
            "各领域由哪类委员评审",
            "四个领域、四类委员的评审件次。",
            head="领域",
            columns=columns,
            rows=[
                (field, [Gap() if line == place == 3 else 3 + line * place * 2 for place in range(4)])
                for line, field in enumerate(fields)
            ],
        ),
    ]
