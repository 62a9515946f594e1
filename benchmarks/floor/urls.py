"""The floor's own addresses."""

from django.urls import path

from benchmarks.floor import files, honours, public, sheets

urlpatterns = [
    path("keep/<slug:number>/", files.keep),
    path("nominations/", files.nominations),
    path("screening/", files.screening),
    path("screening/<slug:number>/", files.screened),
    path("queue/", sheets.queue),
    path("sheet/<int:key>/", sheets.sheet),
    path("sheet/<int:key>/save/", sheets.save),
    path("sheet/<int:key>/submit/", sheets.submit),
    path("naming/", honours.naming),
    path("certificates/", honours.certificates),
    path("payments/", honours.payments),
    path("notice/<slug:season>/<int:number>/", public.notice),
    path("cached-notice/", public.cached_notice),
    path("roll/", public.roll),
    path("verify/<slug:code>/", public.verify),
]
