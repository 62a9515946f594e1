"""Reads of accounts: people and their roles here, the second factor in its own file."""

from accounts.queries.people import (
    in_force,
    listed,
    locked,
    memberships_of,
    people_for_each_role,
    people_in_branch,
    people_with,
    sign_in_name,
    username_taken,
)

__all__ = [
    "in_force",
    "listed",
    "locked",
    "memberships_of",
    "people_for_each_role",
    "people_in_branch",
    "people_with",
    "sign_in_name",
    "username_taken",
]
