"""Addresses of this room."""

app_name = "desks"

urlpatterns = []
