"""Acts on people, their roles, and the organisations they act for."""

from accounts.actions.memberships import end_membership, grant
from accounts.actions.organisations import change_organisation, register_organisation
from accounts.actions.people import (
    change_password,
    change_person,
    issue_password_link,
    note_sign_in,
    open_account,
    password_path,
    register_self_nominee,
    resume,
    set_password_by_link,
    suspend,
    take_contact,
    unlock,
)
from accounts.actions.second_factor import (
    begin_enrolment,
    end_proofs,
    enrol,
    prove,
    renew_recovery_codes,
    reset_second_factor,
)

__all__ = [
    "begin_enrolment",
    "change_organisation",
    "change_password",
    "change_person",
    "end_membership",
    "end_proofs",
    "enrol",
    "grant",
    "issue_password_link",
    "note_sign_in",
    "open_account",
    "password_path",
    "prove",
    "register_organisation",
    "register_self_nominee",
    "renew_recovery_codes",
    "reset_second_factor",
    "resume",
    "set_password_by_link",
    "suspend",
    "take_contact",
    "unlock",
]
