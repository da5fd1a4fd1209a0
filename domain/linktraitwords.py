"""Words by which a note asks, names my work or pitches, in English and German, as domain.mentions folds them."""

ASKING = (
    "could you", "can you", "would you", "help me", "help us", "your help", "a favor", "a favour",
    "introduce me", "an introduction", "intro to", "refer me", "a referral", "pick your brain", "your advice",
    "advise me", "your opinion", "your feedback", "looking for a", "looking for an", "looking for new",
    "i am looking", "im looking", "in search of", "seeking", "quick call", "short call", "a call",
    "five minutes", "ten minutes", "10 minutes", "15 minutes",
    "20 minutes", "30 minutes", "minutes of your time", "schedule a", "book a", "grab a coffee", "may i ask",
    "i need", "please send", "please share", "invest in", "donate", "endorse me", "recommend me",
    "konnen sie", "konnten sie", "kannst du", "konntest du", "wurden sie", "wurdest du", "helfen", "hilfe",
    "gefallen", "vorstellen", "empfehlen", "ihren rat", "deinen rat", "ihre meinung", "deine meinung",
    "suche", "auf der suche", "telefonieren", "termin", "telefonat", "haben sie zeit", "hast du zeit",
    "darf ich fragen", "bitte senden", "bitte schicken", "spenden", "ich brauche",
)  # fmt: skip
WORKS = (
    *("article", "book", "blog", "post", "paper", "podcast", "talk", "lecture", "keynote", "workshop"),
    *("presentation", "video", "newsletter", "course", "speech", "project", "session", "work"),
)
GERMAN_WORKS = (
    "artikel", "buch", "blog", "beitrag", "beitrage", "podcast", "vortrag", "vorlesung", "workshop", "video",
    "newsletter", "kurs", "rede", "projekt", "arbeit", "aufsatz", "keynote", "prasentation", "seminar",
)  # fmt: skip
NAMING = (
    *(f"{whose} {work}" for work in WORKS for whose in ("your", "your recent", "your last", "your latest")),
    *(
        f"{whose} {work}"
        for work in GERMAN_WORKS
        for whose in ("ihr", "ihre", "ihren", "ihrem", "ihrer", "dein", "deine", "deinen", "deinem", "deiner")
    ),
)
HELPED = (
    *(
        "companies",
        "businesses",
        "founders",
        "teams",
        "firms",
        "brands",
        "agencies",
        "startups",
        "owners",
        "leaders",
    ),
    *(
        "executives",
        "coaches",
        "consultants",
        "professionals",
        "entrepreneurs",
        "organisations",
        "organizations",
    ),
    *("clients", "managers", "ceos", "people like you", "business owners", "sales teams"),
)
LIKE_YOURS = (
    "companies",
    "businesses",
    "teams",
    "firms",
    "organisations",
    "organizations",
    "a company",
    "a business",
)
YOUR_GAIN = (
    "pipeline",
    "revenue",
    "sales",
    "conversion",
    "conversions",
    "close rate",
    "outreach",
    "lead flow",
)
PITCHING = (
    *(f"{who} help {whom}" for who in ("i", "we") for whom in HELPED),
    *(f"{who} like yours" for who in LIKE_YOURS),
    *(f"{whose} {gain}" for gain in YOUR_GAIN for whose in ("your", "their")),
    "book a demo", "quick demo", "case study", "appointment setting", "done for you", "risk free", "early access",
    "increase your", "boost your", "grow your", "double your", "triple your", "10x your", "scale your",
    "save you", "save your company", "more leads", "qualified leads", "lead generation", "generate leads",
    "new clients", "more clients", "more customers", "free trial", "free demo", "a demo", "free consultation",
    "free audit", "our solution", "our platform", "our product", "our services", "our company offers",
    "special offer", "limited offer", "discount", "passive income", "business opportunity",
    "investment opportunity", "guaranteed", "roi", "cost savings", "outsourcing", "seo services",
    "offshore development", "crypto", "win win", "no obligation", "synergy",
    "umsatz steigern", "mehr umsatz", "umsatz verdoppeln", "neukunden", "neue kunden", "mehr kunden",
    "kundengewinnung", "leadgenerierung", "unverbindlich", "unverbindliches", "kostenlos", "kostenfreies",
    "kostenloses", "sonderangebot", "rabatt", "unser angebot", "unsere losung", "unsere plattform",
    "unser produkt", "unsere dienstleistung", "wir helfen unternehmen", "ich helfe unternehmen",
    "ich helfe unternehmern", "ich unterstutze unternehmen", "wir unterstutzen unternehmen",
    "passives einkommen", "geschaftsidee", "anlagemoglichkeit", "garantiert", "kosten sparen", "synergien",
)  # fmt: skip
