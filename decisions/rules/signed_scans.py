"""What stands against keeping a signed scan of the resolution or the minutes (签发扫描件), and against opening it."""

from common.refusals import Refusal
from decisions import queries
from decisions.queries import signed_scans
from decisions.rules.grounds import refuse_office
from decisions.states import SignedPaper
from nominations.states import Scan


def refuse_another_scan(user, resolution, paper=SignedPaper.RESOLUTION) -> Refusal | None:
    """上传签发扫描件: once for each paper; what has been signed is not exchanged."""
    if refusal := refuse_office(user) or refuse_the_whole(user, resolution, paper):
        return refusal
    if signed_scans.standing(resolution, paper):
        return Refusal(
            "already_kept",
            f"{resolution.number}的{SignedPaper(paper).label}签发扫描件已经入卷，不能更换。",
            "内容有误的，须由主席办公会另行作出决议。",
            status=409,
        )
    return None


def refuse_keeping(user, resolution, paper=SignedPaper.RESOLUTION, *, number) -> Refusal | None:
    """The number is typed from the paper, so that no other sitting's scan is kept here."""
    if refusal := refuse_another_scan(user, resolution, paper):
        return refusal
    if number.strip() != resolution.number:
        return Refusal(
            "other_number",
            f"所填文号“{number.strip()}”与本件的文号{resolution.number}不一致。",
            "请核对扫描件是否为本次会议的文书，按扫描件上的文号填写。",
            status=409,
        )
    return None


def refuse_received(resolution, received) -> Refusal | None:
    """决议 and 会议纪要 bear one number: the same file is not kept as both."""
    if other := signed_scans.kept_as(resolution, received):
        return Refusal(
            "same_file",
            f"这份文件已作为{other.get_paper_display()}的签发扫描件入卷。",
            "请核对后选择本件的扫描件。",
            status=409,
        )
    return None


def refuse_the_whole(user, resolution, paper) -> Refusal | None:
    """会议纪要 are told to each reader as far as he may know them; a scan cannot be, so it is for those who may read all."""
    if paper == SignedPaper.MINUTES and queries.kept_from(user, resolution.sitting):
        return Refusal(
            "not_the_whole",
            "会议纪要中有您应当回避的人选，签发扫描件载有全文，不能向您提供，也不能由您上传。",
            "您可以查阅的部分列于会议纪要页面；签发扫描件由无须回避的会议秘书办理。",
        )
    return None


def refuse_handing_out(user, scan) -> Refusal | None:
    """下载: not before the scan for viruses, and minutes not to whoever may not read the whole."""
    if refusal := refuse_the_whole(user, scan.resolution, scan.paper):
        return refusal
    if scan.scan == Scan.WAITING:
        return Refusal(
            "not_scanned_yet",
            "该文件待查毒，查毒完成前不能打开。",
            "一般几分钟内完成，请稍后再试；一直如此的，请告知系统管理员。",
            status=409,
        )
    return None
