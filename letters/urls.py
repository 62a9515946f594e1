"""Addresses of this room."""

from django.urls import path

from letters import views

app_name = "letters"

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("read-all/", views.read_all, name="read_all"),
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<int:key>/send-again/", views.send_again, name="send_again"),
    path("<int:key>/", views.letter, name="letter"),
]
