"""The project's own app: commands, schedules and start-up checks."""

from django.apps import AppConfig


class CrmConfig(AppConfig):
    name = "crm"
    label = "crm"
