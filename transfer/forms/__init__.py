"""What pages of in and out ask for."""

from transfer.forms.columns import ColumnsForm
from transfer.forms.files import MOST_FILES, FilesField, NamesForm, OwnForm, UploadForm

__all__ = ["MOST_FILES", "ColumnsForm", "FilesField", "NamesForm", "OwnForm", "UploadForm"]
