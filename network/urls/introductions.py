"""Who introduces whom."""

from django.urls import path

from network.views import introduce, introduction_acts, introduction_new, introductions, pairs, refusals

urlpatterns = [
    path("introduce/", introduce.introduce, name="introduce"),
    path("introduce/line/", introduce.introduce_line, name="introduce_line"),
    path("introduce/<int:pk>/answer/", introduce.introduce_answer, name="introduce_answer"),
    path("introductions/", introductions.introductions, name="introductions"),
    path("introductions/new/", introduction_new.introduction_new, name="introduction_new"),
    path("introductions/pairs/", pairs.pairs, name="pairs"),
    path("introductions/pairs/dismiss/", pairs.pair_dismiss, name="pair_dismiss"),
    path("introductions/pairs/<int:pk>/undo/", pairs.pair_undo, name="pair_undo"),
    path("introductions/<int:pk>/", introductions.introduction, name="introduction"),
    path("introductions/<int:pk>/step/", introduction_acts.introduction_step, name="introduction_step"),
    path("introductions/<int:pk>/close/", introduction_acts.introduction_close, name="introduction_close"),
    path("introductions/<int:pk>/undo/", introduction_acts.introduction_undo, name="introduction_undo"),
    path("introductions/<int:pk>/change/", introduction_acts.introduction_change, name="introduction_change"),
    path("introductions/<int:pk>/remove/", introduction_acts.introduction_remove, name="introduction_remove"),
    path(
        "introductions/<int:pk>/restore/", introduction_acts.introduction_restore, name="introduction_restore"
    ),
    path("people/<int:pk>/refusal/", refusals.refusal, name="refusal"),
]
