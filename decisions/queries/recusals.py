"""应回避: the reasons the portal knows of why a member takes no part in a name."""

from accounts.models import Membership, User
from accounts.queries import in_force
from nominations.models import Nomination
from nominations.parts import APPROVE, WORDS, everybody_in
from nominations.rules import is_candidate
from organisations.models import Organisation
from organisations.states import Kind
from reviews.queries.veil import kept_from_voting


def reasons_to_withdraw(nominations, members) -> list[tuple[int, int, str]]:
    """应回避: for each name and member the reason the portal knows of, if there is one (nomination, seat, reason).

    Own candidacy, an earlier part in the nomination, the same unit, or a post in a union or association the nomination
    came through. A post at 市总 itself is every member's and no reason.
    """
    nominations = list(nominations)
    parts = everybody_in(nominations)
    accounts = _accounts(members)
    bodies = _bodies(members)
    through = _paths(nominations)
    known = kept_from_voting([member.user for member in members], Nomination.objects.filter(pk__in=parts))
    found = []
    for nomination in nominations:
        for member in members:
            reason = _reason(nomination, member, parts[nomination.pk], accounts[member.pk], bodies[member.pk], through)
            reason = reason or known.get((member.user_id, nomination.pk), "")
            if reason:
                found.append((nomination.pk, member.pk, reason))
    return found


def _reason(nomination, member, parts, accounts, bodies, through):
    if is_candidate(member.user, nomination):
        return "本人即候选人"
    for part, people in parts.items():
        if part != APPROVE and people & accounts:  # voting again, at a second sitting, is the same part
            return f"曾参与该人选的{WORDS[part]}"
    for body in bodies:
        if body.employer_code and body.employer_code == nomination.unit_code:
            return "与候选人同一单位"
        if any(path.startswith(body.path) for path in through[nomination.pk]):
            return f"任职于推荐或审核单位（{body.name}）"
    return ""


def _accounts(members) -> dict:
    hashes = {member.user.person_hash for member in members} - {""}
    others = list(User.objects.filter(person_hash__in=hashes).values_list("person_hash", "pk")) if hashes else []
    return {
        member.pk: {member.user_id} | {pk for person_hash, pk in others if person_hash == member.user.person_hash != ""}
        for member in members
    }


def _bodies(members) -> dict:
    held = {member.user_id: [] for member in members}
    memberships = Membership.objects.filter(in_force(), user__in=held).exclude(organisation__kind=Kind.MUNICIPAL)
    for membership in memberships.exclude(organisation=None).select_related("organisation"):
        held[membership.user_id].append(membership.organisation)
    return {member.pk: held[member.user_id] for member in members}


def _paths(nominations) -> dict:
    bodies = {one.pk: {one.drafting_body_id, one.filing_body_id} - {None} for one in nominations}
    paths = dict(
        Organisation.objects.filter(pk__in=set().union(*bodies.values())).values_list("pk", "path") if bodies else []
    )
    return {pk: [paths[body] for body in own] for pk, own in bodies.items()}
