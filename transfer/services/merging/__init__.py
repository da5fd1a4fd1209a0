"""Two people made one, and taken apart again.

merge_people → queries/choices.py (what was chosen) → fold.py (all rows of all apps, by walking the keys) → scored anew
"""

from transfer.services.merging.merge import Refused, merge_people
from transfer.services.merging.unmerge import undo_merge

__all__ = ["Refused", "merge_people", "undo_merge"]
