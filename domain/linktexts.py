"""Replies in English, by verdict and tone.

A reply is a list of sentences. In each, the first of several ways (divided by "|") whose slots are all known is
taken; a sentence without such a way is left out. Nothing but asking where we met may tell that I do not know
somebody.
"""

from collections.abc import Mapping

from domain.linkoutcomes import Outcome

Texts = Mapping[Outcome, Mapping[str, tuple[str, ...]]]

_DEAR = "Dear {first_name},|Hello,"
_HELLO = "Hello {first_name},|Hello,"
_HI = "Hi {first_name},|Hi,"
_SIGNED = "{my_name}"
_POLICY = "How I link here: {policy_address}"

ENGLISH: Texts = {
    Outcome.ACCEPT: {
        "warm": (
            _DEAR,
            "It was good to meet you at {where}.",
            "I am glad to be linked with you here.",
            "Tell me when you are near: I would like to hear how things go.",
            _SIGNED,
        ),
        "plain": (_HELLO, "Thank you for your request; we are linked now.", _SIGNED),
        "brief": (_HI, "Glad to be linked.", _SIGNED),
    },
    Outcome.ACCEPT_AND_ASK: {
        "warm": (
            _DEAR,
            "Thank you for your request; I have accepted it with pleasure.",
            "One question, because I like to hear from the people behind the names: {question}",
            _SIGNED,
        ),
        "plain": (_HELLO, "We are linked now.", "May I ask one thing: {question}", _SIGNED),
        "brief": (_HI, "Accepted. {question}|Accepted.", _SIGNED),
    },
    Outcome.DECLINE: {
        "warm": (
            _DEAR,
            "Thank you for thinking of me.",
            "I keep my links on this site few and do not add this one; please do not take it amiss.",
            _POLICY,
            "I wish you all the best.",
            _SIGNED,
        ),
        "plain": (
            _HELLO,
            "Thank you for your request. I keep my links on this site few and do not add this one.",
            _POLICY,
            _SIGNED,
        ),
        "brief": (_HI, "Thank you, but I keep my links here few.", _POLICY, _SIGNED),
    },
    Outcome.ASK_WHERE_MET: {
        "warm": (
            _DEAR,
            "Thank you for your request.",
            "I meet many people and my memory is not what it should be: where have we met?",
            _POLICY,
            _SIGNED,
        ),
        "plain": (_HELLO, "Thank you for your request. Where have we met?", _POLICY, _SIGNED),
        "brief": (_HI, "Where have we met?", _SIGNED),
    },
    Outcome.OFFER_COFFEE: {
        "warm": (
            _DEAR,
            "Thank you for your request. I like to link over a coffee.",
            "After {where}, shall we have one?|Shall we have one when you are near?",
            _POLICY,
            _SIGNED,
        ),
        "plain": (
            _HELLO,
            "I like to link over a coffee. When would you have time for one?",
            _POLICY,
            _SIGNED,
        ),
        "brief": (_HI, "Coffee first? Tell me when it suits you.", _SIGNED),
    },
    Outcome.START_CONVERSATION: {
        "warm": (
            _DEAR,
            "Thank you for your request.",
            "Before we link I would like to hear more: what are you working on, and what made you write to me?",
            _SIGNED,
        ),
        "plain": (_HELLO, "Thank you for your request. What would you like to talk about?", _POLICY, _SIGNED),
        "brief": (_HI, "What is on your mind?", _SIGNED),
    },
    Outcome.INVITE_ELSEWHERE: {
        "warm": (
            _DEAR,
            "Thank you for your request. I keep my links on this site few.",
            "I would be glad to see you here: {elsewhere}",
            _POLICY,
            _SIGNED,
        ),
        "plain": (
            _HELLO,
            "I keep my links here few.",
            "You are welcome to follow me here: {elsewhere}",
            _POLICY,
            _SIGNED,
        ),
        "brief": (_HI, "Please follow me here: {elsewhere}|Thank you; I keep my links here few.", _SIGNED),
    },
}
