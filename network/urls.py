from django.urls import path

from network import views

app_name = "network"
urlpatterns = [
    path("review/", views.review, name="review"),
    path("review/history-is-in/", views.history_in, name="history_in"),
    path("review/undo/<int:pk>/", views.undo, name="undo"),
    path("review/<int:pk>/<str:choice>/", views.choose, name="choose"),
    path("unlinks/", views.unlinks, name="unlinks"),
    path("unlinks/<int:pk>/done/", views.unlink_done, name="unlink_done"),
    path("unlinks/<int:pk>/undo/", views.unlink_undo, name="unlink_undo"),
    path("requests/", views.requests, name="requests"),
    path("know/", views.know, name="know"),
    path("people/<int:pk>/links/", views.link_add, name="link_add"),
    path("links/<int:pk>/end/", views.link_end, name="link_end"),
    path("links/<int:pk>/reopen/", views.link_reopen, name="link_reopen"),
]
