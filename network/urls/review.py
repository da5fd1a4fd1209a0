"""Review, the checklist, links."""

from django.urls import path

from network.views import links, review, signal, unlinks

urlpatterns = [
    path("review/", review.review, name="review"),
    path("review/history-is-in/", review.history_in, name="history_in"),
    path("review/undo/<int:pk>/", review.undo, name="undo"),
    path("review/<int:pk>/<str:choice>/", review.choose, name="choose"),
    path("unlinks/", unlinks.unlinks, name="unlinks"),
    path("unlinks/how/", unlinks.how, name="how_to"),
    path("unlinks/<int:pk>/done/", unlinks.unlink_done, name="unlink_done"),
    path("unlinks/<int:pk>/undo/", unlinks.unlink_undo, name="unlink_undo"),
    path("people/<int:pk>/links/", links.link_add, name="link_add"),
    path("links/<int:pk>/end/", links.link_end, name="link_end"),
    path("links/<int:pk>/reopen/", links.link_reopen, name="link_reopen"),
    path("signal/", signal.signal, name="signal"),
]
