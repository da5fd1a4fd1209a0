"""To whom the owner is linked, who asks to be, and what the owner decided."""

from network.models.after import ClaimedMutual, Conduct, Question, SweepAnswer
from network.models.introductions import Introduction, IntroductionStep, NotIntroduced
from network.models.links import Link
from network.models.networks import HOW_TO_MUTE, HOW_TO_UNLINK, Network, web_address
from network.models.own import AboutMe, HowTo
from network.models.policies import PolicyVersion, PublicPage, SignalPoint
from network.models.requests import Decision, LinkRequest
from network.models.review import ReviewChoice, UnlinkTask

__all__ = [
    "HOW_TO_MUTE",
    "HOW_TO_UNLINK",
    "AboutMe",
    "ClaimedMutual",
    "Conduct",
    "Decision",
    "HowTo",
    "Introduction",
    "IntroductionStep",
    "Link",
    "LinkRequest",
    "Network",
    "NotIntroduced",
    "PolicyVersion",
    "PublicPage",
    "Question",
    "ReviewChoice",
    "SignalPoint",
    "SweepAnswer",
    "UnlinkTask",
    "web_address",
]
