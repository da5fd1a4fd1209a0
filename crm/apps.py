"""The project's own app: commands, schedules and start-up checks."""

from datetime import datetime
from importlib import import_module

from django.apps import AppConfig

from crm import checks as checks  # importing registers them


class CrmConfig(AppConfig):
    name = "crm"
    label = "crm"
    started_at: datetime

    def ready(self) -> None:
        CrmConfig.started_at = import_module("accounts.clock").now()
