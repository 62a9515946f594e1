"""行文: the words of a notice as the office writes them; proposed, and edited by staff until publication."""

from common.dates import beijing, clock_words, span_words
from publicity.states import RefusalGround
from seasons.states import NoticeColumn


def proposed_title(season) -> str:
    """关于2026年度上海工匠人选的公示."""
    return f"关于{season.label}上海工匠人选的公示"


def correction_title(former) -> str:
    """关于2026年度上海工匠人选的公示（更正）, whatever version it corrects."""
    return former.title.removesuffix("（更正）") + "（更正）"


def proposed_text(rulebook) -> str:
    """Basis and procedure, then who may object and how (沪工总经〔2015〕260号 三(四))."""
    approved = "" if rulebook.notice_before_approval else "、市总工会主席办公会审定"
    anonymous = (
        "匿名反映的，应当提供可供核实的具体线索。"
        if rulebook.anonymous_objections
        else "匿名、冒名或者超出公示期限的，不予受理。"
    )
    return (
        f"根据《{rulebook.title}》（{rulebook.document_number}），经推荐申报、资格审核、专家评审{approved}，"
        f"拟定{rulebook.season.label}上海工匠人选（名单附后，按姓氏笔画排序）。现予公示，接受社会监督。\n"
        "公示期间，对公示人选有异议的，可以通过本页面或者来信、来电、来访等方式反映。"
        "以单位名义反映的，应当加盖单位公章并注明联系方式；"
        f"以个人名义反映的，应当签署真实姓名并注明联系方式。{anonymous}"
        "反映情况应当实事求是、客观公正，尽可能提供事实、证据或者线索。反映人的身份依规予以保密。"
    )


def further_words(nomination) -> dict[str, str]:
    """另列的栏目 of one person as they are printed, by code."""
    said = {}
    for column in nomination.rulebook.further_columns:
        value = getattr(nomination, column.value)
        if column == NoticeColumn.BIRTH:
            said[column.value] = f"{value.year}年{value.month}月" if value else ""
        else:
            display = getattr(nomination, f"get_{column.value}_display", None)
            said[column.value] = str(display() if display else value)
    return said


def period_words(notice) -> str:
    """2026年9月7日至11日17:00."""
    return span_words(notice.opens_on, notice.last_day) + clock_words(notice.closes_at)


def sealed_period_words(notice) -> str:
    """The period as it was printed; a later extension is told on the page and changes no paper."""
    closes_at = notice.sealed_closes_at or notice.closes_at
    return span_words(notice.opens_on, beijing(closes_at).date()) + clock_words(closes_at)


def counting_words(rulebook) -> str:
    """How the days are counted, in one sentence."""
    first = "首日计入" if rulebook.notice_first_day_counts else "首日不计入"
    end = "末日逢休息日顺延至下一工作日" if rulebook.notice_end_rolls else "末日逢休息日不顺延"
    return f"公示期{rulebook.notice_days}个{rulebook.get_notice_unit_display()}，{first}，{end}"


WHERE_TO_GO = {
    RefusalGround.ANONYMOUS: "可以真实姓名或者单位名义在公示期内重新提出，身份予以保密；不便署名的，可按举报线索反映弄虚作假。",
    RefusalGround.LATE: "公示期满后不再按异议办理。如掌握弄虚作假的线索，可以随时按举报线索反映，命名之后同样受理。",
    RefusalGround.NO_LEAD: "公示期内取得事实、证据或者线索的，可以重新提出。",
    RefusalGround.UNRELATED: "与公示事项无关的诉求，请向有权处理的单位反映；涉及劳动权益的，可拨打12351职工热线。",
    RefusalGround.OWN_RESULT: "对本人评审结果有疑问的，请通过推荐单位向评审办公室书面查询，不按异议办理。",
    RefusalGround.REPEATED: "同一事项以先提出的一件为准，新的材料可以凭原受理编号补充。",
    RefusalGround.GONE: "该人选已不在公示之列，所反映的问题涉及弄虚作假的，可按举报线索反映。",
}


def where_to_go(objection) -> str:
    """What a person may do whose objection was not accepted."""
    return WHERE_TO_GO.get(objection.refusal_ground, "")
