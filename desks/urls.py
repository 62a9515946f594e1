"""Addresses of this room."""

from django.urls import path

from desks import style, views

app_name = "desks"

urlpatterns = [
    path("", views.home, name="home"),
    path("desk/", views.desk, name="desk"),
    path("become/", views.become, name="become"),
    path("become/<int:key>/", views.become_person, name="become_person"),
    path("become/clock/", views.put_forward, name="put_forward"),
    path("forgotten/", views.forgotten, name="forgotten"),
    path("password-link/<int:key>/", views.password_link, name="password_link"),
    path("second-factor/<int:key>/reset/", views.reset_second_factor, name="reset_second_factor"),
    path("style/", style.style_page, name="style"),
    path("style/split/", style.split_page, name="style_split"),
    path("style/confirm/", style.confirm_page, name="style_confirm"),
    path("style/public/", style.public_style_page, name="style_public"),
]
