"""What a column of a table of people holds, by its header, in the words of the programs and languages that write them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from crm.exchange.column import IGNORED, Column

# One header after the other, separated by "|"; case, accents of spelling aside, and space around it do not matter.
_HEADERS: dict[str, str] = {
    "name": "name|full name|display name|contact name|vollständiger name|anzeigename|nom complet|nombre completo|nome completo|naam",
    "given": "first name|given name|firstname|vorname|prénom|prenom|nombre|nome|voornaam|imię|förnamn|first",
    "middle": "middle name|additional name|zweiter vorname|weitere vornamen|deuxième prénom|segundo nombre",
    "family": "last name|family name|lastname|surname|nachname|familienname|nom|nom de famille|apellido|apellidos|cognome|sobrenome"
    "|achternaam|nazwisko|efternamn|last",
    "prefix": "name prefix|prefix|anrede",
    "suffix": "name suffix|suffix|namenszusatz",
    "nickname": "nickname|spitzname|surnom|apodo",
    "org": "company|organization|organisation|organization name|employer|firma|unternehmen|société|entreprise|empresa|azienda|bedrijf",
    "department": "department|organization department|abteilung|service|departamento",
    "title": "job title|position|organization title|role|berufsbezeichnung|stelle|funktion|poste|fonction|cargo|puesto|functie",
    "email": "e-mail|email|e-mail address|email address|mail|primary email|e-mail-adresse|e-mail-address|emailadresse|adresse e-mail"
    "|adresse email|courriel|correo|correo electrónico|e-mail 1|email 1",
    "phone": "phone|telephone|phone number|tel|primary phone|telefon|telefonnummer|téléphone|teléfono|telefone|telefono|telefoon",
    "fax": "fax|fax number|business fax|home fax|other fax|telefax",
    "url": "url|website|web page|web page 1|profile|profile url|linkedin|webseite|homepage|site web|sitio web|personal web page|blog",
    "birthday": "birthday|date of birth|birth date|birthdate|geburtstag|geburtsdatum|date de naissance|fecha de nacimiento|anniversaire",
    "tags": "tags|labels|categories|group membership|groups|kategorien|etiketten|gruppen|catégories|categorías",
    "notes": "notes|note|comments|comment|notizen|bemerkungen|anmerkungen|remarques|notas|notities|opmerkingen",
    "connected_on": "connected on|vernetzt am|connexion le|relation depuis|fecha de conexión|conectado em",
    "bio": "bio|short bio",
    "how_met": "how we met|how met",
    "wants": "wants",
    "gives": "gives",
    "birth_year": "birth year",
    "birth_month": "birth month",
    "birth_day": "birth day",
    "ignored": "e-mail type|e-mail 2 type|e-mail 3 type|e-mail display name|e-mail 2 display name|e-mail 3 display name|file as"
    "|priority|private|sensitivity",
    "own_id": "crm id",
    "photo": "photo",
    "anniversary": "anniversary|jahrestag",
}

_LABELLED: dict[str, tuple[str, str]] = {
    "mobile": (
        "phone",
        "mobile|mobile phone|mobile number|cell|cell phone|handy|mobiltelefon|mobil|portable|móvil|celular",
    ),
    "work": (
        "phone",
        "work phone|business phone|business phone 2|phone (work)|telefon geschäftlich|office phone",
    ),
    "home": ("phone", "home phone|home phone 2|phone (home)|telefon privat"),
    "other": ("phone", "other phone|car phone|radio phone|callback|company main phone"),
    "assistant": ("phone", "assistant's phone"),
    "pager": ("phone", "pager|pager number"),
    "work ": ("email", "work email|business email|company email"),
    "home ": ("email", "home email|personal email|private email"),
    "": (
        "email",
        "secondary email|e-mail 2 address|e-mail 3 address|e-mail 2|email 2|e-mail 3|email 3|alternate email",
    ),
    " ": ("url", "web page 2"),
}

_ADDRESS = re.compile(
    r"(home|work|business|other)? ?(address po box|address 2|address|street 2|street 3|street|city|state|region|postal code|zipcode|zip code|zip"
    r"|country/region|country)"
)
_ADDRESS_PARTS = {
    "address po box": "box",
    "address": "street",
    "address 2": "street2",
    "street 2": "street2",
    "street 3": "street3",
    "state": "region",
    "postal code": "postcode",
    "zipcode": "postcode",
    "zip code": "postcode",
    "zip": "postcode",
    "country/region": "country",
}
_PLACES = {
    "anschrift": "street",
    "straße": "street",
    "strasse": "street",
    "plz": "postcode",
    "ort": "city",
    "stadt": "city",
    "land": "country",
}

_NUMBERED = re.compile(
    r"(e-mail|phone|website|address|organization|im|relation|event|custom field) (\d+) - (.+)"
)
_NUMBERED_FIELDS = {"e-mail": "email", "phone": "phone", "website": "url"}
_ORGANIZATION = {"name": "org", "title": "title", "department": "department"}
_NUMBERED_ADDRESS = {
    "formatted": "formatted",
    "street": "street",
    "city": "city",
    "po box": "box",
    "region": "region",
    "postal code": "postcode",
    "country": "country",
    "extended address": "street2",
}


def _known() -> Iterator[tuple[str, Column]]:
    for field, headers in _HEADERS.items():
        for header in headers.split("|"):
            yield (
                header,
                IGNORED
                if field == "ignored"
                else Column(field, slot=header if field in ("email", "phone", "fax", "url") else ""),
            )
    for label, (field, headers) in _LABELLED.items():
        for header in headers.split("|"):
            yield header, Column(field, slot=header, label=label.strip())
    for header, part in _PLACES.items():
        yield header, Column("address", "", part)


_KNOWN = dict(_known())


def normal(header: str) -> str:
    """A header as it is compared: lower case, single blanks."""
    return " ".join(header.replace("\ufeff", "").replace("_", " ").casefold().split())


@lru_cache(maxsize=1024)
def column_of(header: str) -> Column | None:
    """What a header means, or None when it is not known."""
    key = normal(header)
    if key in _KNOWN:
        return _KNOWN[key]
    match = _NUMBERED.fullmatch(key)
    if match:
        return _numbered(match[1], match[2], match[3])
    match = _ADDRESS.fullmatch(key)
    if match:
        place = "work" if match[1] == "business" else match[1] or ""
        return Column("address", place, _ADDRESS_PARTS.get(match[2], match[2]), place)
    return None


def _numbered(what: str, number: str, piece: str) -> Column | None:
    """Google's numbered columns: ``E-mail 1 - Value``, ``Phone 2 - Type``, ``Address 1 - City``."""
    piece = "label" if piece == "type" else piece
    if what in _NUMBERED_FIELDS and piece in ("label", "value"):
        return Column(_NUMBERED_FIELDS[what], f"{what} {number}", piece)
    if what == "address":
        part = _NUMBERED_ADDRESS.get(piece, piece if piece == "label" else "")
        return Column("address", number, part) if part else None
    if what == "organization":
        if number == "1" and piece in _ORGANIZATION:
            return Column(_ORGANIZATION[piece])
        return IGNORED if piece == "label" else None
    return Column("other", f"{what} {number}", piece) if piece in ("label", "value") else None
