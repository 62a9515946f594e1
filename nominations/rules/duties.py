"""职责分离: nobody takes two parts for one candidate, and nobody acts on the own candidacy."""

from accounts.models import User
from common.refusals import Refusal
from nominations.parts import NOMINATE, WORDS, everybody_in


def refuse_second_part(user, nomination, part, *, taken=None) -> Refusal | None:
    """One natural person, one part in a nomination, whatever accounts and roles he has.

    ``taken`` is what ``everybody_in`` answered for a whole list, where many are asked about together.
    """
    return _own_candidacy(user, nomination, part) or next(_second_parts(user, [nomination], part, taken=taken), None)


def refuse_second_parts(user, nominations, part) -> Refusal | None:
    """The same for a whole list, in as many queries; the refusal names the first who stands in the way."""
    for nomination in nominations:
        if refusal := _own_candidacy(user, nomination, part, f"名单中的{nomination.name}"):
            return refusal
    return next(_second_parts(user, nominations, part, is_list=True), None)


def _second_parts(user, nominations, part, *, is_list=False, taken=None):
    own = _accounts_of(user)
    taken = everybody_in(nominations) if taken is None else taken
    for nomination in nominations:
        for other, people in taken[nomination.pk].items():
            if other != part and people & own:
                whom = nomination.name if is_list else "该人选"
                yield Refusal(
                    "second_part",
                    f"您已参与{whom}的{WORDS[other]}，不能再办理{WORDS[part]}。",
                    "同一人选的各环节须由不同的人办理，请由其他人员办理。",
                )


def _accounts_of(user) -> set[int]:
    """All accounts of one natural person, read once for each sign-in that asks."""
    if not user.person_hash:
        return {user.pk}
    if not hasattr(user, "_own_accounts"):
        found = User.objects.filter(person_hash=user.person_hash).values_list("pk", flat=True)
        user._own_accounts = set(found) | {user.pk}
    return user._own_accounts


def _own_candidacy(user, nomination, part, whom="该人选"):
    if part != NOMINATE and is_candidate(user, nomination):
        return Refusal("own_candidacy", f"{whom}即您本人，您不能为本人办理{WORDS[part]}。", "请由其他人员办理。")
    return None


def is_candidate(user, nomination):
    """Whether the person is the one proposed, by account or by document."""
    return user.pk == nomination.candidate_id or user.person_hash == nomination.identity_hash != ""
