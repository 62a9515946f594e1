"""回避: no screener decides on a file of the own or former house, on one that passed through the own hands, or on oneself."""

from common.dates import add_years, plain_day_words, today
from common.refusals import Refusal
from nominations.queries.ties import hands_of, ties_of

BY_OTHERS = "请由其他资格审核人办理。"


def refuse_tied(user, nomination, *, on=None):
    """Asked of one nomination, by the act and its page."""
    return recusal(ties_of(user), hands_of(nomination), on=on or today())


def recusal(ties, hands, *, on):
    """Why this person stands aside from this file, or None; pure, so that a list asks it for every row."""
    return _of_oneself(ties, hands) or _of_own_hands(ties, hands) or _of_own_house(ties, hands, on)


def _of_oneself(ties, hands):
    if hands.candidate in ties.accounts or hands.identity_hash == ties.person_hash != "":
        return Refusal("own_candidacy", "该人选即您本人，您不能为本人办理资格审核。", BY_OTHERS)
    return None


def _of_own_hands(ties, hands):
    for people, done in ((hands.nominators, "起草推荐"), (hands.endorsers, "逐级审核")):
        if people & ties.accounts:
            return Refusal(
                "second_part",
                f"您已参与该人选的{done}，不能再办理资格审核。",
                "同一人选的各环节须由不同的人办理，请由其他人员办理。",
            )
    return None


def _of_own_house(ties, hands, on):
    for tie in ties.ties:
        same_unit = tie.employer_code != "" and tie.employer_code == hands.unit_code
        if tie.until is None:
            if same_unit or any(tie.path.startswith(path) or path.startswith(tie.path) for _, path in hands.bodies):
                return Refusal("own_branch", f"您在{tie.name}任职，此件由该工会系统推荐或报送，您应当回避。", BY_OTHERS)
        elif add_years(tie.until, hands.years) >= on and (
            same_unit or any(path.startswith(tie.path) for _, path in hands.bodies)
        ):
            return Refusal(
                "former_house",
                f"您曾在{tie.name}任职至{plain_day_words(tie.until)}，离任未满{hands.years}年，"
                "此件由该处推荐或报送，您应当回避。",
                BY_OTHERS,
            )
    return None
