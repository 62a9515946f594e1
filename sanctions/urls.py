"""Addresses of this room."""

from django.urls import path

from sanctions import views

app_name = "sanctions"

urlpatterns = [
    path("", views.register, name="register"),
    path("impose/", views.impose, name="impose"),
    path("<int:pk>/", views.show, name="ban"),
    path("<int:pk>/lift/", views.lift, name="lift"),
]
