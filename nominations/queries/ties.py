"""任职与经手: what ties a screener to the files of his former house (回避)."""

from dataclasses import dataclass
from datetime import date

from accounts.models import Membership, User
from common.dates import today
from nominations.models import Endorsement
from organisations.states import Kind


@dataclass(frozen=True)
class Tie:
    """A body the person works for, or worked for until a day."""

    name: str
    key: int
    path: str
    employer_code: str
    until: date | None  # None while it lasts


@dataclass(frozen=True)
class Ties:
    """All accounts of one natural person, and every tie of theirs; ``has_endorsed`` spares a look where none could have."""

    accounts: frozenset[int]
    person_hash: str
    ties: tuple[Tie, ...]
    has_endorsed: bool


@dataclass(frozen=True)
class Hands:
    """What is asked of a file: whose it is, where it comes from, who had a part in it."""

    identity_hash: str
    candidate: int | None
    unit_code: str
    bodies: tuple[tuple[int, str], ...]  # key and path of the drafting and the filing body
    nominators: frozenset[int]
    endorsers: frozenset[int]
    years: int


ROW_COLUMNS = (
    "identity_hash",
    "candidate_id",
    "unit_code",
    "drafting_body_id",
    "drafting_body__path",
    "filing_body_id",
    "filing_body__path",
    "drafted_by_id",
    "declared_by_id",
    "rulebook__conflict_years",
)


def ties_of(user, on=None) -> Ties:
    """The ties of a person over all the accounts of that person; read once for an object."""
    if not hasattr(user, "_ties"):
        on = on or today()
        accounts = {user.pk}
        if user.person_hash:
            accounts |= set(User.objects.filter(person_hash=user.person_hash).values_list("pk", flat=True))
        if accounts == {user.pk}:
            memberships = user.every_membership()  # read with the roles already
        else:
            memberships = Membership.objects.filter(user__in=accounts).select_related("organisation")
        houses = [
            one
            for one in memberships
            if one.organisation_id and one.organisation.kind != Kind.MUNICIPAL and one.since <= on
        ]
        user._ties = Ties(
            frozenset(accounts),
            user.person_hash,
            tuple(
                Tie(
                    one.organisation.name,
                    one.organisation_id,
                    one.organisation.path,
                    one.organisation.employer_code,
                    None if one.is_in_force(on) else one.until,
                )
                for one in houses
            ),
            bool(houses),
        )
    return user._ties


def hands_of(nomination) -> Hands:
    """The same of a nomination with its bodies read."""
    bodies = [body for body in (nomination.drafting_body, nomination.filing_body) if body is not None]
    return Hands(
        nomination.identity_hash,
        nomination.candidate_id,
        nomination.unit_code,
        tuple((body.pk, body.path) for body in bodies),
        frozenset({nomination.drafted_by_id, nomination.declared_by_id} - {None}),
        frozenset(one.by_id for one in nomination.endorsements.all() if one.is_endorsed),
        nomination.rulebook.conflict_years,
    )


def hands_of_rows(rows, ties) -> list[Hands]:
    """The same of rows of a list (with ROW_COLUMNS and pk); one query more only for somebody who may have endorsed."""
    endorsed = set()
    if ties.has_endorsed:
        mine = Endorsement.objects.filter(
            nomination__in=[row["pk"] for row in rows], by__in=ties.accounts, is_endorsed=True
        )
        endorsed = set(mine.values_list("nomination_id", flat=True))
    return [
        Hands(
            row["identity_hash"],
            row["candidate_id"],
            row["unit_code"],
            tuple(
                (row[f"{body}_id"], row[f"{body}__path"])
                for body in ("drafting_body", "filing_body")
                if row[f"{body}_id"] is not None
            ),
            frozenset({row["drafted_by_id"], row["declared_by_id"]} - {None}),
            ties.accounts if row["pk"] in endorsed else frozenset(),
            row["rulebook__conflict_years"],
        )
        for row in rows
    ]
