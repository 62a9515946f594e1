"""Addresses of this room: the expert's desk, the office, the committee, the ranking."""

from django.urls import path

from reviews.views import committee, desk, office, rankings, recusals

app_name = "reviews"

urlpatterns = [
    path("", desk.queue, name="queue"),
    path("pledge/", desk.pledge, name="pledge"),
    path("sheets/<int:pk>/", desk.sheet, name="sheet"),
    path("sheets/<int:pk>/changes/", desk.changes, name="changes"),
    path("sheets/<int:pk>/submit/", desk.submit, name="submit"),
    path("sheets/<int:pk>/abstain/", desk.abstain, name="abstain"),
    path("evidence/<str:token>/", desk.evidence, name="evidence"),
    path("recusals/", recusals.candidates, name="candidates"),
    path("recusals/<str:number>/", recusals.declare, name="declare"),
    path("office/", office.overview, name="office"),
    path("office/open/", office.open_round, name="open"),
    path("office/conflicts/", recusals.conflicts, name="conflicts"),
    path("office/conflicts/order/", recusals.order, name="order"),
    path("office/rounds/<int:pk>/take-in/", office.take_in, name="take_in"),
    path("office/rounds/<int:pk>/draw/", office.draw, name="draw"),
    path("office/rounds/<int:pk>/files/", office.files, name="files"),
    path("office/rounds/<int:pk>/files/<str:number>/", office.panel, name="panel"),
    path("office/rounds/<int:pk>/close/", office.close, name="close"),
    path("office/rounds/<int:pk>/rank/", rankings.make, name="rank"),
    path("office/assignments/<int:pk>/replace/", office.replace, name="replace"),
    path("committee/", committee.members, name="committee"),
    path("committee/seat/", committee.seat, name="seat"),
    path("committee/<int:pk>/", committee.member, name="member"),
    path("committee/<int:pk>/stand-down/", committee.stand_down, name="stand_down"),
    path("rankings/<int:pk>/", rankings.ranking, name="ranking"),
    path("rankings/<int:pk>/confirm/", rankings.confirm, name="confirm"),
]
