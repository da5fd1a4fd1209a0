"""Given names that one alphabet writes in one way and ours in many: Mohammed, Muhammad and Mohamed are one name."""

from functools import lru_cache

_NAMES = """
    abdallah: abdullah abdulla abdellah abdalla
    abdulaziz: abdelaziz abdalaziz
    abdulrahman: abdelrahman abdurrahman abderrahman abdurahman abdalrahman abdulrehman
    ahmad: ahmed achmed ahmd
    aisha: ayesha aysha aicha aischa
    amin: ameen
    faisal: faysal feisal
    fatima: fatma fatimah fatemeh
    hassan: hasan hassen
    hussein: hussain husain husayn hossein hosein houssein husein
    ibrahim: ebrahim brahim ibraheem
    ismail: ismael esmail
    jamal: gamal djamal dschamal
    karim: kareem
    khadija: khadijah chadidscha hatice
    khalid: khaled chalid
    layla: leila laila leyla
    mahmud: mahmoud mahmood machmud
    muhammad: mohammed mohamed mohammad mohamad muhamed muhammed mohamet mhmd
    mustafa: mostafa moustafa mustapha moustapha
    nur: nour noor
    omar: umar oumar
    rashid: rachid rasheed raschid
    said: saeed sayeed
    salim: selim saleem
    samir: sameer
    sharif: sherif cherif shareef scherif
    sulayman: suleiman sulaiman soliman suleyman
    tariq: tarek tarik tareq
    yahya: yehia yahia
    yasin: yassin yaseen yassine
    yusuf: youssef yousef yusef youcef yousuf jussuf jusuf
    zaynab: zainab zeinab zineb
    georgios: giorgos yiorgos yorgos george
    nikolaos: nikos nicolaos
    ioannis: giannis yannis yiannis jannis
    evangelos: vangelis
    panagiotis: panayotis panos
"""
_FIRST = {
    form: first
    for first, _, forms in (line.strip().partition(":") for line in _NAMES.strip().splitlines())
    for form in (first, *forms.split())
}


def romanised(name: str) -> str:
    """One form for all of a name's: a folded given name itself where it has no other."""
    return _FIRST.get(name, name)


@lru_cache(maxsize=500)
def other_romanisations(name: str) -> frozenset[str]:
    """The other ways in which a folded given name is written."""
    first = _FIRST.get(name)
    return frozenset(form for form, of in _FIRST.items() if of == first) - {name} if first else frozenset()
