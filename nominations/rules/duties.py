"""职责分离: nobody takes two parts for one candidate, and nobody acts on the own candidacy."""

from accounts.models import User
from common.refusals import Refusal
from nominations.parts import NOMINATE, WORDS, parts_of


def refuse_second_part(user, nomination, part, *, further=None):
    """One natural person, one part in a nomination; ``further`` brings the parts only a later floor knows of."""
    if part != NOMINATE and is_candidate(user, nomination):
        return Refusal(
            "own_candidacy",
            f"该人选即您本人，您不能为本人办理{WORDS[part]}。",
            "请由本单位其他人员办理。",
        )
    taken = parts_of(nomination) | (further or {})
    people = {pk: other for other, pks in taken.items() if other != part for pk in pks}
    for person in User.objects.filter(pk__in=people).only("pk", "full_name", "person_hash"):
        if person.same_person(user):
            done = WORDS[people[person.pk]]
            return Refusal(
                "second_part",
                f"您已参与该人选的{done}，不能再办理{WORDS[part]}。",
                "同一人选的各环节须由不同的人办理，请由其他人员办理。",
            )
    return None


def is_candidate(user, nomination):
    """Whether the person is the one proposed, by account or by document."""
    return user.pk == nomination.candidate_id or user.person_hash == nomination.identity_hash != ""
