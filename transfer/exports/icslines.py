"""Lines of a calendar file, so that whatever a text holds stays one property (RFC 5545, 3.1 and 3.3.11)."""

WIDEST = 75


def escaped(text: str, most: int) -> str:
    """A text as a value: no line ends, no separators, no control characters; at most so many letters of it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = "".join(letter for letter in text[:most] if letter >= " " and letter != "\x7f" or letter in "\n\t")
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A line in pieces of at most 75 bytes, never within a letter, with its end."""
    raw = line.encode("utf-8", "replace")
    pieces, start = [], 0
    while len(raw) - start > WIDEST - (start > 0):
        end = start + WIDEST - (start > 0)
        while raw[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(raw[start:end])
        start = end
    return b"\r\n ".join([*pieces, raw[start:]]) + b"\r\n"
