"""Invented people. Any likeness is chance."""

from random import Random
from typing import NamedTuple

GIVEN = (
    "Ada", "Aino", "Alma", "Anouk", "Arjen", "Astrid", "Bao", "Birgit", "Bram", "Carmen", "Cato", "Chidi",
    "Clara", "Dario", "Denise", "Dirk", "Edo", "Eleni", "Elif", "Emre", "Esra", "Farid", "Femke", "Fien",
    "Floor", "Gita", "Greta", "Gustav", "Hana", "Hedda", "Heidi", "Idris", "Ilse", "Imani", "Ines", "Ingrid",
    "Ivo", "Jana", "Jarek", "Jelle", "Joost", "Jun", "Kaja", "Kamal", "Karin", "Kenji", "Kirsten", "Lale",
    "Lars", "Leila", "Linus", "Lotte", "Luca", "Maja", "Malik", "Marit", "Mei", "Milan", "Mina", "Nadia",
    "Naveed", "Nils", "Noor", "Odile", "Olek", "Otto", "Paola", "Pelle", "Petra", "Quinn", "Rana", "Reza",
    "Rika", "Rosa", "Ruben", "Runa", "Saga", "Samir", "Sanne", "Selma", "Signe", "Silvio", "Sofie", "Stijn",
    "Sunniva", "Tariq", "Teun", "Thea", "Tove", "Ulla", "Vera", "Viggo", "Wanda", "Wout", "Yara", "Yusuf",
    "Zara", "Zeno",
)  # fmt: skip
FAMILY = (
    "Aalto", "Abara", "Adeyemi", "Akkerman", "Amundsen", "Arslan", "Babic", "Bakker", "Baptiste", "Berg",
    "Boonstra", "Brandt", "Castellan", "Cerny", "Dahl", "Danso", "Duarte", "Ek", "Eriksen", "Faure", "Fjeld",
    "Gallo", "Gerrits", "Haddad", "Haugen", "Hendriks", "Holm", "Horvat", "Ivanov", "Jansen", "Joshi",
    "Kaplan", "Keller", "Kowal", "Kruse", "Lamm", "Larsen", "Lindqvist", "Maes", "Marchetti", "Mbeki",
    "Moreau", "Nagy", "Nakamura", "Novak", "Oduya", "Okafor", "Olsen", "Ortega", "Pauwels", "Perez", "Petrov",
    "Quist", "Rahimi", "Ricci", "Rossi", "Saar", "Salonen", "Sand", "Santos", "Sato", "Schuster", "Silva",
    "Sorensen", "Steen", "Tanaka", "Terpstra", "Toivonen", "Ueda", "Valente", "Vermeer", "Virtanen", "Visser",
    "Vogel", "Wagner", "Wolff", "Yilmaz", "Zeman", "Zwart",
)  # fmt: skip
COMPANIES = (
    "Analytical Engines", "Northlight Studio", "Harbour & Sons", "Kiln Robotics", "Meadow Foods", "Polder Energy",
    "Quiet Press", "Saltmarsh Labs", "Tern Aviation", "Ullmark Timber", "Violet Health", "Westerly Bank",
)  # fmt: skip
TITLES = (
    "Engineer", "Designer", "Buyer", "Editor", "Founder", "Product manager", "Researcher", "Sales lead", "Teacher",
    "Recruiter", "Architect", "Analyst",
)  # fmt: skip
PLACES = ("Oslo", "Lund", "Utrecht", "Ghent", "Turin", "Porto", "Leipzig", "Bergen")
CAFES = ("Kaffa", "the Mill", "Stazione", "Bar Nord", "the old library", "Café Linde")
TOPICS = (
    "the engine is late", "moving to a smaller flat", "her nephew starts school", "the paper on spanning trees",
    "a talk in spring", "whether to hire", "the garden and the fence", "learning Portuguese", "the new team",
    "a trip along the coast", "the book club", "what to do after the project",
)  # fmt: skip


class Person(NamedTuple):
    """One invented person of the export."""

    given: str
    family: str
    slug: str
    company: str
    title: str

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"


def people(dice: Random, count: int) -> list[Person]:
    """So many different people, always the same for the same dice."""
    names = [(given, family) for given in GIVEN for family in FAMILY]
    return [
        Person(given, family, f"{given}-{family}".lower(), dice.choice(COMPANIES), dice.choice(TITLES))
        for given, family in dice.sample(names, count)
    ]
