"""Root addresses: each app brings its own."""

from django.contrib import admin
from django.urls import include, path

from craftsman_portal import health, published

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("published/<path:path>", published.file, name="published"),
    path("", include("desks.urls")),
    path("account/", include("entrance.urls")),
    path("account/", include("accounts.urls")),
    path("ledger/", include("ledger.urls")),
    path("letters/", include("letters.urls")),
    path("exports/", include("exports.urls")),
    path("season/", include("seasons.urls")),
    path("bans/", include("sanctions.urls")),
    path("nominations/", include("nominations.urls")),
    path("intake/", include("intake.urls")),
    path("handover/", include("handover.urls")),
    path("ladder/", include("ladder.urls")),
    path("reviews/", include("reviews.urls")),
    path("publicity/", include("publicity.urls")),
    path("decisions/", include("decisions.urls")),
    path("honours/", include("honours.urls")),
    path("findings/", include("findings.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "desks.errors.bad_request"
handler403 = "desks.errors.forbidden"
handler404 = "desks.errors.not_found"
handler500 = "desks.errors.server_error"
