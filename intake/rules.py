"""What stands against an act of this room. What stands against a row is asked of the rules of 申报."""

from accounts.states import Role
from common.refusals import Refusal
from intake.states import AT_WORK, BatchState
from nominations.actions.drafting import filing_body_of
from nominations.rules import refuse_channel
from nominations.states import Channel
from seasons.rules import refuse_when_shut

ROLES = {Channel.UNIT: Role.UNION_CLERK, Channel.ASSOCIATION: Role.ASSOCIATION_CLERK}
CHANGED_WORDS = "自上次检查以来情况有变，整份名单均未导入。"


def bodies_of(user):
    """The bodies a person may import for."""
    return user.bodies(*ROLES.values())


def channel_of(body):
    """A social body proposes its own trade, a union its units' people (沪工总经〔2015〕260号 三(三))."""
    return Channel.ASSOCIATION if body is not None and body.is_social_body else Channel.UNIT


def refuse_upload(user, body, rulebook, *, now):
    """上传名单: by a clerk of the body, while 申报 is open."""
    channel = channel_of(body)
    return refuse_channel(user, channel=channel, drafting_body=body) or refuse_when_shut(
        rulebook, filing_body_of(channel, drafting_body=body), now
    )


def refuse_papers(user, body):
    """上传佐证材料: by a clerk of the body; whether a dossier may be changed is asked of each."""
    return refuse_channel(user, channel=channel_of(body), drafting_body=body)


def refuse_confirmation(user, batch, *, with_hidden=False):
    """确认导入: of a list that was checked and has no row that cannot be taken."""
    return (
        refuse_papers(user, batch.organisation)
        or _refuse_unless(batch, "确认导入", BatchState.CHECKED)
        or _refuse_faulty(batch)
        or _refuse_nothing_to_do(batch)
        or _refuse_hidden(batch, with_hidden)
    )


def refuse_attaching(user, batch, matched):
    """确认归入: of files that were checked, of which one at least belongs somewhere."""
    refusal = refuse_papers(user, batch.organisation) or _refuse_unless(batch, "确认归入", BatchState.CHECKED)
    if refusal is None and not matched:
        return Refusal("nothing_matched", "没有可以归入的文件。", "请按命名规则修改文件名后重新上传。", status=409)
    return refusal


def refuse_checking_anew(user, batch):
    """重新检查: of a list whose circumstances have changed, or that waits to be confirmed."""
    return refuse_papers(user, batch.organisation) or _refuse_unless(
        batch, "重新检查", BatchState.CHECKED, BatchState.STALE
    )


def refuse_discarding(user, batch):
    """放弃: of what is not stored."""
    return refuse_papers(user, batch.organisation) or _refuse_unless(
        batch, "放弃", BatchState.CHECKED, BatchState.STALE, BatchState.UNREADABLE
    )


def _refuse_unless(batch, act, *states):
    if batch.state in states:
        return None
    wait = "请等后台办完后再看。" if batch.state in AT_WORK else "请刷新页面，按现在的进程办理。"
    return Refusal(
        "already_handled",
        f"此批次现为“{batch.get_state_display()}”，不能{act}，可能刚刚已由他人办理。",
        wait,
        status=409,
    )


def _refuse_faulty(batch):
    if not batch.refused_rows:
        return None
    return Refusal(
        "refused_rows",
        f"名单中有{batch.refused_rows}行不能导入，整份名单均未导入。",
        "请下载标注后的工作簿，改正这些行，或删去不再申报的行后重新上传。",
        status=409,
    )


def _refuse_nothing_to_do(batch):
    if batch.new_rows or batch.changed_rows:
        return None
    return Refusal("nothing_to_do", "名单与已有草稿完全一致，没有需要导入的内容。", "无须办理。", status=409)


def _refuse_hidden(batch, with_hidden):
    if with_hidden or not batch.hidden_rows:
        return None
    return Refusal(
        "hidden_rows",
        f"名单中有{batch.hidden_rows}个隐藏行，尚未核对。",
        "请在确认页勾选“已核对，一并导入”，或在表格软件中删去隐藏行后重新上传。",
        status=409,
    )
