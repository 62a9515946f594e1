"""Addresses of this room."""

from django.urls import path

from exports import views

app_name = "exports"

urlpatterns = [
    path("", views.own, name="own"),
    path("register/", views.register, name="register"),
    path("ask/<str:kind>/", views.ask, name="ask"),
    path("<str:token>/progress/", views.progress, name="progress"),
    path("<str:token>/fetch/", views.fetch, name="fetch"),
]
