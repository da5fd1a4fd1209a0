"""To whom the owner is linked."""

from django.db import models

from accounts.models import Owned
from contacts.models import Contact
from network.models.networks import Network, web_address


class Link(Owned):
    """The fact that I am linked to a contact on a network, since when, until when."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="links")
    network = models.CharField(max_length=10, choices=Network)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    address = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "network"], condition=models.Q(until=None), name="link_one_active"
            )
        ]
        indexes = [
            models.Index(fields=["owner", "network", "until"], name="link_by_network"),
            models.Index(fields=["owner", "since"], condition=models.Q(until=None), name="link_active_since"),
        ]

    @property
    def web_address(self) -> str:
        return web_address(self.address)
