"""Replies in German, by verdict and tone, in the form of domain/linktexts.py."""

from domain.linkoutcomes import Outcome
from domain.linktexts import Texts

_DAY = "Guten Tag {first_name},|Guten Tag,"
_HELLO = "Hallo {first_name},|Hallo,"
_SIGNED = "{my_name}"
_POLICY = "Wie ich mich hier vernetze: {policy_address}"

GERMAN: Texts = {
    Outcome.ACCEPT: {
        "warm": (
            _HELLO,
            "schön, dass wir verbunden sind.",
            "Es war schön, Sie zu treffen ({where}).",
            "Melden Sie sich, wenn Sie in der Nähe sind.",
            _SIGNED,
        ),
        "plain": (_DAY, "vielen Dank für Ihre Anfrage; wir sind jetzt verbunden.", _SIGNED),
        "brief": (_HELLO, "gern angenommen.", _SIGNED),
    },
    Outcome.ACCEPT_AND_ASK: {
        "warm": (
            _HELLO,
            "vielen Dank für Ihre Anfrage, ich habe sie gern angenommen.",
            "Eine Frage, weil ich gern von den Menschen hinter den Namen höre: {question}",
            _SIGNED,
        ),
        "plain": (_DAY, "wir sind jetzt verbunden.", "Darf ich eines fragen: {question}", _SIGNED),
        "brief": (_HELLO, "angenommen. {question}|angenommen.", _SIGNED),
    },
    Outcome.DECLINE: {
        "warm": (
            _HELLO,
            "vielen Dank, dass Sie an mich gedacht haben.",
            "Ich halte den Kreis meiner Kontakte hier klein und nehme Ihre Anfrage deshalb nicht an.",
            "Bitte nehmen Sie es mir nicht übel.",
            _POLICY,
            "Ich wünsche Ihnen alles Gute.",
            _SIGNED,
        ),
        "plain": (
            _DAY,
            "vielen Dank für Ihre Anfrage. Ich halte den Kreis meiner Kontakte hier klein und nehme sie nicht an.",
            _POLICY,
            _SIGNED,
        ),
        "brief": (_HELLO, "danke, aber ich halte den Kreis meiner Kontakte hier klein.", _POLICY, _SIGNED),
    },
    Outcome.ASK_WHERE_MET: {
        "warm": (
            _HELLO,
            "vielen Dank für Ihre Anfrage.",
            "Ich begegne vielen Menschen und mein Gedächtnis lässt mich im Stich: Wo haben wir uns kennengelernt?",
            _POLICY,
            _SIGNED,
        ),
        "plain": (_DAY, "vielen Dank für Ihre Anfrage. Wo haben wir uns kennengelernt?", _POLICY, _SIGNED),
        "brief": (_HELLO, "wo haben wir uns kennengelernt?", _SIGNED),
    },
    Outcome.OFFER_COFFEE: {
        "warm": (
            _HELLO,
            "vielen Dank für Ihre Anfrage. Ich vernetze mich am liebsten bei einem Kaffee.",
            "Trinken wir einen ({where})?|Trinken wir einen, wenn Sie in der Nähe sind?",
            _POLICY,
            _SIGNED,
        ),
        "plain": (
            _DAY,
            "ich vernetze mich am liebsten bei einem Kaffee. Wann hätten Sie Zeit?",
            _POLICY,
            _SIGNED,
        ),
        "brief": (_HELLO, "erst ein Kaffee? Sagen Sie mir, wann es passt.", _SIGNED),
    },
    Outcome.START_CONVERSATION: {
        "warm": (
            _HELLO,
            "vielen Dank für Ihre Anfrage.",
            "Vorher würde ich gern mehr hören: Woran arbeiten Sie gerade, und was hat Sie zu mir geführt?",
            _SIGNED,
        ),
        "plain": (_DAY, "vielen Dank für Ihre Anfrage. Worüber möchten Sie sprechen?", _POLICY, _SIGNED),
        "brief": (_HELLO, "worum geht es Ihnen?", _SIGNED),
    },
    Outcome.INVITE_ELSEWHERE: {
        "warm": (
            _HELLO,
            "vielen Dank für Ihre Anfrage. Ich halte den Kreis meiner Kontakte hier klein.",
            "Ich freue mich, Sie hier zu sehen: {elsewhere}",
            _POLICY,
            _SIGNED,
        ),
        "plain": (
            _DAY,
            "ich halte den Kreis meiner Kontakte hier klein.",
            "Gern können Sie mir hier folgen: {elsewhere}",
            _POLICY,
            _SIGNED,
        ),
        "brief": (
            _HELLO,
            "folgen Sie mir gern hier: {elsewhere}|danke; ich halte den Kreis meiner Kontakte hier klein.",
            _SIGNED,
        ),
    },
}
