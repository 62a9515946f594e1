"""Addresses of this room."""

from django.urls import path

from intake.views import lists, papers

app_name = "intake"

urlpatterns = [
    path("", lists.index, name="index"),
    path("template/", lists.download_template, name="template"),
    path("sample/", lists.download_sample, name="sample"),
    path("<int:pk>/", lists.batch, name="batch"),
    path("<int:pk>/progress.json", lists.progress, name="progress"),
    path("<int:pk>/marked/", lists.download_marked, name="marked"),
    path("<int:pk>/confirm/", lists.confirm, name="confirm"),
    path("<int:pk>/check-anew/", lists.check_anew, name="check_anew"),
    path("<int:pk>/discard/", lists.discard, name="discard"),
    path("papers/", papers.index, name="papers"),
    path("papers/<int:pk>/", papers.batch, name="papers_batch"),
    path("papers/<int:pk>/progress.json", papers.progress, name="papers_progress"),
    path("papers/<int:pk>/confirm/", papers.confirm, name="papers_confirm"),
    path("papers/<int:pk>/discard/", papers.discard, name="papers_discard"),
]
