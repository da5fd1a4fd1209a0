"""Telegram and Pushover through apprise, built from named fields only.

No apprise address is ever made of what an owner wrote, for such a string could name any of its hundred plugins.
Loaded only when one of the two is used: the library takes 18 MB.
"""

import logging
from collections.abc import Mapping
from typing import Any

from apprise import Apprise, AppriseAsset, NotifyFormat
from apprise.exception import AppriseException
from apprise.plugins.pushover import NotifyPushover
from apprise.plugins.telegram import NotifyTelegram

from reminders.channels.message import Message, Undelivered, cut

MOST_TITLE, MOST_TEXT = 200, 900
"""Letters; Pushover takes 250 and 1,024."""
SECONDS = {"cto": 3.0, "rto": 4.0}
for _name in ("apprise", "urllib3"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # they would write chats and tokens into the log


def send(settings: Mapping[str, str], message: Message) -> None:
    """Tell a message through the service whose fields these are. Raises Undelivered when it is not taken."""
    is_telegram = "bot_token" in settings
    name = "Telegram" if is_telegram else "Pushover"
    try:
        service = telegram(settings) if is_telegram else pushover(settings, message)
        link = f"\n\n{message.link}" if is_telegram and message.link else ""
        sender = Apprise(asset=service.asset)  # it also turns plain text into what the service shows as such
        is_taken = sender.add(service) and sender.notify(
            title=cut(message.title, MOST_TITLE),
            body=cut(message.text, MOST_TEXT) + link,
            body_format=NotifyFormat.TEXT,
        )
    except (AppriseException, TypeError, ValueError):
        raise Undelivered(f"The settings for {name} are not whole.", is_final=True) from None
    if not is_taken:
        raise Undelivered(f"{name} did not take it.")


def telegram(settings: Mapping[str, str]) -> Any:
    """A bot that writes to one chat, without looking for its owner and without a preview of links."""
    service: Any = NotifyTelegram
    return service(
        bot_token=settings["bot_token"],
        targets=[settings["chat_id"]],
        detect_owner=False,
        include_image=False,
        preview=False,
        asset=_asset(),
        **SECONDS,
    )


def pushover(settings: Mapping[str, str], message: Message) -> Any:
    """An application that writes to one user, on one device or all; the link is a field of its own."""
    service: Any = NotifyPushover
    return service(
        user_key=settings["user_key"],
        token=settings["app_token"],
        targets=[settings["device"]] if settings.get("device") else None,
        supplemental_url=message.link or None,
        asset=_asset(),
        **SECONDS,
    )


def _asset() -> AppriseAsset:
    """Nothing on disk, no redirects, the product's own name."""
    return AppriseAsset(app_id="Rapport", app_desc="Rapport", storage_mode="memory", http_redirects=False)
