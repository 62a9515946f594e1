"""起草: who may start, change and complete a dossier, and when (沪工总经〔2015〕260号 三(三)、五(三))."""

from django.conf import settings

from accounts.states import Role
from common.dates import today
from common.refusals import Refusal
from nominations import dossier, queries
from nominations.parts import NOMINATE
from nominations.rules.duties import refuse_second_part
from nominations.rules.standing import (
    is_drafting_side,
    is_of,
    refuse_others,
    refuse_out_of_turn,
    refuse_subjects,
    refuse_without_words,
)
from nominations.states import EDITABLE, UNDER_WAY, Channel, ConsentKind, PaperPurpose, Scan, State
from organisations.states import UNIONS, Kind
from sanctions.rules import refuse_banned, refuse_banned_body
from seasons.rules import refuse_when_shut

OFFICE = "市总工会评审办公室"


def refuse_start(user, *, channel, rulebook, drafting_body=None, filing_body=None, identity_hash="", unit_hash="", now):
    """起草: role, window, ban, one active nomination per person and season."""
    return (
        refuse_channel(user, channel=channel, drafting_body=drafting_body, filing_body=filing_body)
        or refuse_when_shut(rulebook, filing_body, now)
        or _refuse_own_candidacy(user, channel, identity_hash)
        or refuse_banned_body(drafting_body, filing_body, on=today(now))
        or _refuse_own_ban(user, channel, now)
        or refuse_subjects(identity_hash, unit_hash, drafting_body, rulebook, on=today(now))
        or refuse_duplicate(user, rulebook, identity_hash)
    )


def refuse_starting_many(user, *, channel, rulebook, drafting_body, filing_body, people, now):
    """批量起草: what stands against the whole list before any of its rows is asked."""
    return (
        refuse_channel(user, channel=channel, drafting_body=drafting_body, filing_body=filing_body)
        or refuse_when_shut(rulebook, filing_body, now)
        or refuse_banned_body(drafting_body, filing_body, on=today(now))
        or refuse_twice(people)
    )


def refuse_twice(people):
    """一人一行: the same person (by keyed hash) stands in one list once."""
    if len(set(people)) == len(people):
        return None
    return Refusal("twice", "名单中同一人选出现了不止一次。", "请只保留一行，其余删去后重新办理。", status=409)


def refuse_channel(user, *, channel, drafting_body=None, filing_body=None):
    """推荐途径: a union's clerk, an association's clerk, or the self-nominee."""
    if channel == Channel.UNIT:
        return _refuse_drafting_body(user, drafting_body, Role.UNION_CLERK, UNIONS, "工会")
    if channel == Channel.ASSOCIATION:
        return _refuse_drafting_body(
            user, drafting_body, Role.ASSOCIATION_CLERK, (Kind.SOCIETY, Kind.ASSOCIATION), "学会、协会"
        )
    if not user.holds(Role.SELF_NOMINEE):
        return Refusal(
            "not_yours", "个人自荐由自荐人本人办理，您的账号不是自荐人账号。", "请先以本人名义注册自荐人账号。"
        )
    if filing_body is not None and not (filing_body.is_social_body and filing_body.is_active):
        return Refusal(
            "no_such_association",
            f"{filing_body}不是在册的专业学会或行业协会，不能转报自荐。",
            "请改选学会、协会，或直接向市总工会自荐。",
            status=409,
        )
    return None


def _refuse_drafting_body(user, body, role, kinds, word):
    if body is None or not is_of(user, body.pk, role):
        return Refusal("not_yours", f"只有{word}的经办人可以为本单位起草。", "请由推荐单位的经办人登录办理。")
    if body.kind not in kinds or body.kind == Kind.MUNICIPAL or not body.is_active:
        return Refusal(
            "not_a_nominating_body", f"{body}不是可以起草推荐的组织。", "请由推荐单位的工会、学会或协会办理。"
        )
    return None


def _refuse_own_candidacy(user, channel, identity_hash):
    if channel == Channel.SELF or not user.person_hash or user.person_hash != identity_hash:
        return None
    return Refusal(
        "own_candidacy",
        "该人选即您本人，经办人不能推荐本人。",
        "请由本单位其他经办人起草，或以自荐人身份申报。",
    )


def _refuse_own_ban(user, channel, now):
    """A self-nominee whom we know is told at the door, before he types a number."""
    return refuse_banned(user.person_hash, "", on=today(now)) if channel == Channel.SELF and user.person_hash else None


def refuse_duplicate(user, rulebook, identity_hash, *, besides=None):
    """一人一件: over all channels of the season; tells others only that one exists and whom to call."""
    other = queries.active_nomination(rulebook.season_id, identity_hash, besides=besides)
    if other is None:
        return None
    if is_drafting_side(user, other):
        return Refusal(
            "duplicate",
            f"您已起草该人选的申报，编号{other.number}。",
            "请在申报名册中打开该件继续办理。",
            status=409,
        )
    return Refusal(
        "duplicate",
        "该人选本年度已有申报，不能重复起草。",
        f"如有疑问，请与{OFFICE}联系。",
        status=409,
    )


def refuse_change(user, nomination, section=None):
    """修改: by the drafting side while the dossier is with it; in a correction, the sections that were returned only."""
    return (
        refuse_others(user, nomination, "修改申报材料")
        or refuse_out_of_turn(nomination, "修改材料", *EDITABLE)
        or _refuse_closed_section(nomination, section)
    )


