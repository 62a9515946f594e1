"""Addresses of this room."""

app_name = "letters"

urlpatterns = []
