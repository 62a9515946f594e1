"""Addresses of this room."""

from django.urls import path

from findings.views import findings

app_name = "findings"

urlpatterns = [
    path("", findings.register, name="register"),
    path("<slug:number>/", findings.finding, name="finding"),
    path("<slug:number>/find/", findings.find, name="find"),
    path("<slug:number>/confirm/", findings.confirm, name="find_confirm"),
]
