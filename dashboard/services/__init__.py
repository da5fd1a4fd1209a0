"""Changes on pages that show more than one app."""

from dashboard.services.cards import change_many, save_card
from dashboard.services.purge import prune_jobs, purge_deleted

__all__ = ["change_many", "prune_jobs", "purge_deleted", "save_card"]
