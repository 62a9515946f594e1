"""Who may open which door of nominations/: one's own side, the screeners once it is filed, supervision always."""

from tests.house.doors import EVERYBODY, NOBODY, OFFICE, SCREENERS, SIGNED_IN, WATCH, XUHUI, act, form, page

CLERKS = frozenset({"clerk", "xuhui_clerk", "pudong_clerk", "association_clerk", "self_nominee"})
SOCIETY = frozenset({"association_clerk", "association_endorser"})
BODIES = CLERKS - {"self_nominee"} | {"park_endorser", "xuhui_endorser", "association_endorser"}
READERS = SCREENERS | OFFICE | WATCH
OF_THE_DRAFT = {"of": "draft", "rest": 404}
OF_A_FILED_ONE = {"refused": XUHUI | READERS, "rest": 404}


def of_xuhui(by, of, **more):
    """A page that asks before an act: those of the side who may not act are told so."""
    return form(by, of=of, refused=XUHUI | WATCH, rest=404, **more)


def screening(by, of="claimed"):
    """A button of the screening page."""
    return act(by, of=of, refused=READERS, rest=404)


DOORS = {
    "nominations:list": page(SIGNED_IN),
    "nominations:start": page(SIGNED_IN, leads_on=CLERKS),
    "nominations:start_in": form(SIGNED_IN, of="channel"),  # whoever may not draft reads why
    # the dossier
    "nominations:show": page(XUHUI | WATCH, **OF_THE_DRAFT),
    "nominations:print": page(XUHUI | WATCH, **OF_THE_DRAFT),
    "nominations:print_pdf": act(XUHUI, refused=WATCH, **OF_THE_DRAFT),
    "nominations:form_scan": act({"clerk", "xuhui_clerk"}, refused=XUHUI | WATCH, **OF_THE_DRAFT),
    "nominations:purges": page(OFFICE | WATCH),
    "nominations:copy": act({"clerk"}, refused=XUHUI | WATCH, **OF_THE_DRAFT),
    "nominations:form_by_code": page(SIGNED_IN),
    "nominations:form_code": page(XUHUI | WATCH, of="printed form of the draft", rest=404, leads_on=XUHUI | WATCH),
    "nominations:reveal": form(NOBODY, reads=XUHUI | WATCH, **OF_THE_DRAFT),
    "nominations:countdown": page(XUHUI | WATCH, **OF_THE_DRAFT),
    "nominations:section": form({"clerk"}, of="section of the draft", refused=XUHUI | WATCH, rest=404),
    "nominations:keep_copy": act({"clerk"}, of="section of the draft", refused=XUHUI | WATCH, rest=404),
    "nominations:discard_copy": act({"clerk"}, of="section of the draft", refused=XUHUI | WATCH, rest=404),
    "nominations:show_paper": page(XUHUI | WATCH, of="evidence of the draft", rest=404),
    "nominations:evidence": page(XUHUI | WATCH, of="evidence of the draft", rest=404),
    "nominations:detach": act({"clerk"}, of="evidence of the draft", refused=XUHUI | WATCH, rest=404),
    "nominations:replace": form({"clerk"}, of="evidence of the draft", refused=XUHUI | WATCH, rest=404),
    "nominations:declare": act({"clerk"}, refused=XUHUI | WATCH, **OF_THE_DRAFT),
    "nominations:consent": form({"clerk"}, of="consent of the draft", refused=XUHUI | WATCH, rest=404),
    "nominations:withdraw_consent": form({"clerk"}, of="consent of the draft", refused=XUHUI | WATCH, rest=404),
    "nominations:drop_unsuitable": act({"self_nominee"}, of="expert asked away", rest=404),
    "nominations:drop_exception": act({"self_nominee"}, of="exception asked for", refused=WATCH, rest=404),
    # the climb
    "nominations:recommend": of_xuhui({"clerk"}, "draft", leads_on={"clerk"}),
    "nominations:endorse": of_xuhui({"park_endorser"}, "recommended", leads_on={"park_endorser"}),
    "nominations:take_back": of_xuhui({"xuhui_endorser", "park_endorser"}, "endorsed", leads_on={"park_endorser"}),
    "nominations:own_ranking": page(BODIES, leads_on=BODIES, rest=404),
    "nominations:ranking": form(
        {"xuhui_endorser"}, of="body with an order", reads={"xuhui_endorser", "xuhui_clerk"} | WATCH, rest=404
    ),
    "nominations:ranked": form(
        {"xuhui_endorser", "xuhui_clerk"},
        of="body with an order",
        reads={"xuhui_endorser", "xuhui_clerk"} | WATCH,
        rest=404,
    ),
    "nominations:ranked_pdf": act({"xuhui_endorser", "xuhui_clerk"}, of="body with an order", refused=WATCH, rest=404),
    "nominations:ranked_scan": page({"xuhui_endorser", "xuhui_clerk"} | READERS, of="scan of a ranked list", rest=404),
    "nominations:hand_back": of_xuhui({"park_endorser"}, "recommended"),
    "nominations:submit": of_xuhui({"xuhui_clerk"}, "endorsed", leads_on={"xuhui_clerk"}),
    "nominations:resubmit": act({"clerk"}, of="sent back", **OF_A_FILED_ONE),
    "nominations:withdraw": of_xuhui({"clerk", "xuhui_clerk"}, "draft"),
    "nominations:drop_out": form({"xuhui_clerk", "review_office"}, of="claimed", **OF_A_FILED_ONE),
    "nominations:revisions": page(XUHUI | READERS, of="filed", rest=404),
    "nominations:revision": page(XUHUI | READERS, of="revision", rest=404),
    "nominations:compare_revisions": page(XUHUI | READERS, of="two revisions", rest=404),
    # 社团的邀请与接受
    "nominations:own_invitations": page(SOCIETY, leads_on=SOCIETY, rest=404),
    "nominations:invitations": form({"association_clerk"}, of="society", reads=SOCIETY, rest=404),
    "nominations:answer_invitation": act(
        {"association_clerk"}, of="request to the society", refused={"association_endorser"}, rest=404
    ),
    "nominations:invitation": form({"self_nominee"}, of="invitation", reads=EVERYBODY),
    "nominations:route": form({"self_nominee"}, of="his own", refused=WATCH, rest=404),
    "nominations:ask_employer": screening(SCREENERS),
    # 查重
    "nominations:ask_about_twin": form({"clerk"}, refused=XUHUI | WATCH, **OF_THE_DRAFT),
    "nominations:twins": page(OFFICE | WATCH, rest=404),
    "nominations:twin": form(OFFICE, of="question about a twin", reads=OFFICE | WATCH, rest=404),
    "nominations:answer_twin": act(OFFICE, of="question about a twin", refused=WATCH, rest=404),
    "nominations:free_person": act(OFFICE, of="person of a declined one", refused=WATCH, rest=404),
    # 资格审核
    "nominations:screening": page(READERS, rest=404),
    "nominations:screening_banned": page(OFFICE | WATCH, rest=404),
    "nominations:screen": page(READERS, of="claimed", rest=404),
    "nominations:claim": screening(SCREENERS, of="filed"),
    "nominations:release": screening(SCREENERS | OFFICE),
    "nominations:note_lines": screening(SCREENERS),
    "nominations:verify_dual": screening(SCREENERS),
    "nominations:admit": form(SCREENERS, reads=READERS, of="claimed", rest=404),
    "nominations:send_back": form(SCREENERS, reads=READERS, of="claimed", rest=404),
    "nominations:decline": form(SCREENERS, reads=READERS, of="claimed", rest=404),
    "nominations:extend_correction": form(OFFICE, of="sent back", refused=SCREENERS | WATCH, rest=404),
    "nominations:confirm_conclusion": screening(SCREENERS | OFFICE, of="conclusion"),
    "nominations:reject_conclusion": screening(SCREENERS | OFFICE, of="conclusion"),
    "nominations:undo_conclusion": screening({"screener"} | OFFICE, of="conclusion"),
    "nominations:bulk": form(SCREENERS, reads=READERS, rest=404, leads_on=READERS),
    "nominations:bulk_list": page(READERS, rest=404),
    "nominations:bulk_report": page({"screener"} | OFFICE | WATCH, of="bulk act", rest=404),
    "nominations:bulk_progress": page({"screener"} | OFFICE | WATCH, of="bulk act", rest=404),
    "nominations:bulk_undo": act({"screener"} | OFFICE, of="bulk act", refused=WATCH, rest=404),
    "nominations:decide_exception": screening(SCREENERS, of="exception under screening"),
}
