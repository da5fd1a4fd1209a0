from django.urls import path

from interactions import views

app_name = "interactions"
urlpatterns = [
    path("log/", views.log, name="log"),
    path("log/preview/", views.preview, name="preview"),
    path("people/<int:pk>/call/", views.call, name="call"),
    path("interactions/<int:pk>/", views.edit, name="edit"),
    path("interactions/<int:pk>/remove/", views.remove, name="remove"),
    path("interactions/<int:pk>/restore/", views.restore, name="restore"),
]
