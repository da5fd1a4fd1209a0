"""Policies, their simulation, the sweep."""

from django.urls import path

from network.views import policies, policy_edit, policy_simulate, sweep

urlpatterns = [
    path("policies/", policies.policies, name="policies"),
    path("policies/choose/", policies.policy_choose, name="policy_choose"),
    path("policies/version/<int:pk>/use/", policies.policy_use, name="policy_use"),
    path("policies/<str:network>/edit/", policy_edit.policy_edit, name="policy_edit"),
    path("policies/<str:network>/simulate/", policy_simulate.policy_simulate, name="policy_simulate"),
    path("policies/<str:network>/save/", policy_simulate.policy_save, name="policy_save"),
    path("policies/<str:network>/versions/", policies.policy_versions, name="policy_versions"),
    path("policies/<str:network>/drift/", policies.policy_drift, name="policy_drift"),
    path("sweep/", sweep.sweep, name="sweep"),
    path("sweep/<int:pk>/", sweep.sweep_answer, name="sweep_answer"),
    path("sweep/<int:pk>/undo/", sweep.sweep_undo, name="sweep_undo"),
]
