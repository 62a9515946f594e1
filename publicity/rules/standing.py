"""Who stands where: the officer, the reader, and the parts nobody may hold twice."""

from accounts.states import Role
from common.refusals import Refusal
from nominations.parts import WORDS
from nominations.rules import is_candidate
from publicity import queries

DUTIES = WORDS | {"inquire": "异议核查"}


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


def refuse_second_parts(user, nominations, part) -> Refusal | None:
    """职责分离 for a whole list: whoever drafted, endorsed, screened, scored or voted leaves this act to another."""
    own = queries.accounts_of_person(user)
    parts = queries.all_parts_of(nominations)
    for nomination in nominations:
        if is_candidate(user, nomination):
            return Refusal(
                "own_candidacy", f"名单中的{nomination.name}即您本人，您不能办理{DUTIES[part]}。", "请由其他人员办理。"
            )
        for other, people in parts[nomination.pk].items():
            if other != part and people & own:
                return Refusal(
                    "second_part",
                    f"您已参与{nomination.name}的{DUTIES[other]}，不能再办理其{DUTIES[part]}。",
                    "同一人选的各环节须由不同的人办理，请由其他人员办理。",
                )
    return None


def handled(word):
    """办理在先: somebody else was quicker."""
    return Refusal(
        "already_handled", f"此件刚刚已由他人办理，现为“{word}”。", "请刷新页面，按现在的进程办理。", status=409
    )
