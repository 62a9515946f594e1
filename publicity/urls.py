"""Addresses of this room."""

app_name = "publicity"

urlpatterns = []
