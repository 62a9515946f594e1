"""Addresses of this room: what the public reads, what the office keeps, what follows an objection."""

from django.urls import path

from publicity.views import objections, office, public

app_name = "publicity"

urlpatterns = [
    path("", public.notices, name="notices"),
    path("receipt/", public.look_up, name="look_up"),
    path("receipt/<str:receipt>/", public.receipt, name="receipt"),
    path("manage/", office.manage, name="manage"),
    path("manage/new/", office.prepare, name="prepare"),
    path("manage/<int:pk>/", office.notice, name="managed"),
    path("manage/<int:pk>/redraft/", office.redraft, name="redraft"),
    path("manage/<int:pk>/renew/", office.renew, name="renew"),
    path("manage/<int:pk>/reorder/", office.reorder, name="reorder"),
    path("manage/<int:pk>/leave-out/<int:name_pk>/", office.leave_out, name="leave_out"),
    path("manage/<int:pk>/discard/", office.discard, name="discard"),
    path("manage/<int:pk>/publish/", office.publish, name="publish"),
    path("manage/<int:pk>/outlet/<int:outlet_pk>/", office.outlet, name="outlet"),
    path("manage/<int:pk>/close/", office.close, name="close"),
    path("proof/<int:pk>/", office.proof, name="proof"),
    path("objections/", objections.docket, name="objections"),
    path("objections/<int:pk>/", objections.objection, name="objection"),
    path("objections/<int:pk>/refuse/", objections.refuse, name="refuse"),
    path("objections/<int:pk>/inquire/", objections.inquire, name="inquire"),
    path("objections/<int:pk>/conclude/", objections.conclude, name="conclude"),
    path("objections/<int:pk>/reveal/", objections.reveal, name="reveal"),
    path("objections/paper/<int:pk>/", objections.evidence, name="evidence"),
    path("<slug:season_code>/<int:number>/", public.notice, name="notice"),
    path("<slug:season_code>/<int:number>/object/", public.object_, name="object"),
]
