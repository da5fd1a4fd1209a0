"""The networks on which one links, and how a link is ended there."""

from django.db import models


class Network(models.TextChoices):
    LINKEDIN = "linkedin", "LinkedIn"
    FACEBOOK = "facebook", "Facebook"
    INSTAGRAM = "instagram", "Instagram"
    X = "x", "X"
    MASTODON = "mastodon", "Mastodon"
    XING = "xing", "XING"


HOW_TO_UNLINK = {
    Network.LINKEDIN: """\
Open their profile.
Choose More, then Remove connection.
Confirm. LinkedIn does not tell them.""",
    Network.FACEBOOK: """\
Open their profile.
Choose Friends, then Unfriend.
Confirm. Facebook does not tell them.""",
    Network.INSTAGRAM: """\
Open their profile.
Choose Following, then Unfollow.
Open your own followers, find them, choose Remove. Instagram does not tell them.""",
    Network.X: """\
Open their profile.
Choose Following and confirm Unfollow.
In the menu with three dots choose Remove this follower. X does not tell them.""",
    Network.MASTODON: """\
Open their profile on your server.
Choose Unfollow.
On your server’s page for followers and following, tick them and choose Remove followers.""",
    Network.XING: """\
Open their profile.
In the menu with three dots choose Remove contact.
Confirm. XING does not tell them.""",
}
"""How a link is ended there, a step a line."""

HOW_TO_MUTE = {
    Network.LINKEDIN: """\
Open their profile.
Choose More, then Unfollow: their posts stay away, the link stays.
In your messages open the conversation and choose Mute.""",
    Network.FACEBOOK: """\
Open their profile.
Choose Friends, then Unfollow; or Take a break, which also hides yours from them.""",
    Network.INSTAGRAM: """\
Open their profile.
Choose Following, then Mute.
Switch on Posts and Stories. They are not told.""",
    Network.X: """\
Open their profile.
In the menu with three dots choose Mute. They are not told.""",
    Network.MASTODON: """\
Open their profile.
In the menu with three dots choose Mute. They are not told.
Choose for how long, and whether their notifications rest too.""",
    Network.XING: """\
Open the conversation with them.
Choose Mute.
On a post of theirs in your feed choose Hide. The link stays.""",
}
"""How somebody is kept quiet there while the link stays, a step a line."""


def web_address(text: str) -> str:
    """The address if a browser may safely open it, else nothing: files and forms can hold any text."""
    return text if text.lower().startswith(("https://", "http://")) else ""
