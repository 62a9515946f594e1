"""What stands against keeping a signed scan of the resolution (签发扫描件), and against opening it."""

from common.refusals import Refusal
from decisions.queries import signed_scans
from decisions.rules.grounds import refuse_office
from nominations.states import Scan


def refuse_another_scan(user, resolution) -> Refusal | None:
    """上传签发扫描件: once; what has been signed is not exchanged."""
    if refusal := refuse_office(user):
        return refusal
    if signed_scans.standing(resolution):
        return Refusal(
            "already_kept",
            f"{resolution.number}的签发扫描件已经入卷，不能更换。",
            "内容有误的，须由主席办公会另行作出决议。",
            status=409,
        )
    return None


def refuse_keeping(user, resolution, *, number) -> Refusal | None:
    """The number is typed from the paper, so that no other resolution's scan is kept here."""
    if refusal := refuse_another_scan(user, resolution):
        return refusal
    if number.strip() != resolution.number:
        return Refusal(
            "other_number",
            f"所填文号“{number.strip()}”与本决议的文号{resolution.number}不一致。",
            "请核对扫描件是否为本决议，按扫描件上的文号填写。",
            status=409,
        )
    return None


def refuse_handing_out(scan) -> Refusal | None:
    """下载: not before the scan for viruses, and not after one was found."""
    if scan.scan == Scan.WAITING:
        return Refusal(
            "not_scanned_yet",
            "该文件待查毒，查毒完成前不能打开。",
            "一般几分钟内完成，请稍后再试；一直如此的，请告知系统管理员。",
            status=409,
        )
    return None
