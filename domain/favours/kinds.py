"""The words by which the quick log knows the kind of a favour."""

from domain.favours.balance import FavourKind

_KINDS = {
    FavourKind.INTRODUCTION: "intro, intros, introduction, introductions, introduced, vorstellung, vorgestellt, "
    "bekannt gemacht",
    FavourKind.ADVICE: "advice, tip, tips, feedback, coaching, mentoring, rat, ratschlag, ratschlage, tipp, tipps",
    FavourKind.REFERRAL: "referral, referrals, referred, client, customer, weiterempfehlung, vermittlung, vermittelt, "
    "kunde, kundin, auftrag",
    FavourKind.RECOMMENDATION: "recommendation, recommendations, recommended, reference, references, endorsement, "
    "testimonial, empfehlung, empfohlen, referenz",
    FavourKind.HELP: "help, helped, hand, lift, support, hilfe, geholfen, unterstutzung",
    FavourKind.JOB_LEAD: "job lead, job leads, job tip, job offer, job, lead, leads, opening, jobtipp, stelle, "
    "stellenangebot",
    FavourKind.GIFT: "gift, gifts, present, presents, book, books, flowers, ticket, tickets, chocolate, chocolates, "
    "bottle, cake, geschenk, geschenke, buch, bucher, blumen, karten, kuchen",
}  # fmt: skip
KINDS = {key.strip(): kind for kind, words in _KINDS.items() for key in words.split(",")}
"""Folded words that tell the kind of a favour. Of two beside one another the second does: a book recommendation."""
OF_A_THIRD = frozenset((FavourKind.INTRODUCTION, FavourKind.REFERRAL))
"""An introduction goes "to" whom it is about; anything else "to" whom it is given."""
