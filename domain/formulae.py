"""Cells that no spreadsheet takes for a formula, and the way back.

A cell that begins like a formula gets an apostrophe before it, as spreadsheets write text themselves; so does any line
within it, since programs that split cells at line ends would see it begin there (OWASP, CSV injection). What has such
an apostrophe already gets one more, so that unguarded(guarded(text)) is always the text.
"""

import re

_AT_A_START = r"(?:^|(?<=[\r\n]))"
_BEGINS = re.compile(rf"{_AT_A_START}(?='*[=+\-@\t\r＝＋－＠])")
_GUARDED = re.compile(rf"{_AT_A_START}'(?='*[=+\-@\t\r＝＋－＠])")


def guarded(text: str) -> str:
    """A cell that stays a text in every spreadsheet."""
    return _BEGINS.sub("'", text)


def unguarded(cell: str) -> str:
    """What a guarded cell was before."""
    return _GUARDED.sub("", cell)
