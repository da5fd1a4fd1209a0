"""Short and other forms of given names: English ones from the `nicknames` library, German and others from here."""

from functools import lru_cache

from nicknames import NickNamer

FORMS = """
    johannes: hans johann hannes johan jo
    ulrich: uli ulli ulrik
    josef: sepp beppo joseph jupp pepi
    franz: franzl
    friedrich: fritz fred friedel frederik
    wilhelm: willi willy will
    heinrich: heinz heiner henrik hein henry
    konrad: conny kurt
    ludwig: lutz luis wiggerl
    matthias: matze hias matz mathias mats
    michael: michi michel mike micha mischa mick
    thomas: tom tommi tommy
    andreas: andi andy anders andre
    stefan: steffen stephan steve steff
    sebastian: basti seb bastian wastl
    maximilian: max maxi
    alexander: alex sascha xander sasha aleksandr
    christian: chris kristian
    christoph: chris stoffel christof
    nikolaus: klaus niklas claus nik nick nico
    jakob: jack jacob jaap
    georg: jorg schorsch jurgen gyorgy
    gerhard: gerd gert
    eberhard: ebi eb
    reinhard: reini
    wolfgang: wolf wolfi
    rudolf: rudi rolf
    rupprecht: rupert
    robert: rob bob bert robby robi
    benedikt: bene ben
    benjamin: ben benni benny
    bernhard: bernd berni
    berthold: bert
    dietrich: dieter dirk
    dominik: domi dominic nick
    eduard: edi edward ede
    emanuel: manu manuel
    manuel: manu
    ferdinand: ferdi
    florian: flo
    gabriel: gabi
    gregor: greg grigori grischa
    ignaz: naz
    joachim: jochen achim jo
    jonas: joni
    karl: karli carl charles
    leonhard: leo hardy lenz
    leopold: leo poldi
    lorenz: lenz laurenz
    lukas: luki luke
    martin: tino
    moritz: mo
    paul: pauli pavel
    peter: pit pete peer
    philipp: phil philip
    raphael: rapha raffael
    richard: rick richi
    siegfried: sigi siggi
    tobias: tobi
    valentin: vali
    vinzenz: vinz
    walter: walti
    werner: wern
    antonius: anton toni
    anton: toni
    elisabeth: lisa liesl lisbeth elsa else elli sissi betti bettina lies elise beth liz
    margarete: grete gretchen gretel marga margret greta rita
    katharina: kathi kati katja kate katrin karin trine
    magdalena: lena leni magda
    helena: lena leni helene
    maria: mia mitzi marie mizzi
    anna: anni anne annie anja annika
    barbara: babsi barbel babette
    brigitte: gitti gitte birgit biggi
    christine: christina tina chrissi kirsten kristin christl
    dorothea: dorle thea doris dorothee
    eva: evi
    franziska: franzi fanny sissi
    friederike: rike frieda
    gabriele: gabi gaby
    gertrud: trude gerti traudl
    hannelore: hanne lore
    henriette: jette henni
    hildegard: hilde hilda
    ingeborg: inge
    irmgard: irmi irma
    johanna: hanna hanne jo johanne
    josefine: josi fine
    juliane: jule juli julia
    karoline: caro karo lina caroline
    kristina: tina
    martina: tina
    bettina: tina betti
    mathilde: tilda hilde
    monika: moni mona
    nicole: nici nicki
    petra: petzi
    regina: gina
    renate: reni nate
    rosemarie: rosi
    sabine: bine sabi
    stefanie: steffi stephanie
    susanne: susi sanne susi suse susan
    therese: resi theresa resl tess
    theresia: resi
    ursula: uschi ulla ursel
    ulrike: uli ulla rike
    veronika: vroni vera
    viktoria: vicky viki
    waltraud: traudl traudi
    wilhelmine: mina minna wilma
    aleksandr: sasha sascha shura
    dmitriy: dima mitya dimitri
    ekaterina: katya katja katerina
    evgeniy: zhenya eugen
    ivan: vanya wanja
    mikhail: misha mischa
    nikolay: kolya
    sergey: seryozha serjoscha
    tatyana: tanya tanja
    vladimir: volodya vova wolodja
    yelena: lena elena
    yuriy: yura jura
    giorgos: georgios yorgos george
    ioannis: giannis yannis jannis
    konstantinos: kostas dinos
    francisco: paco pancho
    jose: pepe
    giuseppe: beppe peppe pino
    giovanni: gianni nino
    lech: leszek
    malgorzata: gosia
    jan: janek
    jens: jenni
"""
_GERMAN = {
    full: frozenset(short.split())
    for full, _, short in (line.strip().partition(":") for line in FORMS.strip().splitlines())
}
_SHORT = frozenset().union(*_GERMAN.values())
_ENGLISH = NickNamer()


@lru_cache(maxsize=5_000)
def full_forms(name: str) -> frozenset[str]:
    """The given names that a folded name may be short for, itself among them."""
    here = {full for full, short in _GERMAN.items() if name in short}
    return frozenset({name, *here, *_ENGLISH.canonicals_of(name)})


@lru_cache(maxsize=5_000)
def other_forms(name: str) -> frozenset[str]:
    """The names that one may be called by whose folded given name is `name`, and those it may be short for."""
    return (full_forms(name) | _GERMAN.get(name, frozenset()) | _ENGLISH.nicknames_of(name)) - {name}


def is_given_name(name: str) -> bool:
    """Whether a folded word is a given name that the lists know."""
    return (
        name in _GERMAN or name in _SHORT or bool(_ENGLISH.nicknames_of(name) or _ENGLISH.canonicals_of(name))
    )


def share_a_form(one: str, other: str) -> bool:
    """Whether two folded names may be short for the same name, as Bob and Robbie are."""
    return bool(full_forms(one) & full_forms(other))
