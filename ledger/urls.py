"""Addresses of this room."""

from django.urls import path

from ledger import views

app_name = "ledger"

urlpatterns = [
    path("", views.search, name="search"),
    path("of/<str:kind>/<int:key>/", views.of, name="of"),
    path("export/", views.export, name="export"),
]
