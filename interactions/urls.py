from django.urls import path

from interactions.views import log, said, weights

app_name = "interactions"
urlpatterns = [
    path("log/", log.log, name="log"),
    path("log/plan/", log.plan, name="plan"),
    path("log/preview/", log.preview, name="preview"),
    path("people/<int:pk>/call/", log.call, name="call"),
    path("people/<int:pk>/rating/", said.rate, name="rate"),
    path("people/<int:pk>/rating/forget/", said.unrate, name="unrate"),
    path("people/<int:pk>/pin/", said.pin, name="pin"),
    path("people/<int:pk>/left/", said.left, name="left"),
    path("people/<int:pk>/back/", said.back, name="back"),
    path("people/<int:pk>/take-back/<str:token>/", said.undo, name="unsay"),
    path("interactions/<int:pk>/", log.edit, name="edit"),
    path("interactions/<int:pk>/remove/", log.remove, name="remove"),
    path("interactions/<int:pk>/restore/", log.restore, name="restore"),
    path("settings/weights/", weights.weights, name="weights"),
    path("settings/weights/progress/", weights.progress, name="weights_progress"),
    path("settings/weights/<int:pk>/undo/", weights.undo, name="weights_undo"),
]