def _refuse_closed_section(nomination, key):
    """退回补正 names what is to be corrected; what was not returned stays as it was filed."""
    if key is None or not dossier.is_closed(nomination, key):
        return None
    titles = "、".join(dossier.titles_of(nomination, nomination.returned_sections))
    return Refusal(
        "closed_section",
        f"“{dossier.section_of(nomination, key).title}”一节未退回，不能修改。",
        f"本次退回补正的是：{titles}。其他各节确需更正的，请与{OFFICE}联系。",
        status=409,
    )


def refuse_new_numbers(user, nomination, identity_hash, unit_hash, *, now):
    """A changed identity number or unit code is asked everything again."""
    return (
        _refuse_own_candidacy(user, nomination.channel, identity_hash)
        or refuse_subjects(identity_hash, unit_hash, nomination.drafting_body, nomination.rulebook, on=today(now))
        or refuse_duplicate(user, nomination.rulebook, identity_hash, besides=nomination)
    )


def refuse_attachment(user, nomination, section="evidence"):
    """上传 in a section that is open: as many files as a dossier may hold."""
    refusal = refuse_change(user, nomination, section)
    if refusal is None and queries.papers_of(nomination).count() >= settings.EVIDENCE_MAX_FILES:
        most = settings.EVIDENCE_MAX_FILES
        return Refusal(
            "too_many_files",
            f"佐证材料最多{most}份，现已满。",
            "请合并同类材料，或移除不需要的文件后再上传。",
            status=409,
        )
    return refusal


def refuse_removal(user, evidence):
    """移除: the drafting side's own papers; a stamp belongs to the opinion it was given with."""
    refusal = refuse_change(user, evidence.nomination, "evidence")
    if refusal is None and evidence.purpose == PaperPurpose.STAMP:
        return Refusal(
            "stamp", "盖章扫描件随审核意见存档，不能移除。", "如有误，请审核单位退回后重新办理。", status=409
        )
    if refusal is None and evidence.purpose not in (PaperPurpose.EVIDENCE, PaperPurpose.PHOTO):
        return Refusal(
            "archived_scan",
            f"“{evidence.title}”随件存档，不能移除。",
            "扫描有误的，重新上传即可，以最近一份为准。",
            status=409,
        )
    return refusal


def refuse_opening(user, evidence):
    """打开: through the door of the dossier first; then not before the scan, but by the one who brought the file."""
    if evidence.scan == Scan.INFECTED:
        return Refusal(
            "infected",
            f"该文件查出病毒（{evidence.virus}），已经删除。",
            "请上传人重新上传无毒的文件。",
            status=409,
        )
    if evidence.scan == Scan.WAITING and user.pk != evidence.uploaded_by_id:
        return Refusal(
            "not_scanned_yet",
            "该文件待查毒，查毒完成前只有上传人可以打开。",
            "一般几分钟内完成，请稍后再试；一直如此的，请告知系统管理员。",
            status=409,
        )
    return None


def refuse_declaration(user, nomination):
    """真实性承诺 (沪工总经〔2015〕260号 五(三))."""
    return refuse_change(user, nomination) or refuse_second_part(user, nomination, NOMINATE)


def refuse_consent(user, nomination, kind):
    """单独同意: each purpose by itself; the bank account is asked for after naming only (个人信息保护法 第六条、第二十九条)."""
    return _refuse_not_for_the_candidate(user, nomination) or _refuse_consent_now(nomination, kind)


def refuse_withdrawing_consent(user, nomination):
    """撤回同意 is as easy as giving it, at any time (个人信息保护法 第十五条)."""
    return _refuse_not_for_the_candidate(user, nomination)


def refuse_revealing(user, nomination, *, reason):
    """查看完整证件号码: for those whose work needs it, with a reason; each time leaves a trace."""
    may = (
        is_drafting_side(user, nomination)
        or (user.pk == nomination.screener_id and user.holds(Role.SCREENER))
        or is_of(user, nomination.filing_body_id, Role.UNION_CLERK, Role.ASSOCIATION_CLERK)
    )
    if not may:
        return Refusal(
            "not_yours",
            "完整的证件号码只供推荐单位、报送单位的经办人和领办的资格审核人查看。",
            "工作确需的，请由上述人员办理。",
        )
    return refuse_without_words(reason, "查看的理由")


def _refuse_not_for_the_candidate(user, nomination):
    if user.pk == nomination.candidate_id or is_drafting_side(user, nomination):
        return None
    return Refusal("not_yours", "同意由候选人本人作出，或由推荐单位的经办人据书面同意登记。", "请由上述人员办理。")


def _refuse_consent_now(nomination, kind):
    if kind == ConsentKind.EMPLOYER and nomination.channel != Channel.SELF:
        return Refusal(
            "not_self_nominated", "向工作单位核实的同意只在个人自荐时征求。", "此件不必登记这一项。", status=409
        )
    if kind == ConsentKind.BANK:
        return (
            None
            if nomination.state == State.HONOURED
            else Refusal("not_yet", "银行账户信息在命名之后才征求同意。", "请在命名后办理。", status=409)
        )
    return refuse_out_of_turn(nomination, "登记同意", *UNDER_WAY, State.HONOURED)
