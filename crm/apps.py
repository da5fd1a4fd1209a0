"""The project's own app: commands, schedules and start-up checks."""

from datetime import datetime
from importlib import import_module

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate

from crm import checks as checks  # importing registers them


class CrmConfig(AppConfig):
    name = "crm"
    label = "crm"
    started_at: datetime

    def ready(self) -> None:
        CrmConfig.started_at = import_module("accounts.clock").now()
        post_migrate.connect(mend_schedules, sender=apps.get_app_config("django_q"))


def mend_schedules(**kwargs: object) -> None:
    """Each start migrates, and thereby brings the one schedule back to what it must be."""
    import_module("crm.schedules").mend_schedules(now=import_module("accounts.clock").now())
