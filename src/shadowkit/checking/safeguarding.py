"""Safeguarding: addresses of persons, and cases that could harm those they tell of.

Its rules are errors even where they guess, and so are those of `identifiable.py`: what is
filed and published cannot be taken back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from shadowkit.checking.patterns import lazily
from shadowkit.checking.printed import first_cited, texts_without_blocks
from shadowkit.checking.prose import matches
from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.diagnostics import Severity
from shadowkit.location import Location
from shadowkit.model.authored import ABlock
from shadowkit.model.fields import in_language
from shadowkit.model.kinds import CaseKeys
from shadowkit.model.settings import Submitter


def weight(context: SubmissionContext, *, settings: bool = False) -> Severity | None:
    """A warning where the submission stays confidential, and for the settings, where nothing
    can be allowed; else None, the rule's own."""
    mechanism = context.filing.mechanism
    rule = mechanism.rules.public if mechanism else None
    published = rule is not None and rule.value
    confidential = context.filing.settings.public is False and not published
    return Severity.WARNING if settings or confidential else None


def authority(context: SubmissionContext) -> str:
    """What the mechanism says of cases, where it says something."""
    mechanism = context.filing.mechanism
    rule = mechanism.rules.cases_safe if mechanism else None
    return rule.authority if rule and rule.value else ""


# --- addresses --------------------------------------------------------------------------

_MAIL = r"(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?[\[(]at[\])]\s?)(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}\b"
_PROVIDERS = frozenset(
    re.findall(
        r"[\w-]+",
        "gmail googlemail yahoo ymail hotmail outlook live msn icloud me aol gmx proton "
        "protonmail tutanota fastmail zoho mail email bk inbox list yandex ya rambler ukr web "
        "freenet t-online orange wanadoo free laposte sfr libero virgilio seznam centrum wp "
        "o2 onet interia abv qq 163 126 naver rediffmail siol",
    )
)
"""Domains, without their end, that give addresses to private persons."""
_OFFICES = frozenset(
    re.findall(
        r"[\w-]+",
        "about admin advocacy advice appeal campaign campaigns care center centre child "
        "children childrights coalition committee communications complaints contact "
        "coordination coordinator crc data director directorate editor education enquiries "
        "executive feedback foundation general group hello help helpdesk helpline hotline hr "
        "human info information inquiries international kids law legal mail media network "
        "news newsletter ngo office ohchr ombudsman ombudsperson petitions policy post press "
        "privacy program programme project protection publications reception registry report "
        "reports research rights safeguarding secretariat secretary service services social "
        "state submission submissions support team training treaty un unit upr webmaster "
        "women youth "
        "accueil bureau coordinacion comunicacion comunicaciones consultas contacto "
        "derechos direccion direction droits enfance enfants infancia oficina prensa presse "
        "secretaria secretariado",
    )
)
"""Words of addresses that a function has, and no person."""
_PERSON = lazily(r"[^\W\d_]+[._-][^\W\d_]+(?:[._-][^\W\d_]+)?\d{0,4}")


@lru_cache(maxsize=1)
def _phones() -> re.Pattern[str]:
    group = r"(?:[\s./-]{0,2}\(?\d{1,5}\)?)"
    named = (
        r"(?:tel|t[eé]l[eé](?:ph|f)one?|tel[eé]fono|phone|mobile|m[oó]vil|mob|"
        r"whats\s?app|viber|fax|тел(?:ефон)?|моб)"
    )
    return re.compile(
        rf"""
        (?<![\w+/=])\+\d{{1,3}}{group}{{2,6}}(?!\w)
        | \b{named}\b\.?\s*(?:no\.?|number)?\s*(?:is|was|:)?\s*
          (?P<named>\+?\(?\d{{1,5}}\)?{group}{{1,6}})(?!\w)
        | (?<![\w/.+-])(?:8[\s-]?)?\(?\d{{3,5}}\)?[\s-]\d{{2,3}}-\d\d-\d\d(?![\w-])
        | (?<![\w/.+-])(?:\(\d{{3}}\)\s?|\d{{3}}-)\d{{3}}-\d{{4}}(?![\w-])
        """,
        re.IGNORECASE | re.VERBOSE,
    )


