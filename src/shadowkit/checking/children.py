"""One child in a text, as English tells of it: patterns for the age, the name and the details
by which somebody who knows the place would know the child.

They are guesses and are meant to be: they look for one child ("a girl of 13 was"), and leave
alone what holds for all ("girls aged 14 to 17", "any child aged 14 or over").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from shadowkit.checking.patterns import lazily
from shadowkit.checking.prose import has_any, matches, sentences

_UPPER = "A-Z" + "".join(filter(str.isupper, map(chr, range(0xC0, 0x180)))) + "А-ЯЁ"
# Bounded, and from the beginning of a word: a page of capitals takes no longer than another.
_WORD = rf"\b[{_UPPER}][\w’'-]{{0,30}}\w\b"
_NAME = rf"{_WORD}(?:\s+(?:{_WORD}|[{_UPPER}]\.)){{0,3}}"
_AGE = (
    r"(?:1[0-7]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen)\b"
)
GIRL = "girl|boy|schoolgirl|schoolboy"
CHILD = (
    rf"(?:{GIRL}|child|toddler|baby|infant|teenager|adolescent|pupil|student|daughter|son|"
    r"granddaughter|grandson|stepdaughter|stepson|sister|brother|niece|nephew|orphan|victim|"
    r"survivor|runaway|youngster)\b(?![’'-])"
)
_ONE = (
    rf"(?:she|he|her|his|him|{GIRL}|sister|brother|mother|father|daughter|son|parents|teenager|"
    r"victim|pupil)\b"
)
_NOT_NAMES = frozenset(
    re.findall(
        r"[\w-]+",
        "January February March April May June July August September October November "
        "December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Spring Summer "
        "Autumn Winter Christmas Easter Africa America Asia Europe Balkans Caucasus Eastern "
        "Western Northern Southern Central Act Annex Appendix Article Articles Bill Box Case "
        "Chapter Code Committee Convention Covenant Decree Directive Figure Government Law "
        "Level Ministry Note Order Parliament Part Paragraph Parties Party Protocol "
        "Recommendation Regulation Report Resolution Rule Section State States Table Target "
        "Goal Title Union Volume No Nos Number Internet Web Facebook Instagram Telegram "
        "WhatsApp TikTok Snapchat YouTube Skype Viber Discord Roblox Twitter VKontakte "
        "Messenger English French Russian Spanish German Arabic Chinese Scouts Scout Guides "
        "Guide Childline Helpline Hotline Police Interpol Europol Child Children Girls Boys "
        "Youth Court After Afterwards Again Also Although And Another As At Before Both But "
        "By During Each Earlier Elsewhere Even Every Finally First For From He Hence Her Here "
        "His However If In Indeed Instead It Later Meanwhile Moreover Nevertheless Next "
        "Nonetheless Now Of Often On Once One Only Or Our Out Overall Second She Similarly "
        "Since So Some Soon Still Such Than That The Their Then There Therefore These They "
        "Third This Those Though Thus To Today Two Three Under Until We When Where Whereas "
        "While With Yesterday Yet You UK UN US USA EU School Pupil Pupils Victim Victims "
        "Adolescent Adolescents Teenager Teenagers Student Students Minor Minors Respondents "
        "Participants Woman Women Man Men Girl Boy Daughter Daughters Son Sons Sister Sisters "
        "Brother Brothers Person Persons People Survivor Survivors Suspect Suspects Orphan "
        "Orphans Migrants Refugees Youths Infant Infants Baby Babies Mother Mothers Father "
        "Fathers Parents Schoolgirl Schoolgirls Schoolboy Schoolboys Primary Secondary "
        "Boarding High Middle Elementary Special Public Private Foster Local",
    )
)
"""Words with a capital that neither name a child nor a place."""
_PEOPLES = {"Roma", "Romani", "Sinti"}
_PAST = lazily(
    r"\b(?:was|were|had|been|did|told|said|went|ran|left|met|found|took|taken|became|gave|saw|sold|"
    r"bought|made|forced|held|kept|lost|sent|died|(?!aged|based|related|need|named|called)[a-z]{2,}ed)\b",
)
_FOR_ALL = lazily(r"\b(?:he or she|she or he|his or her|her or his|him or her|s/he)\b", re.I)
_BEFORE_ALL = lazily(
    r"(?:\b(?:any|every|each|no|such|average|typical|median|if|unless|for example|"
    r"e\.g\.)\s+(?:an?\s+|the\s+)?(?:\w+\s+)?|"
    r"\b(?:under|over|below|above|than|between|least|most|from|until|minimum|maximum|average|mean|"
    r"median|to)\s+(?:the\s+)?(?:ages?\s+)?(?:of\s+)?)$",
    re.IGNORECASE,
)
_AFTER_ALL = lazily(
    rf"\s*(?:years?(?:\s+old|\s+of\s+age)?)?,?\s*(?:"
    r"(?:or|and)\s+(?:over|older|above|more|under|younger|below|less|upwards?)\b|"
    rf"(?:to|or|–|—|-)\s*(?:\d|{_AGE})|"
    r"(?:may|can|could|must|cannot|should|shall|would|will)\b)",
    re.IGNORECASE,
)


_FOLLOWS = "was|were|who|from|had|in|whose|at|when|then|and|living"


@lru_cache(maxsize=1)
def _aged() -> re.Pattern[str]:
    tail = rf"(?=\s+years?\b|\s*[.,;:)]|\s+(?:{_FOLLOWS})\b|\s*$)"
    vague = r"(?:(?:about|around|only|just|nearly|then|still|barely)\s+)?"
    between = r"(?:\s+(?!(?:an?|the|of|for|on|in|with|to|and|that|under|by)\b)[\w’'-]+){0,3}?"
    return re.compile(
        rf"""
        (?<![\w.,-]){_AGE}[\s-]+years?[\s-]old\b
          (?:{between}\s+{CHILD}
            |(?=\s+(?:was|were|who|from|had|told|said|whose|ran|left|went)\b|\s*[,.;]))
        | \b{CHILD}(?:\s+(?:victim|student|pupil))?,?\s+
          (?:aged\s+{vague}{_AGE}
            |(?:of|(?:who\s+)?(?:was|is|had\s+been)|then|only|just)\s+{vague}{_AGE}{tail})
        | \b(?:she|he|who)\s+(?:was|is|had\s+been)\s+{vague}{_AGE}{tail}
        | \b(?:two|three|both|twin)\s+(?:[\w-]+\s+){{0,2}}?
          (?:girls|boys|children|sisters|brothers|siblings|pupils|teenagers),?\s+
          (?:both\s+)?aged\s+{_AGE}
        | \bat\s+the\s+age\s+of\s+{_AGE}
        | \baged\s+{_AGE},\s+(?:she|he)\b
        | \b(?:girl|boy|child|teenager|schoolgirl|schoolboy)
          (?:,\s+{_AGE}(?=\s*[,.;:)])|\s+\({_AGE}\))
        """,
        re.IGNORECASE | re.VERBOSE,
    )


_NUMBER = lazily(r"[0-9](?<!\w[0-9])[0-9]?(?!\w)")
_AGES = (
    *("teen", "twelve", "eleven"),
    *(
        before + age
        for before in " ("
        for age in ["ten", "nine", "eight", "seven", "six", "five", "four"]
    ),
    *(before + age for before in " (" for age in ("one", "two", "three")),
)
# What every match of `_aged` and of `_names` holds, in small letters; these two take long, and
# most dossiers tell of no single child.
_MAYBE_AGED = lazily(
    rf"(?=[abijnostw,(])(?:\baged?\s+(?:\w+\s+)?{_AGE}(?!\s*(?:to|or|–|—|-)\s*\d)|"
    rf"(?:\b(?:of|was|is|then|only|just|been|about|around|nearly|still|barely)|,)\s+{_AGE}"
    rf"(?=\s+years?\b|\s*[.,;:)]|\s+(?:{_FOLLOWS})\b|\s*$)|\({_AGE}\))"
)
_MAYBE_YEAR_OLD = lazily(rf"\b{_AGE}[\s-]+years?[\s-]+old\b")
_MAYBE_CALLED = lazily(
    rf"\b{CHILD}(?:\s+victim)?,?\s+(?:who\s+(?:is|was)\s+)?(?:named|called|by\s)"
)
_MAYBE_BESIDE = lazily(
    r"[(,]\s*(?:(?:then|now|only|just)\s+)?"
    rf"(?:aged\s+{_AGE}|an?\s+{_AGE}[\s-]year|{_AGE}(?:\s+years?\s+old|\s*[,.;)]))"
)
_MAYBE_NAME = lazily(rf"(?:girl|boy|daughter|son|child|pupil|teenager),?\s+[{_UPPER}]")


@lru_cache(maxsize=20_000)
def _small(text: str) -> tuple[str, bool]:
    """A text in small letters, and whether there is a number in it that may be an age."""
    small = text.lower()
    spaced = f" {small}"
    found = has_any(spaced, _AGES) or _NUMBER.search(small) is not None
    return small, found


def _is_year_old(small: str) -> bool:
    return "old" in small and "year" in small and _MAYBE_YEAR_OLD.search(small) is not None


def _maybe_aged(text: str) -> bool:
    """Whether it is worth while to look for ages; the cheapest question comes first, and most
    paragraphs answer it with no."""
    small, numbered = _small(text)
    return numbered and (_is_year_old(small) or _MAYBE_AGED.search(small) is not None)


def _maybe_named(text: str) -> bool:
    """Whether it is worth while to look for names of children."""
    small, numbered = _small(text)
    called = has_any(small, ("named", "called", "name of"))
    if called and _MAYBE_CALLED.search(small):
        return True
    if numbered and (_is_year_old(small) or _MAYBE_BESIDE.search(small)):
        return True
    return _MAYBE_NAME.search(text) is not None


@lru_cache(maxsize=20_000)
def ages(text: str, *, whenever: bool = False) -> tuple[re.Match[str], ...]:
    """Where a text gives the age of one child.  Laws speak in the present; with `whenever`, for
    headlines and cases, so may the text."""
    return tuple(_ages(text, whenever))


def _ages(text: str, whenever: bool) -> Iterator[re.Match[str]]:
    for match in _aged().finditer(text) if _maybe_aged(text) else ():
        start, end = sentence_around(text, match.start())
        sentence = text[start:end]
        if _FOR_ALL.search(sentence) or _AFTER_ALL.match(text, match.end()):
            continue
        if _BEFORE_ALL.search(text, start, match.start()):
            continue
        if match[0].lower().startswith("at the age") and not _one().search(sentence):
            continue
        if whenever or _PAST.search(sentence):
            yield match


_FARTHEST = 1_000
"""What is farther away in a text without full stops says nothing more of a child."""


def sentence_around(text: str, position: int, more: int = 0) -> tuple[int, int]:
    """The sentence that holds a place, with `more` on either side."""
    found = sentences(text)
    number = next((n for n, (_start, end) in enumerate(found) if position < end), len(found) - 1)
    start, end = found[max(0, number - more)][0], found[min(len(found) - 1, number + more)][1]
    return max(start, position - _FARTHEST), min(end, position + _FARTHEST)


# --- details ----------------------------------------------------------------------------

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"
)
_SMALL = "village|settlement|hamlet|township"
_LARGE = "town|city|district|region|municipality|province|county|suburb|oblast|island"
_INSIDE = r"(?:(?<=[a-z0-9,’”]\s)|(?<=\s[“‘\"«(]))"
"""At the beginning of a sentence a capital says nothing: "Boarding schools", "Every village"."""
_HOUSE = (
    r"school|lyceum|gymnasium|kindergarten|orphanage|boarding\s+school|children[’']s\s+home|nursery"
)


@lru_cache(maxsize=1)
def _days() -> re.Pattern[str]:
    return re.compile(
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b"
        r"(?!\d)|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b"
    )


_OF_LAW = lazily(
    r"\b(?:Law|Act|Decree|Order|Resolution|Code|Directive|judgment|decision|ruling|No\.?\s*\S+|"
    r"accessed|force|adopted|amended)\s+(?:of|dated|on)?\s*$"
)


@lru_cache(maxsize=1)
def _small_places() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?i:{_SMALL})\s+(?:(?:of|in|near|called)\s+)?(?P<a>{_NAME})|"
        rf"{_INSIDE}(?P<b>{_NAME})\s+(?:{_SMALL}|neighbou?rhood|[Ss]treet)\b"
        r"(?!\s+(?:child|work|life))"
    )


@lru_cache(maxsize=1)
def _places() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?i:{_LARGE})\s+of\s+(?P<a>{_NAME})|{_INSIDE}(?P<b>{_NAME})\s+(?i:{_LARGE})\b|"
        r"\b(?:[Ii]n|[Ff]rom|[Nn]ear|[Aa]t|[Oo]utside|(?:brought|taken|sold|sent|trafficked|moved)\s+to)"
        rf"\s+(?P<c>{_NAME})"
    )


@lru_cache(maxsize=1)
def _schools() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?i:{_HOUSE})\s+(?i:no\.?|nº|№|number|#)\s*\d|\b(?i:{_HOUSE})\s+(?:of|in|at)\s+(?P<a>{_NAME})|"
        rf"{_INSIDE}(?P<b>{_NAME})\s+(?:[a-z]+\s+)?(?i:{_HOUSE})\b"
    )


@lru_cache(maxsize=1)
def _origins() -> re.Pattern[str]:
    return re.compile(
        r"\b[Ii]ndigenous\s+(?:girl|boy|child|teenager|family)\b|"
        rf"{_INSIDE}(?P<a>{_WORD})\s+(?:{CHILD})|"
        rf"\b(?:of|with)\s+(?P<b>{_WORD})\s+(?:origin|ethnicity|descent|nationality|background)\b|"
        rf"{_INSIDE}(?P<c>{_WORD})\s+(?:national|citizen|refugee|family)\b"
    )


def details(text: str, state: str, states: Callable[[], frozenset[str]]) -> dict[str, bool]:
    """What in a text narrows down who is meant; True where it is enough beside an age.

    `state` is the State under review: whoever comes from there is one of millions.
    """
    found: dict[str, bool] = {}
    if any(_named(match, state, states) for match in matches(_small_places(), text)):
        found["a village or street"] = True
    elif any(_named(match, state, states) for match in matches(_places(), text)):
        found["a place"] = False
    if any(
        not _OF_LAW.search(text, max(0, match.start() - 60), match.start())
        for match in matches(_days(), text)
    ):
        found["a day"] = False
    for match in matches(_schools(), text):
        if match.lastgroup is None or _named(match, state, states):
            found["a school or home"] = True
    for match in matches(_origins(), text):
        name = match[match.lastgroup] if match.lastgroup else ""
        if name not in _NOT_NAMES and not _same_root(name, state):
            found["an origin"] = False
    return found


def _same_root(name: str, state: str) -> bool:
    """Whether "Slovene" is of Slovenia: the first four letters tell."""
    return bool(name) and any(name[:4] == word[:4] for word in state.split())


def _named(match: re.Match[str], state: str, states: Callable[[], frozenset[str]]) -> bool:
    name = match[match.lastgroup] if match.lastgroup else ""
    first = name.split()[0] if name else ""
    if (
        not name
        or first in _NOT_NAMES | _PEOPLES
        or name.isupper()
        or name.startswith(tuple(_roots(state)))
    ):
        return False
    return name not in states()


def _roots(state: str) -> Iterator[str]:
    yield from (word for word in state.split() if len(word) > 3)


# --- names ------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _one() -> re.Pattern[str]:
    return re.compile(rf"\b{_ONE}", re.IGNORECASE)


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    who = rf"{_NAME}|(?:[{_UPPER}]\.\s?){{1,3}}"
    child = rf"\s*[,.;)]|\s+(?:[\w-]+\s+){{0,2}}?(?:{CHILD}|who\b|from\b)"
    aged = rf"(?i:aged\s+{_AGE}|an?\s+{_AGE}[\s-]year[\s-]old(?={child})|{_AGE}\s+years?\s+old)"
    return re.compile(
        rf"""
        \b(?i:{CHILD})(?:\s+victim)?,?\s+(?:who\s+(?:is|was)\s+)?
          (?:named|called|by\s+the\s+name\s+of)\s+[“"‘'«„]?(?P<called>{who})
        | (?P<bracket>{who})\s*\((?:\s*{aged}(?:\s+at\s+the\s+time)?\s*|\s*{_AGE}\s*(?P<bare>))\)
        | (?P<comma>{who}),\s+(?:(?:then|now|only|just)\s+)?
          (?:{aged}|{_AGE}(?=\s*[,.;)])(?P<naked>))
        | \b(?i:(?P<article>an?\s+)?{_AGE}[\s-]+year[\s-]+old)\s+(?P<child>(?:{CHILD})\s+)?
          (?P<after>{who})(?!\w|\s+(?:[a-z-]+\s+)?(?:{CHILD}))
        | \b(?:{GIRL}|daughter|son|child|pupil|teenager),\s+(?P<apposed>{who}),?\s+
          (?:(?:who\s+)?(?:was|is)\s+)?(?:then\s+)?(?:(?:aged|an?)\s+)?{_AGE}
        | \b(?:{GIRL})\s+(?P<direct>{_NAME})
        """,
        re.VERBOSE,
    )


_BEFORE_PLACE = lazily(
    r"\b(?:in|at|from|of|by|to|near|the|outside|v\.|vs\.|than|per|on|with\s+the|under)\s+$",
    re.IGNORECASE,
)
_COUNTED = lazily(r"\(\d+\)")
_AUTHOR = lazily(r"\w,\s+$")
"""What stands before the initials of somebody who wrote: "Surname, J.,"."""
_PEOPLE = ("ian", "ese", "ish", *_PEOPLES)
_CHANGED = lazily(
    r"\bnames?\s+(?:(?:in|of)\s+(?:this|the|these|all)\s+(?:cases?|text|report|stor(?:y|ies)|"
    r"child(?:ren)?|girls?|boys?)\s+)?(?:(?:has|have)\s+(?:all\s+)?been\s+|(?:is|are|was|were)\s+)?"
    r"(?:changed|altered|invented|fictitious|withheld)\b|"
    r"\bnot\s+(?:her|his|their|the)\s+(?:child[’']s\s+)?real\s+names?\b|\bpseudonyms?\b|"
    r"\b(?:changed|invented|fictitious|assumed)\s+names?\b",
    re.IGNORECASE,
)


def names_changed(text: str) -> bool:
    """Whether a text says that the names in it are not the real ones."""
    return _CHANGED.search(text) is not None


def named(text: str, states: Callable[[], frozenset[str]]) -> list[tuple[int, int]]:
    """Where a text calls a child by its name or initials."""
    return [(start, end) for start, end in _named_in(text) if text[start:end] not in states()]


@lru_cache(maxsize=20_000)
def _named_in(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(_spans_of_names(text))


def _spans_of_names(text: str) -> Iterator[tuple[int, int]]:
    listing = -1
    for match in _names().finditer(text) if _maybe_named(text) else ():
        group = next(g for g in _GROUPS if match[g])
        start, end = match.span(group)
        name = match[group]
        words = name.split()
        if words[0] in _NOT_NAMES or words[-1] in _NOT_NAMES:
            continue
        if words[0].endswith("ly") or (name.isupper() and "." not in name):
            continue
        if group in ("bracket", "comma"):
            first, last = sentence_around(text, start)
            if _BEFORE_PLACE.search(text, max(0, start - 20), start):
                listing = first
                continue
            if match["bare"] is not None or match["naked"] is not None:
                sentence = text[first:last]
                # "in Sosnovka (12), Lesnoye (9)": what begins as a list of places goes on as one.
                counted = listing == first or len(_COUNTED.findall(sentence)) > 2
                writes = "." in words[0] and _AUTHOR.search(text, first, start)
                if counted or writes or len(words) > 2 or not _one().search(sentence):
                    continue
        people = match["article"] or name.endswith(_PEOPLE)
        if group == "after" and people and not match["child"]:
            continue
        yield start, end


_GROUPS = ("called", "bracket", "comma", "after", "apposed", "direct")
