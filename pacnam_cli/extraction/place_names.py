"""Places as they are named: provinces, levels, the names of one place that fall together, and what a mention says."""

from __future__ import annotations

from msgspec import Struct

from pacnam_cli.lexicon import load

_PLACES = load("places")
CITIES = frozenset(_PLACES["cities"])
PROVINCES = frozenset(_PLACES["provinces"]) | CITIES
#: Other ways to write a name of the map.
ALIASES: dict[str, str] = _PLACES["aliases"]
#: Level words, and the level each stands for.
LEVELS: dict[str, str] = _PLACES["levels"]
TIERS: dict[str, list[str]] = _PLACES["tiers"]
COMMUNES, DISTRICTS = frozenset(TIERS["communes"]), frozenset(TIERS["districts"])
_PROVINCIAL = (*TIERS["provincial"], None)
#: The names of the city that is named after a person, and the one it goes by.
AFTER_PERSON = tuple(_PLACES["named_after_person"])
PERSONS_CITY: str = AFTER_PERSON[0]
COMMON_FAMILY_NAMES = frozenset(load("people")["common_family_names"])
FAMILY_NAMES = COMMON_FAMILY_NAMES | frozenset(load("people")["other_family_names"])


class Mention(Struct, frozen=True, gc=False):
    """A place named at ``text[start:end]``: its canonical ``key``, its ``level`` where the text or the map says it."""

    start: int
    end: int
    key: str
    level: str | None
    block: int
    cue: int  # where its level word begins, or its name
    cued: bool  # by a level word
    listed: bool = False  # one of several: "các huyện Ba Bể, Na Rì"
    inside: bool = False  # only to say where another place or body is: "huyện Mường Tè, Lai Châu", "Đại học Huế"
    venue: bool = False  # only where people met: "diễn ra tại Hà Nội"

    @property
    def provincial(self) -> bool:
        """Whether this is a province or a centrally run city."""
        return self.key in PROVINCES and self.level in _PROVINCIAL and not self._town()

    def _town(self) -> bool:
        # "thành phố Bắc Ninh" is the town of that name, "thành phố Đà Nẵng" the centrally run city.
        return self.level == "thành phố" and self.key not in CITIES


def canonical(name: str) -> str:
    """The key under which the ways to write a place's name fall together."""
    key = " ".join(name.split())
    key = ALIASES.get(key, key)
    return PERSONS_CITY if key in AFTER_PERSON else key