_DIGITS = lazily(r"\d[\d\s()./-]{5,}\d")
"""As many as a number to call has, at least."""
_FREE = lazily(r"(?:\+?[78]|\+?1|00|\+|\+\d{2,3}|0)?(?:800|0800|808|888|877|866|855|844|833)")
_THOUSANDS = lazily(r"\+?[1-9]\d{0,2}(?:[ .]\d{3}){2}")
_SHORT = lazily(r"116\d{3}$")
_PUBLIC = lazily(
    r"\b(?:help-?\s?lines?|hot-?\s?lines?|child-?\s?lines?|crisis lines?|toll-?free|free of charge|"
    r"free ?phone|emergency|"
    r"lignes? d.(?:assistance|écoute|urgence)|lignes? gratuites?|num[ée]ros? (?:verts?|d.urgence)|"
    r"appels? gratuits?|"
    r"líneas?(?: telefónicas?)?(?: gratuitas?)? de (?:ayuda|asistencia|atención|emergencia)|"
    r"líneas? (?:directas?|gratuitas?)|llamadas? gratuitas?|números? (?:gratuitos?|de emergencia)|"
    r"телефон\w* доверия|горяч\w+ лини\w+|бесплатн\w+|экстренн\w+)\b|"
    r"(?:ال)?خط(?:وط)? (?:ال)?(?:مساعدة|ساخنة?|نجدة|طوارئ)|مجان|"
    r"热线|免费电话|求助电话|紧急电话",
    re.IGNORECASE,
)
"""Lines that everybody may call, in the six languages of the United Nations."""
_URL = lazily(r"(?:https?://|www\.)\S+")


@submission_check("SK504", "contact-personal", Severity.ERROR)
def contact_personal(context: SubmissionContext) -> Iterable[Fault]:
    """The submission prints what seems to be a person's e-mail address or telephone number.

    It leads everybody to somebody who gave information or works with children, also those who
    want to do harm. Addresses at providers for private persons and those made of a first name and
    a surname are found, and whole telephone numbers; in all languages, in text, notes, links,
    quotations, titles and notes of cited sources, the settings and the implementation table. The
    addresses that submitters have in the settings are their own, and left alone in the text. So
    are addresses of offices (`info@`, `office@`), short numbers and toll-free ones (116 111,
    8-800), and numbers in a paragraph that speaks of a helpline or hotline, in a language of the
    United Nations. The message does not repeat what it found.
    This is a guess, and still an error; where `public: false` holds, and outside of the content,
    it is a warning.

    To mend: take it out, or give the address of the office. The telephone number of an office
    may stay, with `allow="SK504" reason="..."`.
    """
    own = _own_addresses(context)
    for one in context.printed:
        for words in one.passages:
            for what, start, end in _contacts(words.text, own):
                yield _contact(context, what, words.place(start, end))
        shown = "\n".join(words.text for words in one.passages)
        for href, place in one.links:
            address = href.removeprefix("mailto:")
            if address != href and address not in shown:
                for what, _start, _end in _contacts(address, own):
                    yield _contact(context, what, place)
    for id, place in first_cited(context.printed):
        source = context.dossier.sources.get(id)
        for key in ("title", "note"):
            value = source.data.get(key) if source else None
            for what, _start, _end in _contacts(value, own) if isinstance(value, str) else ():
                yield _contact(context, f"{what} in the {key} of a cited source", place)
    for value, place in texts_without_blocks(context):
        for what, _start, _end in _contacts(value, own):
            yield _contact(context, what, place, settings=True)
    for key, number, submitter in _submitters(context):
        if submitter.email and _is_of_person(submitter.email, _words_of(submitter)):
            yield _contact(context, _ADDRESS, context.place(key, number, "email"), settings=True)


_ADDRESS, _NUMBER = "a person’s e-mail address", "a telephone number"


def _contact(
    context: SubmissionContext, what: str, place: Location, *, settings: bool = False
) -> Fault:
    return Fault(
        place,
        f"this seems to be {what}",
        "Give the address of the office."
        if settings
        else 'Take it out, or give that of the office; or allow="SK504" with a reason.',
        severity=weight(context, settings=settings),
    )


def _contacts(text: str, own: frozenset[str]) -> Iterator[tuple[str, int, int]]:
    if "@" in text or "at]" in text or "at)" in text:
        for match in matches(_mail(), text):
            address = re.sub(r"\s?[\[(]at[\])]\s?", "@", match[0])
            if address.casefold() not in own and _is_of_person(address, frozenset()):
                yield _ADDRESS, *match.span()
    if _DIGITS.search(text) and not _PUBLIC.search(text):
        plain = _URL.sub(lambda match: " " * len(match[0]), text)
        for match in matches(_phones(), plain):
            start, end = match.span("named") if match["named"] else match.span()
            digits = re.sub(r"[^\d+]", "", plain[start:end])
            free = _FREE.match(digits) or _SHORT.search(digits)
            counted = _THOUSANDS.fullmatch(plain, start, end)
            if len(digits.lstrip("+")) >= 7 and not free and not counted:
                yield _NUMBER, start, end


