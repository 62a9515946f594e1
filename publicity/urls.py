"""Addresses of this room: what the public reads, what the office keeps, what follows an objection."""

from django.urls import path

from publicity.views import corrections, inquiries, objecting, objections, office, outlets, public, replying

app_name = "publicity"

urlpatterns = [
    path("", public.notices, name="notices"),
    path("receipt/", objecting.look_up, name="look_up"),
    path("receipt/<str:receipt>/", objecting.receipt, name="receipt"),
    path("receipt/<str:receipt>/supplement/", objecting.supplement, name="supplement"),
    path("receipt/<str:receipt>/second-look/", objecting.second_look, name="second_look"),
    path("receipt/<str:receipt>/reply.pdf", replying.receipt_reply, name="receipt_reply"),
    path("manage/", office.manage, name="manage"),
    path("manage/new/", office.prepare, name="prepare"),
    path("manage/<int:pk>/", office.notice, name="managed"),
    path("manage/<int:pk>/redraft/", office.redraft, name="redraft"),
    path("manage/<int:pk>/renew/", office.renew, name="renew"),
    path("manage/<int:pk>/reorder/", office.reorder, name="reorder"),
    path("manage/<int:pk>/leave-out/<int:name_pk>/", office.leave_out, name="leave_out"),
    path("manage/<int:pk>/discard/", office.discard, name="discard"),
    path("manage/<int:pk>/publish/", office.publish, name="publish"),
    path("manage/<int:pk>/schedule/", corrections.schedule, name="schedule"),
    path("manage/<int:pk>/unschedule/", corrections.unschedule, name="unschedule"),
    path("manage/<int:pk>/correct/", corrections.correct, name="correct"),
    path("manage/<int:pk>/line/<int:name_pk>/", corrections.line, name="line"),
    path("manage/<int:pk>/outlet/<int:outlet_pk>/", outlets.outlet, name="outlet"),
    path("manage/<int:pk>/close/", office.close, name="close"),
    path("proof/<int:pk>/", outlets.proof, name="proof"),
    path("objections/", objections.docket, name="objections"),
    path("leads/", objections.leads, name="leads"),
    path("objections/register/", objections.register, name="register"),
    path("objections/<int:pk>/", objections.objection, name="objection"),
    path("objections/<int:pk>/refuse/", objections.refuse, name="refuse"),
    path("objections/<int:pk>/inquire/", objections.inquire, name="inquire"),
    path("objections/<int:pk>/note/", inquiries.note, name="note"),
    path("objections/<int:pk>/question/", inquiries.question, name="question"),
    path("objections/<int:pk>/extend/", inquiries.extend, name="extend"),
    path("objections/<int:pk>/step-back/", inquiries.step_back, name="step_back"),
    path("objections/<int:pk>/reassign/", inquiries.reassign, name="reassign"),
    path("objections/<int:pk>/conclude/", inquiries.conclude, name="conclude"),
    path("objections/<int:pk>/reveal/", inquiries.reveal, name="reveal"),
    path("objections/<int:pk>/second-look/", inquiries.answer_second_look, name="answer_second_look"),
    path("objections/<int:pk>/reply.pdf", replying.reply, name="reply"),
    path("objections/paper/<int:pk>/", inquiries.evidence, name="evidence"),
    path("statement/<int:pk>/", inquiries.statement, name="statement"),
    path("<slug:season_code>/<int:number>/", public.notice, name="notice"),
    path("<slug:season_code>/<int:number>/object/", objecting.object_, name="object"),
]
