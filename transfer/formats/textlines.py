"""Lines of a text file with their numbers, whatever its encoding, and with an end to each of them."""

import codecs
import io
from collections.abc import Iterator

MOST_BYTES = 100_000
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_lines(raw: io.BufferedReader) -> Iterator[tuple[int, str]]:
    """Each line without its end, numbered from 1. What goes beyond MOST_BYTES in a line is left out.

    Text is UTF-8 with or without a mark, UTF-16 with one, and line by line Windows-1252 where it is neither.
    """
    if raw.peek(2).startswith(UTF16_MARKS):
        yield from _utf16_lines(raw)
        return
    for number, line in enumerate(read_byte_lines(raw), start=1):
        yield number, decoded(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line)


def read_byte_lines(raw: io.BufferedReader) -> Iterator[bytes]:
    """Each line without its end, cut at MOST_BYTES."""
    readline = raw.readline
    while line := readline(MOST_BYTES):
        if len(line) == MOST_BYTES and not line.endswith(b"\n"):
            while (rest := readline(MOST_BYTES)) and not rest.endswith(b"\n"):
                pass
        yield line.rstrip(b"\r\n")


def decoded(line: bytes) -> str:
    """The text of one line: UTF-8, else Windows-1252; without NUL, which no database keeps."""
    try:
        text = line.decode()
    except UnicodeDecodeError:
        text = line.decode("cp1252", "replace")
    return text.replace("\0", "")


def _utf16_lines(raw: io.BufferedReader) -> Iterator[tuple[int, str]]:
    text = io.TextIOWrapper(raw, encoding="utf-16", errors="replace")
    number = 0
    while line := text.readline(MOST_BYTES):
        number += 1
        if len(line) == MOST_BYTES and not line.endswith("\n"):
            while (rest := text.readline(MOST_BYTES)) and not rest.endswith("\n"):
                pass
        yield number, line.rstrip("\r\n").replace("\0", "")
