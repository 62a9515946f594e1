"""Addresses of this room."""

app_name = "sanctions"

urlpatterns = []
