"""Addresses of this room."""

from django.urls import path

from decisions.views import approvals, ballots, floor, papers, sittings

app_name = "decisions"

urlpatterns = [
    path("", sittings.sittings, name="sittings"),
    path("new/", sittings.convene, name="convene"),
    path("<int:pk>/", sittings.sitting, name="sitting"),
    path("<int:pk>/roster/", sittings.roster, name="roster"),
    path("<int:pk>/attendance/", sittings.attendance, name="attendance"),
    path("<int:pk>/arrive/", floor.arrive, name="arrive"),
    path("<int:pk>/leave/", floor.leave, name="leave"),
    path("<int:pk>/agenda/", floor.add_matter, name="add_matter"),
    path("<int:pk>/agenda/<int:item_pk>/drop/", floor.drop_matter, name="drop_matter"),
    path("<int:pk>/agenda/<int:item_pk>/settle/", floor.settle_matter, name="settle_matter"),
    path("<int:pk>/recusal/", sittings.recusal, name="recusal"),
    path("<int:pk>/open/", sittings.open_, name="open"),
    path("<int:pk>/close/", sittings.close, name="close"),
    path("<int:pk>/void/", sittings.void, name="void"),
    path("<int:pk>/lapse/<int:item_pk>/", approvals.lapse, name="lapse"),
    path("<int:pk>/call-up/<int:item_pk>/", approvals.call_up, name="call_up"),
    path("<int:pk>/seat/<int:item_pk>/", approvals.seat_reserve, name="seat_reserve"),
    path("<int:pk>/ballot/", ballots.ballot, name="ballot"),
    path("<int:pk>/ballot/all/", ballots.vote_all, name="vote_all"),
    path("<int:pk>/ballot/withdraw/<int:item_pk>/", ballots.withdraw, name="withdraw"),
    path("<int:pk>/resolution/", papers.resolution, name="resolution"),
    path("<int:pk>/resolution/signed/", papers.keep_scan, name="keep_scan"),
    path("<int:pk>/resolution/signed/file/", papers.signed_scan, name="signed_scan"),
    path("<int:pk>/minutes/", papers.minutes, name="minutes"),
    path("<int:pk>/minutes/signed/", papers.keep_minutes_scan, name="keep_minutes_scan"),
    path("<int:pk>/minutes/signed/file/", papers.signed_minutes, name="signed_minutes"),
    path("<int:pk>/resolution.pdf", papers.resolution_file, {"kind": "pdf"}, name="resolution_pdf"),
    path("<int:pk>/resolution.docx", papers.resolution_file, {"kind": "docx"}, name="resolution_docx"),
    path("<int:pk>/minutes.pdf", papers.minutes_file, {"kind": "pdf"}, name="minutes_pdf"),
    path("<int:pk>/minutes.docx", papers.minutes_file, {"kind": "docx"}, name="minutes_docx"),
]
