"""Addresses of this room."""

app_name = "seasons"

urlpatterns = []
