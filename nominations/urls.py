"""Addresses of this room."""

from django.urls import path, register_converter

from nominations.states import Channel, ConsentKind
from nominations.views import (
    acts,
    bulk,
    concluding,
    consents,
    exceptions,
    invitations,
    listing,
    paper_pane,
    papers,
    printed,
    purges,
    ranked,
    ranking,
    revisions,
    screening,
    sections,
    sheet,
    starting,
    twins,
    unsuitable,
    writing,
)

app_name = "nominations"


class _Word:
    """One of a choice's values; anything else is no such page."""

    def to_python(self, value):
        return value

    def to_url(self, value):
        return str(value)


class ChannelWord(_Word):
    """推荐途径."""

    regex = "|".join(Channel.values)


class ConsentWord(_Word):
    """用途."""

    regex = "|".join(ConsentKind.values)


register_converter(ChannelWord, "channel")
register_converter(ConsentWord, "consent")

urlpatterns = [
    path("", listing.index, name="list"),
    path("start/", starting.choose, name="start"),
    path("start/<channel:channel>/", starting.start, name="start_in"),
    path("evidence/<str:token>/", papers.download, name="evidence"),
    path("evidence/<str:token>/detach/", papers.detach, name="detach"),
    path("ranked-list/<int:key>/", ranked.page, name="ranked"),
    path("ranked-list/<int:key>/pdf/", ranked.pdf, name="ranked_pdf"),
    path("ranked-list/scan/<str:token>/", ranked.scan, name="ranked_scan"),
    path("purges/", purges.index, name="purges"),
    path("evidence/<str:token>/replace/", papers.replace, name="replace"),
    path("form/", printed.by_code, name="form_by_code"),
    path("form/<slug:code>/", printed.form_code, name="form_code"),
    path("ranking/", ranking.own, name="own_ranking"),
    path("ranking/<int:key>/", ranking.body, name="ranking"),
    path("evidence/<str:token>/view/", paper_pane.show_paper, name="show_paper"),
    path("invitations/", invitations.own, name="own_invitations"),
    path("invitations/<int:key>/", invitations.desk, name="invitations"),
    path("invitations/<int:key>/answer/", invitations.answer, name="answer_invitation"),
    path("invitations/<int:key>/<slug:token>/", invitations.invitation, name="invitation"),
    path("screening/<slug:number>/employer/", invitations.ask_employer, name="ask_employer"),
    path("<slug:number>/route/", invitations.route, name="route"),
    path("twins/", twins.index, name="twins"),
    path("twins/<int:key>/", twins.twin, name="twin"),
    path("twins/<int:key>/answer/", twins.answer, name="answer_twin"),
    path("twins/<int:key>/free/<slug:number>/", twins.free, name="free_person"),
    path("<slug:number>/twin/", twins.ask, name="ask_about_twin"),
    path("screening/", screening.queue, name="screening"),
    path("screening/banned/", screening.banned, name="screening_banned"),
    path("screening/bulk/", bulk.many, name="bulk"),
    path("screening/bulk/done/", bulk.listed, name="bulk_list"),
    path("screening/bulk/<str:token>/", bulk.report, name="bulk_report"),
    path("screening/bulk/<str:token>/progress/", bulk.progress, name="bulk_progress"),
    path("screening/bulk/<str:token>/undo/", bulk.undo, name="bulk_undo"),
    path("screening/<slug:number>/", screening.screen, name="screen"),
    path("screening/<slug:number>/claim/", screening.claim, name="claim"),
    path("screening/<slug:number>/release/", screening.release, name="release"),
    path("screening/<slug:number>/lines/", screening.note_lines, name="note_lines"),
    path("screening/<slug:number>/dual/", screening.verify_dual, name="verify_dual"),
    path("screening/<slug:number>/admit/", concluding.admit, name="admit"),
    path("screening/<slug:number>/send-back/", concluding.send_back, name="send_back"),
    path("screening/<slug:number>/decline/", concluding.decline, name="decline"),
    path("screening/<slug:number>/extend/", concluding.extend_correction, name="extend_correction"),
    path("screening/<slug:number>/conclusion/<int:pk>/confirm/", concluding.confirm, name="confirm_conclusion"),
    path("screening/<slug:number>/conclusion/<int:pk>/reject/", concluding.reject, name="reject_conclusion"),
    path("screening/<slug:number>/conclusion/<int:pk>/undo/", concluding.undo, name="undo_conclusion"),
    path("screening/<slug:number>/exceptions/<int:key>/", exceptions.decide, name="decide_exception"),
    path("<slug:number>/exceptions/<int:key>/drop/", exceptions.drop, name="drop_exception"),
    path("<slug:number>/unsuitable/<int:key>/drop/", unsuitable.drop, name="drop_unsuitable"),
    path("<slug:number>/resubmit/", screening.resubmit, name="resubmit"),
    path("<slug:number>/", sheet.show, name="show"),
    path("<slug:number>/revisions/", revisions.index, name="revisions"),
    path("<slug:number>/revisions/<int:place>/", revisions.show, name="revision"),
    path("<slug:number>/revisions/<int:before>/<int:after>/", revisions.compare, name="compare_revisions"),
    path("<slug:number>/own-copy/", purges.copy, name="copy"),
    path("<slug:number>/print/", printed.printed, name="print"),
    path("<slug:number>/print/pdf/", printed.print_pdf, name="print_pdf"),
    path("<slug:number>/print/scan/", printed.upload_scan, name="form_scan"),
    path("<slug:number>/countdown/", sheet.countdown, name="countdown"),
    path("<slug:number>/reveal/", sheet.reveal, name="reveal"),
    path("<slug:number>/section/<slug:key>/", sections.section, name="section"),
    path("<slug:number>/section/<slug:key>/copy/", writing.keep_copy, name="keep_copy"),
    path("<slug:number>/section/<slug:key>/copy/discard/", writing.discard_copy, name="discard_copy"),
    path("<slug:number>/declare/", sections.declare, name="declare"),
    path("<slug:number>/consent/<consent:kind>/", consents.consent, name="consent"),
    path("<slug:number>/consent/<consent:kind>/withdraw/", consents.withdraw_consent, name="withdraw_consent"),
    path("<slug:number>/recommend/", acts.recommend, name="recommend"),
    path("<slug:number>/endorse/", acts.endorse, name="endorse"),
    path("<slug:number>/take-back/", acts.take_back, name="take_back"),
    path("<slug:number>/hand-back/", acts.hand_back, name="hand_back"),
    path("<slug:number>/submit/", acts.submit, name="submit"),
    path("<slug:number>/withdraw/", acts.withdraw, name="withdraw"),
    path("<slug:number>/drop-out/", acts.drop_out, name="drop_out"),
]
