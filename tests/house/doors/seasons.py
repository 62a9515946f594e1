"""Who may open which door of season/: what is issued everybody reads, the office writes."""

from tests.house.doors import EVERYBODY, OFFICE, SIGNED_IN, WATCH, act, form, page

DRAFT = {"of": "drafted rulebook", "refused": WATCH, "rest": 404}
SEASON = {"of": "season"}

DOORS = {
    "seasons:list": page(SIGNED_IN),
    "seasons:create": form(OFFICE),
    "seasons:holidays": page(SIGNED_IN),
    "seasons:holiday_entry": form(OFFICE),
    "seasons:holiday_year": page(SIGNED_IN, of="year of holidays"),
    "seasons:holiday_load": form(OFFICE, of="year of holidays"),
    "seasons:season": page(EVERYBODY, **SEASON),
    "seasons:office": page(SIGNED_IN, **SEASON),
    "seasons:make_current": act(OFFICE, **SEASON),
    "seasons:conclude": form(OFFICE, reads=SIGNED_IN, **SEASON),  # the page says who may and what is missing
    "seasons:extend": form(OFFICE, **SEASON),
    "seasons:draft": form(OFFICE, leads_on=OFFICE, **SEASON),
    "seasons:amend": form(OFFICE, leads_on=OFFICE, **SEASON),
    "seasons:rulebook": page(SIGNED_IN, of="issued rulebook"),
    "seasons:rulebook_edit": form(OFFICE, **DRAFT),
    "seasons:rulebook_rows": form(OFFICE, **DRAFT | {"of": "rows of a drafted rulebook"}),
    "seasons:rulebook_issue": form(OFFICE, reads=OFFICE | WATCH, of="drafted rulebook", rest=404),
    "seasons:rulebook_discard": form(OFFICE, reads=OFFICE | WATCH, of="drafted rulebook", rest=404),
}
