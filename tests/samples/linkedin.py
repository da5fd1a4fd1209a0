"""LinkedIn exports in LinkedIn's own shape, era by era, made from plain rows.

`make_export(connections=[{"given": "Anna", "family": "Bell", "slug": "anna-bell", "on": date(2024, 2, 8)}])`
gives the bytes of a zip; the same rows always give the same bytes.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

ERAS = ("2020", "2022", "2024", "2026")
HIDDEN = {"on": date(2024, 6, 7)}
SPONSORED_BODY = '<p class="spinmail-quill-editor__spin-break">Grow faster with us</p>'
NOTES = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses are missing. '
    "You will only see email addresses for connections who have allowed their connections to see or download "
    'their email address."\n\n'
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NAMELESS = ["First Name", "Last Name", "Email Address", "Company", "Position", "Connected On"]
MESSAGES_2020 = [
    "CONVERSATION ID",
    "CONVERSATION TITLE",
    "FROM",
    "SENDER PROFILE URL",
    "TO",
    "DATE",
    "SUBJECT",
    "CONTENT",
    "FOLDER",
]
MESSAGES_2024 = [*MESSAGES_2020[:5], "RECIPIENT PROFILE URLS", *MESSAGES_2020[5:]]
MESSAGES_2026 = [*MESSAGES_2024, "ATTACHMENTS", "IS MESSAGE DRAFT", "IS CONVERSATION DRAFT"]

Rows = Iterable[Mapping[str, Any]]


def make_export(
    *, connections: Rows = (), messages: Rows = (), invitations: Rows = (), era: str = "2026"
) -> bytes:
    """A zip with the three files, as LinkedIn wrote them in one of ERAS."""
    return make_zip(
        {
            "Connections.csv": connections_csv(connections, era),
            "messages.csv": messages_csv(messages, era),
            "Invitations.csv": invitations_csv(invitations, era),
            "Profile.csv": "First Name,Last Name\nOwen,Reed\n",
        }
    )


def make_zip(files: Mapping[str, str | bytes]) -> bytes:
    """A zip of named texts or bytes, always the same for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (2026, 1, 29, 14, 37, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()


def connections_csv(rows: Rows, era: str = "2026") -> str:
    """Rows of {given, family, slug or url, email, company, position, on}; `on` a date or text."""
    columns = NAMELESS if era in ("2020", "2022") else [*NAMELESS[:2], "URL", *NAMELESS[2:]]
    cells = (
        {
            "First Name": row.get("given", ""),
            "Last Name": row.get("family", ""),
            "URL": _url(row),
            "Email Address": row.get("email", ""),
            "Company": row.get("company", ""),
            "Position": row.get("position", ""),
            "Connected On": _day(row.get("on", "")),
        }
        for row in rows
    )
    body = _csv(columns, cells).removesuffix("\n")
    return body if era == "2020" else NOTES + body


def messages_csv(rows: Rows, era: str = "2026") -> str:
    """Rows of {conversation, title, sender, sender_slug, to: [(name, slug)], at, body, folder, draft}."""
    columns = {"2020": MESSAGES_2020, "2022": MESSAGES_2020, "2024": MESSAGES_2024}.get(era, MESSAGES_2026)
    cells = (
        {
            "CONVERSATION ID": row.get("conversation", ""),
            "CONVERSATION TITLE": row.get("title", ""),
            "FROM": row.get("sender", ""),
            "SENDER PROFILE URL": _address(row.get("sender_slug", "")),
            "TO": ", ".join(name for name, _ in row.get("to", [])),
            "RECIPIENT PROFILE URLS": ",".join(_address(slug) for _, slug in row.get("to", [])),
            "DATE": _utc(row.get("at", "")),
            "CONTENT": row.get("body", ""),
            "FOLDER": row.get("folder", "INBOX"),
            "IS MESSAGE DRAFT": "Yes" if row.get("draft") else "No",
            "IS CONVERSATION DRAFT": "No",
        }
        for row in rows
    )
    return _csv(columns, cells, csv.QUOTE_ALL if era == "2026" else csv.QUOTE_MINIMAL)


def invitations_csv(rows: Rows, era: str = "2026") -> str:
    """Rows of {sender, recipient, at, message, incoming, sender_slug, recipient_slug}; `at` naive or text."""
    columns = ["From", "To", "Sent At", "Message", "Direction"]
    if era not in ("2020", "2022"):
        columns += ["inviterProfileUrl", "inviteeProfileUrl"]
    cells = (
        {
            "From": row.get("sender", ""),
            "To": row.get("recipient", ""),
            "Sent At": _american(row.get("at", "")),
            "Message": row.get("message", ""),
            "Direction": "INCOMING" if row.get("incoming", True) else "OUTGOING",
            "inviterProfileUrl": _address(row.get("sender_slug", "")),
            "inviteeProfileUrl": _address(row.get("recipient_slug", "")),
        }
        for row in rows
    )
    return _csv(columns, cells)


def _csv(columns: list[str], rows: Rows, quoting: Any = csv.QUOTE_MINIMAL) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(
        out, columns, restval="", extrasaction="ignore", lineterminator="\n", quoting=quoting
    )
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _url(row: Mapping[str, Any]) -> str:
    return str(row["url"]) if "url" in row else _address(row.get("slug", ""))


def _address(slug: str) -> str:
    return f"https://www.linkedin.com/in/{quote(slug)}" if slug else ""


def _day(day: date | str) -> str:
    return day if isinstance(day, str) else f"{day.day:02} {MONTHS[day.month - 1]} {day.year}"


def _utc(at: datetime | str) -> str:
    return at if isinstance(at, str) else f"{at:%Y-%m-%d %H:%M:%S} UTC"


def _american(at: datetime | str) -> str:
    if isinstance(at, str):
        return at
    half = "AM" if at.hour < 12 else "PM"
    return f"{at.month}/{at.day}/{at.year % 100:02}, {at.hour % 12 or 12}:{at.minute:02} {half}"
