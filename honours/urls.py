"""Addresses of this room."""

app_name = "honours"

urlpatterns = []
