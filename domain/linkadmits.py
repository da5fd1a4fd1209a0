"""Words by which a text admits that I do not know, place or recall somebody."""

from domain.mentions import plain_words

ADMITTING = (
    "dont know you", "do not know you", "did not know you", "dont think i know", "dont think we know",
    "dont believe i know", "dont believe we", "dont think we", "not sure i know", "not sure we",
    "who are you", "who you are", "where have we met", "where did we meet", "where we met", "where we have met",
    "have we met", "did we meet", "we have not met", "we havent met", "we have never met", "never met",
    "how do i know you", "how do we know", "how we know each other", "know each other", "known each other",
    "remember", "recall", "remind me", "forgot", "forgotten", "cant place", "cannot place",
    "recognise", "recognize", "not familiar", "unfamiliar", "stranger", "strangers",
    "sie nicht kenne", "dich nicht kenne", "kenne sie nicht", "kenne dich nicht", "nicht kennen",
    "woher kennen", "woher wir uns", "wo haben wir uns", "wo wir uns", "haben wir uns schon",
    "wo sind wir uns", "noch nie begegnet", "noch nicht begegnet", "nie getroffen", "noch nicht kennengelernt",
    "wer sind sie", "wer sie sind", "wer bist du", "wer du bist", "nicht bekannt", "unbekannt",
    "erinnere", "erinnern", "erinnerung", "entsinne", "vergessen", "nicht zuordnen", "einordnen", "fremde",
)  # fmt: skip


def admits_not_knowing(text: str) -> bool:
    """Whether a text tells, or lets guess, that I do not know the person (English and German)."""
    said = f" {plain_words(text)} "
    return any(f" {words} " in said for words in ADMITTING)
