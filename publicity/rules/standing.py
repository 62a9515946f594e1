"""Who stands where: the officer and the reader."""

from accounts.states import Role
from common.refusals import Refusal
from publicity import queries


def refuse_office(user) -> Refusal | None:
    """公示由公示专员办理."""
    if user is not None and user.holds(Role.PUBLICITY_OFFICER):
        return None
    return Refusal("not_publicity_officer", "公示由公示专员办理，您的角色不能办理此事项。", "请与公示专员联系。")


def refuse_reading(user) -> Refusal | None:
    """公示一览 is for the offices that work with notices."""
    if user.is_authenticated and user.holds(*queries.READERS):
        return None
    return Refusal("not_a_reader", "此页供办理公示的人员使用。", "已发布的公示请在“社会公示”中查看。")


def handled(word):
    """办理在先: somebody else was quicker."""
    return Refusal(
        "already_handled", f"此件刚刚已由他人办理，现为“{word}”。", "请刷新页面，按现在的进程办理。", status=409
    )
