"""Addresses of this room."""

from django.urls import path

from ladder import views

app_name = "ladder"

urlpatterns = [
    path("", views.register, name="register"),
    path("new/", views.new, name="new"),
    path("upload/", views.upload, name="upload"),
    path("template.xlsx", views.template, name="template"),
    path("verify/", views.verify, name="verify"),
    path("<int:pk>/", views.show, name="record"),
    path("<int:pk>/correct/", views.correct, name="correct"),
    path("<int:pk>/revoke/", views.revoke, name="revoke"),
    path("<int:pk>/strike/", views.strike, name="strike"),
]
