"""Numbers and days as a person would write them. Days are ordinals (date.toordinal())."""

from datetime import date

from domain.partial import MONTHS

NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
MINUS = "\N{MINUS SIGN}"


def number_in_words(number: int) -> str:
    """Such as "three", "14"."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def counted(number: int, noun: str, plural: str = "") -> str:
    """Such as "three meals", "14 coffees", "one day"."""
    return f"{number_in_words(number)} {noun if number == 1 else plural or noun + 's'}"


def days_of(number: int) -> str:
    """Such as "1 day", "71 days"."""
    return f"{number} day" if number == 1 else f"{number} days"


def span(days: int) -> str:
    """A length of time in its natural unit: "five days", "seven weeks", "eight months", "nine years"."""
    if days < 14:
        return counted(days, "day")
    if days < 60:
        return counted(days // 7, "week")
    if days < 365:
        return counted(min(11, round(days / 30.44)), "month")
    return counted(max(1, int(days // 365.2)), "year")


def day_in_words(day: int, today: int) -> str:
    """Such as "11 September", with the year when it is not today's: "11 September 2019"."""
    then = _date(day)
    return f"{then.day} {month_in_words(day, today)}"


def month_in_words(day: int, today: int) -> str:
    """Such as "September", with the year when it is not today's: "September 2019"."""
    then = _date(day)
    month = MONTHS[then.month - 1]
    return month if then.year == _date(today).year else f"{month} {then.year}"


def same_month(day: int, other: int) -> bool:
    """Whether two days lie in one month of one year."""
    return _date(day).replace(day=1) == _date(other).replace(day=1)


def times_usual(ratio: float, usual: float) -> str:
    """Such as "3.4 × your usual 21" or "214 × your usual 7"."""
    return f"{ratio:.{1 if ratio < 10 else 0}f} × your usual {round(usual)}"


def signed(value: float) -> str:
    """Such as "+2.9", "−1.8": one decimal and always a sign."""
    return f"{round(value, 1) + 0.0:+.1f}".replace("-", MINUS)  # adding 0 takes the sign off −0.0


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def _date(day: int) -> date:
    return date.fromordinal(min(max(day, 1), date.max.toordinal()))
