"""行文: the words of a resolution, fixed when the vote is closed."""

from common.dates import plain_day_words
from decisions.states import SittingKind


def proposed_title(season, number, *, kind=SittingKind.SELECTION) -> str:
    """主席办公会（2026年度上海工匠审定，第1次）."""
    return f"上海市总工会主席办公会（{season.label}上海工匠{SittingKind(kind).label}，第{number}次）"


def roster_matter(sitting) -> str:
    """审议2026年度上海工匠人选."""
    if sitting.confirms:
        return f"复核{sitting.season.label}上海工匠公示期满人选"
    return f"审议{sitting.season.label}上海工匠人选"


def report_of_the_gone(nominations) -> str:
    """Who has left since the ranking, with where he stands now."""
    return "\n".join(f"{one.name}（{one.unit_name}）：{one.get_state_display()}。" for one in nominations)


def beyond_the_places(rulebook) -> str:
    """What becomes of those carried for whom there is no place, before the vote is closed."""
    if rulebook.reserve_places:
        return f"通过人数超出余额的，按审议次序列为递补人选（至多{rulebook.reserve_places}名），其余暂缓。"
    return "通过人数超出余额的，按审议次序在后者暂缓。"


def _by_the_order(rulebook):
    if rulebook.notice_before_approval:
        return "经公示期满", "审定通过"
    return "经专家评审入围", "审定通过，并按规定向社会公示"


def resolution_text(sitting, *, members, present, carried, deferred, lost, reserves=()) -> str:
    """What was resolved, with the names, so that the paper stands by itself."""
    rulebook = sitting.rulebook
    if sitting.confirms:
        before, then = "审定后公示期满", "复核确认"
    else:
        before, then = _by_the_order(rulebook)
    paragraphs = [
        f"{plain_day_words(sitting.held_on)}，上海市总工会召开主席办公会，应到成员{members}人，实到{present}人，符合规定。"
        f"会议根据《{rulebook.title}》（{rulebook.document_number}），审议了{before}的"
        f"{sitting.season.label}上海工匠人选{len(carried) + len(reserves) + len(deferred) + len(lost)}名，逐名表决，决议如下：",
    ]
    if carried:
        paragraphs.append(f"一、下列{len(carried)}名同志为{sitting.season.label}上海工匠人选，{then}。")
        paragraphs += [f"{position}．{one}" for position, one in enumerate(carried, start=1)]
    else:
        paragraphs.append("一、本次会议没有审定通过的人选。")
    if reserves:
        paragraphs.append(f"二、下列{len(reserves)}名人选按次序列为递补人选，名额空缺时依次递补。")
        paragraphs += [f"{position}．{one}" for position, one in enumerate(reserves, start=1)]
    if deferred:
        paragraphs.append(f"{'三' if reserves else '二'}、下列{len(deferred)}名人选暂缓，可以提请以后的会议审议。")
        paragraphs += [f"{position}．{one}" for position, one in enumerate(deferred, start=1)]
    return "\n".join(paragraphs)
