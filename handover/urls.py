"""Addresses of this room."""

from django.urls import path

from handover import views

app_name = "handover"

urlpatterns = [
    path("", views.deliveries, name="deliveries"),
    path("deliveries/<int:key>/again/", views.again, name="again"),
    path("schema/<slug:edition>.json", views.schema, name="schema"),
    path("<slug:number>/", views.package, name="package"),
    path("<slug:number>/pack/", views.pack, name="pack"),
    path("<slug:number>/progress/", views.progress, name="progress"),
    path("<slug:number>/<str:token>/fetch/", views.fetch, name="fetch"),
]
