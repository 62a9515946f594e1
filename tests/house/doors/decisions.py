"""Who may open which door of decisions/: the secretary, the members of the sitting, supervision."""

from tests.house.doors import FINANCE, OFFICE, WATCH, act, form, page

SECRETARY = frozenset({"secretary"})
ROOM = SECRETARY | WATCH | {"chair"}
PAPERS = ROOM | OFFICE | FINANCE | {"publicity_officer"}


def kept(by=SECRETARY, of="sitting"):
    """A button of the sitting's page."""
    return act(by, of=of, refused=ROOM, rest=404)


DOORS = {
    "decisions:sittings": page(ROOM),
    "decisions:convene": form(SECRETARY),
    "decisions:sitting": page(ROOM, of="sitting", rest=404),
    "decisions:roster": kept(),
    "decisions:attendance": kept(),
    "decisions:recusal": kept(),
    "decisions:arrive": kept(),
    "decisions:leave": kept(),
    "decisions:add_matter": kept(),
    "decisions:drop_matter": kept(of="matter of the agenda"),
    "decisions:settle_matter": kept(of="matter of the agenda"),
    "decisions:open": form(SECRETARY, of="sitting", reads=ROOM, rest=404),
    "decisions:close": form(SECRETARY, of="sitting", reads=ROOM, rest=404),
    "decisions:void": kept(),
    "decisions:lapse": form(SECRETARY, of="line of the roster", reads=ROOM, rest=404),
    "decisions:call_up": kept(of="line of the roster"),
    "decisions:seat_reserve": kept(of="line of the roster"),
    "decisions:ballot": page(ROOM, of="sitting", rest=404),
    "decisions:vote_all": kept(by={"chair"}),
    "decisions:withdraw": act({"chair"}, of="line of the roster", rest=404),
    "decisions:resolution": page(PAPERS, of="sitting that resolved", rest=404),
    "decisions:keep_scan": act(SECRETARY, of="sitting that resolved", refused=PAPERS, rest=404),
    "decisions:signed_scan": page(PAPERS, of="sitting that resolved", rest=404),
    "decisions:minutes": page(ROOM, of="sitting that resolved", rest=404),
    "decisions:keep_minutes_scan": act(SECRETARY, of="sitting that resolved", refused=ROOM, rest=404),
    "decisions:signed_minutes": page(ROOM, of="sitting that resolved", rest=404),
    "decisions:resolution_pdf": page(PAPERS, of="sitting that resolved", rest=404),
    "decisions:resolution_docx": page(PAPERS, of="sitting that resolved", rest=404),
    "decisions:minutes_pdf": page(ROOM, of="sitting that resolved", rest=404),
    "decisions:minutes_docx": page(ROOM, of="sitting that resolved", rest=404),
}
