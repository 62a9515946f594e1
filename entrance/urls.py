"""Addresses of this room."""

from django.urls import path

from entrance import views

app_name = "entrance"

urlpatterns = [
    path("register/", views.register, name="register"),
    path("register/verify/", views.verify, name="verify"),
    path("register/again/", views.again, name="again"),
    path("me/email/", views.contact, {"kind": "email"}, name="email"),
    path("me/phone/", views.contact, {"kind": "phone"}, name="phone"),
]
