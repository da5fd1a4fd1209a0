"""Kind refusals in German, in the form of domain/introductions/refusaltexts.py."""

from domain.introductions.refusaltexts import Asker, Reason, Refusals

_SIGNED = "{my_name}"
_HELLO, _DAY = "Hallo {first_name},|Hallo,", "Hallo,"

GERMAN: Refusals = {
    (Asker.THEM, Reason.NOT_MET): {
        "warm": (
            _HELLO,
            "danke, dass du mich fragst; das ehrt mich.",
            "Ich möchte Menschen persönlich getroffen haben, bevor ich sie empfehle, und das steht uns noch bevor.",
            "Lass uns das ändern: Trinken wir einen Kaffee, wenn wir das nächste Mal am selben Ort sind?",
            _SIGNED,
        ),
        "short": (
            _HELLO,
            "danke, dass du fragst. Bevor ich jemanden empfehle, möchte ich ihn getroffen haben."
            " Trinken wir einen Kaffee?",
            _SIGNED,
        ),
    },
    (Asker.THEM, Reason.NOT_YET): {
        "warm": (
            _HELLO,
            "danke, dass du mich fragst; das ehrt mich.",
            "Bevor ich für deine Arbeit spreche, möchte ich mehr von ihr sehen.",
            "Erzähl mir, woran du gerade bist; das würde ich gern hören.",
            _SIGNED,
        ),
        "short": (
            _HELLO,
            "danke, dass du fragst. Ich möchte deine Arbeit erst besser kennen, bevor ich für sie spreche.",
            _SIGNED,
        ),
    },
    (Asker.THEM, Reason.NO): {
        "warm": (
            _HELLO,
            "danke, dass du an mich gedacht hast.",
            "Ich bin hier nicht der richtige Mensch, um für dich zu sprechen, und lasse es deshalb.",
            "Ich hoffe, du findest jemanden, der es ist. Alles Gute dafür!",
            _SIGNED,
        ),
        "short": (
            _HELLO,
            "danke, dass du fragst. Dafür bin ich nicht der richtige Mensch; alles Gute dabei!",
            _SIGNED,
        ),
    },
    (Asker.OTHERS, Reason.NOT_MET): {
        "warm": (
            _DAY,
            "danke für die Frage nach {name}.",
            "Ich möchte Menschen persönlich getroffen haben, bevor ich für sie spreche;"
            " {first_name} und mir steht das noch bevor.",
            "Bitte frag jemanden, bei dem es anders ist.",
            _SIGNED,
        ),
        "short": (
            _DAY,
            "für {name} spreche ich noch nicht: ich möchte Menschen erst persönlich getroffen haben.",
            _SIGNED,
        ),
    },
    (Asker.OTHERS, Reason.NOT_YET): {
        "warm": (
            _DAY,
            "danke für die Frage nach {name}.",
            "Ich kenne {first_name} noch nicht gut genug, um meinen Namen dafür zu geben.",
            "Wer schon zusammen gearbeitet hat, kann mehr sagen.",
            _SIGNED,
        ),
        "short": (_DAY, "ich kenne {name} noch nicht gut genug, um meinen Namen dafür zu geben.", _SIGNED),
    },
    (Asker.OTHERS, Reason.NO): {
        "warm": (
            _DAY,
            "danke für die Frage nach {name}.",
            "Dafür bin ich nicht der richtige Mensch; frag am besten direkt, oder jemand anderen.",
            _SIGNED,
        ),
        "short": (
            _DAY,
            "nach {name} fragst du besser direkt; ich bin dafür nicht der richtige Mensch.",
            _SIGNED,
        ),
    },
}
