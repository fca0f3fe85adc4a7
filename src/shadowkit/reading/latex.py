"""LaTeX as it stands in BibTeX files to plain text.

Read in one pass over tokens, so that no nesting costs more than its length.  What is no
command stays as the author wrote it: a bare ``&``, ``%`` or ``$`` is itself.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import field
from functools import cache

from shadowkit.records import dataclass

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+)\*?(?P<space>[ \t\n]*)|\\(?P<sign>.)|(?P<brace>[{}])"
    r"|(?P<mark>---?|``|''|~)|(?P<text>[^\\{}~`'-]+|.)",
    re.DOTALL,
)
_SPACE = re.compile(r"[ \t\n]+")
# Mathematics that is in truth typography: 2$^{nd}$, H$_2$O, $\alpha$.
_RAISED = re.compile(r"\$(\w{0,9})\^\{?(\w+)\}?\$")
_LOWERED = re.compile(r"\$([^\W_]{0,9})_\{?(\w+)\}?\$")
_SYMBOL = re.compile(r"\$(\\[A-Za-z]+)(?:\{\})?\$")
_QUOTED = re.compile(r"(?<!`)`([^`']+)'(?!['\w])")

_MARKS = {"--": "–", "---": "—", "``": "“", "''": "”", "~": "\u00a0"}
_ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328",
    "d": "\u0323", "b": "\u0331", "r": "\u030a", "t": "\u0361",
}  # fmt: skip
_ALONE = {"'": "´", "`": "`", "^": "^", '"': "¨", "~": "~"}
"""An accent over nothing: ``\\~{}`` is how a tilde is written."""
_SIGNS = {"\\": " ", ",": "\u202f", " ": " ", "\n": " ", "\t": " ", "-": "", "/": "", "@": ""}
_WORDS = {
    "S": "§", "P": "¶", "euro": "€", "EUR": "€", "pounds": "£", "copyright": "©",
    "textgreater": ">", "textless": "<", "textbar": "|", "textbackslash": "\\",
    "textasciicircum": "^", "textunderscore": "_", "textdollar": "$", "textregistered": "®",
    "texttrademark": "™", "textdegree": "°", "textsection": "§", "LaTeX": "LaTeX", "TeX": "TeX",
    "slash": "/", "newline": " ", "quad": " ", "relax": "", "protect": "", "allowbreak": "",
    "textquotedbl": '"', "textquotesingle": "'", "textcopyright": "©", "textpounds": "£",
    "textbraceleft": "{", "textbraceright": "}", "DH": "Ð", "dh": "ð", "TH": "Þ", "th": "þ",
    "DJ": "Đ", "dj": "đ", "NG": "Ŋ", "ng": "ŋ", "textnumero": "№",
}  # fmt: skip
# The tags of the CSL data model, in which sources carry emphasis.
_ITALIC, _BOLD = ("<i>", "</i>"), ("<b>", "</b>")
_AROUND = {
    "emph": _ITALIC, "textit": _ITALIC, "mkbibemph": _ITALIC, "textsl": _ITALIC, "textbf": _BOLD,
    "mkbibbold": _BOLD, "textsuperscript": ("<sup>", "</sup>"),
    "mkbibsuperscript": ("<sup>", "</sup>"), "textsubscript": ("<sub>", "</sub>"),
    "enquote": ("“", "”"), "mkbibquote": ("“", "”"), "mkbibparens": ("(", ")"),
} | dict.fromkeys(
    ("text", "textrm", "textsf", "texttt", "textsc", "textup", "textmd", "textnormal", "mbox",
     "hbox", "url", "path", "nolinkurl", "ensuremath"),
    ("", ""),
)  # fmt: skip
_FROM_HERE = {
    "em": _ITALIC, "it": _ITALIC, "itshape": _ITALIC, "sl": _ITALIC, "slshape": _ITALIC,
    "bf": _BOLD, "bfseries": _BOLD,
} | dict.fromkeys(
    ("rm", "sf", "tt", "sc", "scshape", "upshape", "rmfamily", "sffamily", "ttfamily"), ("", "")
)  # fmt: skip


@dataclass(slots=True)
class _State:
    out: list[str] = field(default_factory=list)
    closers: list[str] = field(default_factory=list)
    """What is to be written where each open brace closes."""
    at_end: str = ""
    accent: str = ""
    wrap: tuple[str, str] = ("", "")
    unknown: list[str] = field(default_factory=list)


def to_text(latex: str) -> tuple[str, tuple[str, ...]]:
    """The text that LaTeX prints, and the names of the commands nobody knows, which are left
    out (what stands in their braces is kept).  Emphasis becomes the tags of CSL, ``<i>``."""
    latex = _QUOTED.sub(r"‘\1’", latex)
    if "$" in latex:
        latex = _RAISED.sub(r"\1\\textsuperscript{\2}", latex)
        latex = _LOWERED.sub(r"\1\\textsubscript{\2}", latex)
        latex = _SYMBOL.sub(r"\1{}", latex)
    state = _State()
    for token in _TOKEN.finditer(latex):
        _take(token, state)
    _put(state, "", end=True)
    state.out += [*reversed(state.closers), state.at_end]
    return _SPACE.sub(" ", "".join(state.out)).strip(" "), tuple(dict.fromkeys(state.unknown))


def verbatim(latex: str) -> str:
    """An address as it stands in a BibTeX file, where some programs escape its signs."""
    return re.sub(r"\\([%&#_~$^{}])|\\(?:url|path)\b|[{}\s]", r"\1", latex)


def _take(token: re.Match[str], state: _State) -> None:
    kind = token.lastgroup
    word = token["word"]
    if kind == "brace":
        if token["brace"] == "{":
            state.closers.append(state.wrap[1])
            state.out.append(state.wrap[0])
        elif state.closers:
            _put(state, "", end=True)
            state.out.append(state.closers.pop())
        state.wrap = ("", "")
        return
    state.wrap = ("", "")
    if word is not None:
        if word in _ACCENTS:
            state.accent = word
        elif word in _AROUND:
            state.wrap = _AROUND[word]
        elif word in _FROM_HERE:
            _open(state, _FROM_HERE[word])
        elif word in ("i", "j") and state.accent:
            _put(state, word)
        else:
            symbol = _symbol(word)
            if symbol is None:
                state.unknown.append(word)
            _put(state, symbol or "")
    elif token["sign"] is not None:
        sign = token["sign"]
        if sign in _ACCENTS:
            state.accent = sign
        else:
            _put(state, _SIGNS.get(sign, sign))
    else:
        _put(state, _MARKS.get(token[0], token[0]))


def _open(state: _State, tags: tuple[str, str]) -> None:
    """``{\\em ...}``: emphasis from here to the end of the braces."""
    if state.closers and not state.closers[-1]:
        state.closers[-1] = tags[1]
        state.out.append(tags[0])
    elif not state.closers and not state.at_end:
        state.at_end = tags[1]
        state.out.append(tags[0])


def _put(state: _State, text: str, *, end: bool = False) -> None:
    """Writes text, an accent that was waiting over its first character."""
    if state.accent and (text.strip() or end):
        accent, state.accent = state.accent, ""
        text = text.lstrip(" \t\n")
        if text:
            text = unicodedata.normalize("NFC", text[0] + _ACCENTS[accent]) + text[1:]
        else:
            text = _ALONE.get(accent, "")
    state.out.append(text)


@cache
def _symbol(name: str) -> str | None:
    """The character that a command without an argument stands for: ``\\ss``, ``\\alpha``."""
    if name in _WORDS:
        return _WORDS[name]
    # Only a dossier with such commands pays for the library.
    from pylatexenc.latex2text import get_default_latex_context_db

    text = getattr(get_default_latex_context_db().get_macro_spec(name), "simplify_repl", None)
    # The longer ones are templates, or the day on which the program runs.
    return text if isinstance(text, str) and 1 <= len(text) <= 3 and "%" not in text else None
