"""Languages and directions: what a run has to say so that Word sets and spells it right.

Arabic and Latin letters in one run come out in the wrong order in Word and LibreOffice:
a right-to-left run may hold no Latin word.  So text is cut into segments of one direction
each, and a Latin token in Arabic (a document symbol, a URL) is a plain run of its own.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

# Word wants a region with each language; the United Nations' usage where it has one.
_REGIONS: Final = {
    "ar": "ar-SA",
    "de": "de-DE",
    "en": "en-GB",
    "es": "es-ES",
    "fa": "fa-IR",
    "fr": "fr-FR",
    "he": "he-IL",
    "it": "it-IT",
    "ja": "ja-JP",
    "ko": "ko-KR",
    "pt": "pt-PT",
    "ru": "ru-RU",
    "uk": "uk-UA",
    "ur": "ur-PK",
    "zh": "zh-CN",
}
_RIGHT_TO_LEFT: Final = frozenset(("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))
_EAST_ASIAN: Final = frozenset(("ja", "ko", "zh"))


def word_tag(language: str) -> str:
    """The tag Word expects: ``en`` is written ``en-GB``; a tag with a region stays."""
    return _REGIONS.get(language.lower(), language)


def is_rtl(language: str) -> bool:
    """Whether the language is written from right to left."""
    return language.split("-")[0].lower() in _RIGHT_TO_LEFT


def is_east_asian(language: str) -> bool:
    """Whether Word treats the language as East Asian, with a font of its own."""
    return language.split("-")[0].lower() in _EAST_ASIAN


def default_languages(language: str) -> str:
    """``w:lang`` of the document's defaults.  A language of the other two sorts leaves the
    Latin words of the document to English."""
    tag = word_tag(language)
    latin = "en-GB" if is_rtl(language) or is_east_asian(language) else tag
    asian = tag if is_east_asian(language) else "zh-CN"
    complex_ = tag if is_rtl(language) else "ar-SA"
    return f'<w:lang w:val="{latin}" w:eastAsia="{asian}" w:bidi="{complex_}"/>'


@lru_cache(maxsize=256)
def run_language(language: str, rtl: bool) -> tuple[str, str]:
    """What a run in `language` ("": the document's) says at the head and at the tail of
    its properties; `rtl` is the direction of the run itself."""
    if rtl:
        lang = f'<w:lang w:bidi="{word_tag(language)}"/>' if is_rtl(language) else ""
        return '<w:rFonts w:hint="cs"/>', f"<w:rtl/>{lang}"
    if not language or is_rtl(language):
        return "", ""
    tag = word_tag(language)
    if is_east_asian(language):
        return '<w:rFonts w:hint="eastAsia"/>', f'<w:lang w:val="{tag}" w:eastAsia="{tag}"/>'
    return "", f'<w:lang w:val="{tag}"/>'
