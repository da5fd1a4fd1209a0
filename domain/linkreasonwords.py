"""Words in titles and notes by which a reason is guessed, in English and German."""

RECRUITERS = (
    "recruiter", "recruiting", "recruitment", "talent acquisition", "talent partner", "talent scout",
    "talent sourcer", "headhunter", "headhunting", "sourcer", "executive search", "staffing",
    "personalberater", "personalberatung", "personalvermittler", "personalvermittlung", "personalgewinnung",
    "personalreferent",
)  # fmt: skip
RECRUITING_NOTES = (
    "open position", "open role", "job opening", "role that might", "position that might", "we are hiring",
    "were hiring", "job offer", "exciting opportunity", "exciting role", "offene stelle", "vakanz",
    "stelle zu besetzen", "position zu besetzen", "stellenangebot", "jobangebot", "spannende position",
    "neue herausforderung fur sie",
)  # fmt: skip
SELLERS = (
    "sales", "account executive", "account manager", "business development", "sdr", "bdr",
    "customer acquisition", "growth hacker", "lead generation", "key account", "vertrieb", "vertriebler",
    "vertriebsleiter", "vertriebsmitarbeiter", "verkauf", "verkaufer", "verkaufsleiter", "aussendienst",
)  # fmt: skip
SEEKING_TITLES = (
    "open to work", "seeking", "looking for new", "looking for a job", "looking for opportunities", "job seeker",
    "in transition", "available for hire", "auf jobsuche", "arbeitssuchend", "arbeitsuchend", "jobsuchend",
    "offen fur neues", "offen fur neue", "auf der suche nach",
)  # fmt: skip
SEEKING_NOTES = (
    "looking for a job", "looking for a new job", "looking for a position", "looking for a new position",
    "looking for a role", "looking for a new role", "looking for work", "looking for new opportunities",
    "seeking a position", "seeking a role", "new opportunities", "job hunting", "my cv", "my resume",
    "my application", "an internship", "jobsuche", "suche eine stelle", "suche eine neue stelle",
    "suche einen job", "suche einen neuen job", "suche arbeit", "bewerbung", "bewerbe mich", "praktikum",
    "meinen lebenslauf", "neue herausforderung",
)  # fmt: skip
