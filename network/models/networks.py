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
    Network.LINKEDIN: "Open the profile, choose More, then Remove connection. LinkedIn does not tell them.",
    Network.FACEBOOK: "Open the profile, choose Friends, then Unfriend. Facebook does not tell them.",
    Network.INSTAGRAM: "Open the profile, choose Following, then Unfollow; your followers list removes them.",
    Network.X: "Open the profile, choose Following, then Unfollow.",
    Network.MASTODON: "Open the profile and choose Unfollow; its menu also removes a follower.",
    Network.XING: "Open the profile, then the menu with three dots, then Remove contact.",
}


def web_address(text: str) -> str:
    """The address if a browser may safely open it, else nothing: files and forms can hold any text."""
    return text if text.lower().startswith(("https://", "http://")) else ""
