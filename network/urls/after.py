"""What follows an acceptance; claims and conduct."""

from django.urls import path

from network.views import claims, conduct, questions

urlpatterns = [
    path("questions/", questions.questions, name="questions"),
    path("questions/weed/", questions.weed, name="weed"),
    path("questions/weed/undo/<int:pk>/", questions.weed_undo, name="weed_undo"),
    path("questions/keep/undo/<int:pk>/", questions.keep_undo, name="keep_undo"),
    path("questions/<int:pk>/answered/", questions.answered, name="question_answered"),
    path("questions/<int:pk>/reopen/", questions.reopen, name="question_reopen"),
    path("requests/<int:pk>/claim/", claims.claim_add, name="claim_add"),
    path("people/<int:pk>/claim/", claims.claim_add_person, name="claim_add_person"),
    path("claims/<int:pk>/", claims.claim_state, name="claim_state"),
    path("claims/<int:pk>/reset/", claims.claim_reset, name="claim_reset"),
    path("claims/<int:pk>/remove/", claims.claim_drop, name="claim_drop"),
    path("requests/<int:pk>/conduct/", conduct.conduct_add_request, name="conduct_add_request"),
    path("people/<int:pk>/conduct/", conduct.conduct_add, name="conduct_add"),
    path("conduct/<int:pk>/remove/", conduct.conduct_drop, name="conduct_drop"),
]
