"""Addresses of founding and re-election."""

app_name = "organising"
urlpatterns: list[object] = []
