"""Who did whom a favour."""

from django.urls import path

from network.views import favours

urlpatterns = [
    path("favours/", favours.favours, name="favours"),
    path("people/<int:pk>/favours/new/", favours.favour_add, name="favour_add"),
    path("people/<int:pk>/favours/before-asking/", favours.favour_check, name="favour_check"),
    path("favours/<int:pk>/", favours.favour, name="favour"),
    path("favours/<int:pk>/remove/", favours.favour_remove, name="favour_remove"),
    path("favours/<int:pk>/restore/", favours.favour_restore, name="favour_restore"),
    path("favours/<int:pk>/untell/", favours.favour_untell, name="favour_untell"),
]