@lru_cache(maxsize=1)
def _mail() -> re.Pattern[str]:
    return re.compile(_MAIL, re.IGNORECASE)


def _is_of_person(address: str, words: frozenset[str]) -> bool:
    """Whether an address is a person's: at a provider for private persons, or made of names.
    `words` are those that an organisation's own address may be made of."""
    local, _, domain = address.casefold().partition("@")
    parts = set(re.split(r"[._+-]", local))
    host = domain.split(".")
    if parts & _OFFICES or any(word in local for word in words):
        return False
    if host[0] in _PROVIDERS and (len(host) == 2 or host[1] in ("co", "com")):
        return True
    return bool(_PERSON.fullmatch(local)) and not any(part in host for part in parts)


def _submitters(context: SubmissionContext) -> Iterator[tuple[str, int, Submitter]]:
    settings = context.filing.settings
    for key, several in (("submitters", settings.submitters), ("supporters", settings.supporters)):
        for number, one in enumerate(several):
            if isinstance(one, Submitter):
                yield key, number, one


def _own_addresses(context: SubmissionContext) -> frozenset[str]:
    return frozenset(one.email.casefold() for _key, _number, one in _submitters(context))


def _words_of(submitter: Submitter) -> frozenset[str]:
    """The words of an organisation's name, as they stand in addresses."""
    words = re.findall(r"\w{4,}", in_language(submitter.name, "en").casefold())
    acronym = submitter.acronym.casefold()
    return frozenset([*words, acronym] if len(acronym) > 1 else words)


# --- cases ------------------------------------------------------------------------------


@submission_check("SK505", "case-not-anonymised", Severity.ERROR)
def case_not_anonymised(context: SubmissionContext) -> Iterable[Fault]:
    """A `case` says of itself that it is not anonymised (`anonymised=false`).

    A case is told to show what happens to many; nobody has to be recognised in it for that. In a
    submission that becomes public, or does not say whether it does, this is an error; where
    `public: false` holds, a warning.

    To mend: leave out names, ages, places, days and whatever else identifies somebody, then write
    `anonymised=true`; or keep the case out with `not="..."`. Where a person wants to be named, and
    nobody is at risk, say so with `allow="SK505" reason="..."`.
    """
    for block, keys in _cases(context):
        if "anonymised" in keys.model_fields_set and not keys.anonymised:
            yield Fault(
                _place(block, "anonymised"),
                "this case is not anonymised",
                "Leave out what identifies somebody and write anonymised=true, or keep it out "
                'with not="...".',
                authority=authority(context),
                severity=weight(context),
            )


@submission_check("SK506", "case-at-risk", Severity.ERROR)
def case_at_risk(context: SubmissionContext) -> Iterable[Fault]:
    """A `case` that is marked `risk=high` stands in a submission that may become public.

    You said yourselves that telling it endangers somebody. An anonymised case may be recognised
    by those who took part in it. Where `public: false` holds, nothing is found.

    To mend: keep it out with `not="..."`, or tell it so that the risk is gone and correct `risk`.
    """
    if weight(context) is not None:
        return
    for block, keys in _cases(context):
        if keys.risk == "high":
            yield Fault(
                _place(block, "risk"),
                "this case is marked as a high risk, and the submission may become public",
                'Keep it out of this submission with not="...".',
                authority(context),
            )


def _cases(context: SubmissionContext) -> Iterator[tuple[ABlock, CaseKeys]]:
    untaken = {block.key for block in context.assembly.untaken}
    for block in context.assembly.blocks():
        if block.key not in untaken:
            yield from _cases_in(block)


def _cases_in(block: ABlock) -> Iterator[tuple[ABlock, CaseKeys]]:
    if isinstance(block.keys, CaseKeys):
        yield block, block.keys
    for node in block.nodes:
        if isinstance(node, ABlock):
            yield from _cases_in(node)


def _place(block: ABlock, key: str) -> Location:
    where = block.attributes.get(key)
    return where.name_location if where else block.location
