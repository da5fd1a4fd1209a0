"""The words of an introduction in German, in the form of domain/introductions/texts.py."""

from domain.introductions.texts import Text, Texts

_HELLO = "Hallo {first_name},|Hallo,"
_SIGNED = "{my_name}"

GERMAN: Texts = {
    Text.ASK: {
        "warm": (
            _HELLO,
            "ich würde gern {other} ({other_is}) kennenlernen, und ich glaube, ihr kennt euch."
            "|ich würde gern {other} kennenlernen, und ich glaube, ihr kennt euch.",
            "{why}",
            "Würdest du uns bekannt machen, und nur, wenn {other_first} das auch möchte?",
            "Unten steht eine Notiz zum Weiterleiten. Ein Nein ist völlig in Ordnung, auch ohne Grund.",
            "Danke!",
            _SIGNED,
        ),
        "short": (
            _HELLO,
            "kannst du mich {other} ({other_is}) vorstellen?|kannst du mich {other} vorstellen?",
            "{why}",
            "Frag bitte erst {other_first}; unten steht eine Notiz zum Weiterleiten. Ein Nein ist in Ordnung.",
            _SIGNED,
        ),
    },
    Text.BLURB: {
        "warm": (
            "{my_name} ({my_work}) würde dich gern kennenlernen.|{my_name} würde dich gern kennenlernen.",
            "{why}",
            "Eine halbe Stunde am Telefon oder bei einem Kaffee genügt, wann es dir passt.",
            "Wenn du nicht möchtest, ist das völlig in Ordnung.",
        ),
        "short": (
            "{my_name} ({my_work}) würde dich gern kennenlernen.|{my_name} würde dich gern kennenlernen.",
            "{why}",
            "Wäre dir das recht?",
        ),
    },
    Text.NUDGE: {
        "warm": (
            _HELLO,
            "es eilt gar nicht: Hat {other_first} etwas dazu gesagt, mich kennenzulernen?",
            "Wenn es nicht passt, ist das in Ordnung. Danke, dass du gefragt hast.",
            _SIGNED,
        ),
        "short": (_HELLO, "hat {other_first} sich gemeldet? Wenn nicht, ist das in Ordnung.", _SIGNED),
    },
    Text.FIRST_WORD: {
        "warm": (
            "Hallo {other_first},",
            "{first_name} war so freundlich, uns bekannt zu machen.",
            "{why}",
            "Wann hättest du eine halbe Stunde?",
            _SIGNED,
        ),
        "short": (
            "Hallo {other_first},",
            "{first_name} hat uns bekannt gemacht. {why}|{first_name} hat uns bekannt gemacht.",
            "Wann passt es dir?",
            _SIGNED,
        ),
    },
    Text.THANKS: {
        "warm": (
            _HELLO,
            "danke, dass du mich {other_first} vorgestellt hast; ich weiß, dass du dafür deinen Namen gegeben hast.",
            "Ich erzähle dir, was daraus wird. Wenn ich etwas für dich tun kann, sag es mir.",
            _SIGNED,
        ),
        "short": (
            _HELLO,
            "danke, dass du mich {other_first} vorgestellt hast! Ich erzähle dir, wie es weitergeht.",
            _SIGNED,
        ),
    },
    Text.LOOP: {
        "warm": (
            _HELLO,
            "du hast mich {other_first} vorgestellt, und ich möchte dir erzählen, was daraus geworden ist.",
            "{outcome}",
            "Noch einmal danke!",
            _SIGNED,
        ),
        "short": (_HELLO, "du hast mich {other_first} vorgestellt:", "{outcome}", "Danke!", _SIGNED),
    },
    Text.CLOSE: {
        "warm": (
            _HELLO,
            "mach dir wegen {other_first} keine Gedanken mehr. Danke, dass du daran gedacht hast.",
            "Ich hoffe, wir sehen uns bald.",
            _SIGNED,
        ),
        "short": (_HELLO, "die Sache mit {other_first} hat sich erledigt. Trotzdem danke!", _SIGNED),
    },
    Text.OFFER: {
        "warm": (
            _HELLO,
            "ich habe an dich und {other} ({other_is}) gedacht.|ich habe an dich und {other} gedacht.",
            "{known}",
            "{why}",
            "Darf ich euch bekannt machen? Ich frage euch beide vorher; ein Nein ist völlig in Ordnung.",
            _SIGNED,
        ),
        "short": (
            _HELLO,
            "darf ich dich {other} ({other_is}) vorstellen?|darf ich dich {other} vorstellen?",
            "{why}",
            "Ich frage euch beide vorher; ein Nein ist in Ordnung.",
            _SIGNED,
        ),
    },
    Text.OFFER_NUDGE: {
        "warm": (
            _HELLO,
            "ich komme noch einmal darauf zurück: Möchtest du {other} kennenlernen? Wenn nicht, ist das in Ordnung.",
            _SIGNED,
        ),
        "short": (_HELLO, "möchtest du {other} kennenlernen? Ein Nein ist in Ordnung.", _SIGNED),
    },
    Text.NOTE: {
        "warm": (
            "Hallo {first_name}, hallo {other_first},",
            "ihr habt beide ja gesagt, also:",
            "{one}: {one_is}.|{one}.",
            "{other}: {other_is}.|{other}.",
            "{why}",
            "Ab hier überlasse ich es euch. Viel Freude dabei!",
            _SIGNED,
        ),
        "short": (
            "Hallo {first_name}, hallo {other_first},",
            "ihr habt beide ja gesagt: {one} ({one_is}), das ist {other} ({other_is})."
            "|ihr habt beide ja gesagt: {one}, das ist {other}.",
            "{why}",
            "Ihr seid dran!",
            _SIGNED,
        ),
    },
    Text.HOW_WENT: {
        "warm": (
            _HELLO,
            "ich habe dich mit {other_first} bekannt gemacht. Ist etwas daraus geworden?",
            "Ich frage, weil ich gern weiß, ob es etwas genützt hat; ein Wort genügt.",
            _SIGNED,
        ),
        "short": (_HELLO, "ist etwas aus {other_first} und dir geworden? Ein Wort genügt.", _SIGNED),
    },
    Text.OFFER_CLOSE: {
        "warm": (
            _HELLO,
            "aus der Bekanntschaft, an die ich dachte, wird nichts; es liegt nicht an dir.",
            "Danke, dass du offen dafür warst!",
            _SIGNED,
        ),
        "short": (_HELLO, "aus der Bekanntschaft wird doch nichts. Danke!", _SIGNED),
    },
}
