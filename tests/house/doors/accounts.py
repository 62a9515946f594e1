"""Who may open which door of account/."""

from tests.house.doors import EVERYBODY, SIGNED_IN, act, form, page

KEEPERS = {"administrator"}

DOORS = {
    "accounts:sign_in": form(EVERYBODY, leads_on=SIGNED_IN),
    "accounts:sign_out": act(EVERYBODY),
    "accounts:stay": act(SIGNED_IN),
    "accounts:set_password": form(EVERYBODY, of="password link", leads_on=EVERYBODY),
    "accounts:me": page(SIGNED_IN),
    "accounts:change_password": form(SIGNED_IN),
    "accounts:second_factor": form(SIGNED_IN, leads_on=SIGNED_IN),
    "accounts:enrol": form(SIGNED_IN),
    "accounts:begin_enrolment": act(SIGNED_IN),
    "accounts:renew_recovery_codes": form(SIGNED_IN),
    "accounts:people": page(KEEPERS),
    "accounts:open_account": form(KEEPERS),
    "accounts:person": form(KEEPERS, of="person"),
    "accounts:grant": act(KEEPERS, of="person"),
    "accounts:suspend": act(KEEPERS, of="person"),
    "accounts:resume": act(KEEPERS, of="person"),
    "accounts:unlock": act(KEEPERS, of="person"),
    "accounts:end_membership": act(KEEPERS, of="membership"),
    "accounts:organisations": page(KEEPERS),
    "accounts:register_organisation": form(KEEPERS),
    "accounts:organisation": form(KEEPERS, of="organisation"),
}
