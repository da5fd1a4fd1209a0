"""The addresses of imports."""

from django.urls import path

from transfer import views

app_name = "transfer"
urlpatterns = [
    path("import/", views.imports, name="imports"),
    path("import/names/", views.names, name="names"),
    path("import/<int:pk>/", views.report, name="report"),
    path("import/<int:pk>/progress/", views.progress, name="progress"),
    path("import/<int:pk>/undo/", views.undo, name="undo"),
]
