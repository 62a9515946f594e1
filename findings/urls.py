"""Addresses of this room: what the public and the parties see, the docket, the findings made."""

from django.urls import path

from findings.views import cases, deciding, findings, parties, public

app_name = "findings"

urlpatterns = [
    # open to everybody
    path("report/", public.report, name="report"),
    path("receipt/", public.look_up, name="look_up"),
    path("receipt/<str:receipt>/", public.receipt, name="receipt"),
    # the parties
    path("own/", parties.own, name="own"),
    path("own/<int:pk>/", parties.own_case, name="own_case"),
    path("own/<int:pk>/state/", parties.state, name="state"),
    path("own/<int:pk>/appeal/", parties.appeal, name="appeal"),
    # 评审办公室
    path("", cases.docket, name="docket"),
    path("open/", cases.open_, name="open"),
    path("cases/<int:pk>/", cases.case, name="case"),
    path("cases/<int:pk>/decline/", cases.decline, name="decline"),
    path("cases/<int:pk>/take-up/", cases.take_up, name="take_up"),
    path("cases/<int:pk>/papers/", cases.papers, name="papers"),
    path("cases/<int:pk>/reveal/", cases.reveal, name="reveal"),
    path("papers/<int:pk>/", cases.paper, name="paper"),
    path("cases/<int:pk>/tell/", cases.tell, name="tell"),
    path("cases/<int:pk>/close/", cases.close, name="close"),
    path("statements/<int:pk>/", cases.state_on_paper, name="state_on_paper"),
    path("cases/<int:pk>/decide/", deciding.decide, name="decide"),
    path("cases/<int:pk>/clear/", deciding.clear, name="clear"),
    path("cases/<int:pk>/ban/", deciding.ban_besides, name="ban_besides"),
    path("made/", findings.register, name="register"),
    path("made/<int:pk>/", findings.finding, name="finding"),
    path("made/<int:pk>/appeal/", findings.appeal_on_paper, name="appeal_on_paper"),
    path("made/<int:pk>/review/", findings.review, name="review"),
]
