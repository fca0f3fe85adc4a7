"""Looks: files of the program, or one of the dossier, which need only say what is other.

A look may begin with ``based-on:``, the name of a look of the program; what it does not say
is as there.  Maps are joined key by key, also those in the list of headings.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from shadowkit import resources
from shadowkit.diagnostics import did_you_mean
from shadowkit.location import Location
from shadowkit.model.look import Look
from shadowkit.reading import faults
from shadowkit.reading.catalogue import look_names, own_file
from shadowkit.reading.collector import Collector
from shadowkit.reading.validation import validate
from shadowkit.reading.yaml import Loaded

BASE = "based-on"
ENOUGH = 4.5
"""The contrast that words want (WCAG 2.1, 1.4.3)."""
FIRST = "plain"
"""The look of those who name none, or none that can be read."""

# The same loader in C where PyYAML was built with it: a look is read in every build.
_LOADER: type[yaml.SafeLoader] | type[yaml.CSafeLoader]
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def shipped_look(name: str) -> Look:
    """The look of that name, from ``style/looks/<name>.yaml``."""
    if name not in look_names():
        raise ValueError(f"there is no look {name!r}; there are: {', '.join(look_names())}")
    return Look.model_validate(_values(name))


def own_look(folder: Path, name: str, place: Location, collector: Collector) -> Look | None:
    """The look in the dossier's file `name`; None after findings."""
    loaded = own_file(folder, name, place, collector)
    if loaded is None or not isinstance(loaded.data, dict):
        if loaded is not None:
            collector.add(
                faults.BAD_VALUE,
                Location(name),
                "a look is a map (lines of `key: value`)",
                "`shadowkit schema look` names the keys.",
            )
        return None
    own = dict(loaded.data)
    base = own.pop(BASE, FIRST)
    if base not in look_names():
        collector.add(
            faults.BAD_VALUE,
            loaded.place((BASE,), Location(name)),
            f"there is no look `{str(base)[:60]}`",
            did_you_mean(str(base), look_names()),
        )
        return None
    whole = Loaded(_joined(_values(base), own), loaded.places, loaded.key_places)
    look = validate(Look, whole, (), name, collector)
    if look is not None:
        _note_pale(look, whole, name, collector)
    return look


def _note_pale(look: Look, loaded: Loaded, name: str, collector: Collector) -> None:
    """Findings on colours that can hardly be read."""
    colours = look.colours
    inks = {key: getattr(colours, key) for key in ("text", "accent", "muted", "draft", "link")}
    shades = {
        ("table", "header-shade"): look.table.header_shade,
        ("box", "shade"): look.box.shade,
    }
    for key, ink in inks.items():
        if (found := contrast(ink, "#ffffff")) < ENOUGH:
            place = loaded.place(("colours", key), Location(name))
            _pale(f"`{key}`: {ink} on white paper", found, place, collector)
    for path, shade in shades.items():
        if (found := contrast(colours.text, shade)) < ENOUGH:
            place = loaded.place(path, Location(name))
            _pale(f"`{path[-1]}`: {colours.text} on {shade}", found, place, collector)


def _pale(what: str, found: float, place: Location, collector: Collector) -> None:
    collector.add(
        faults.PALE_COLOUR,
        place,
        f"{what} has a contrast of {found:.1f} to 1; words want {ENOUGH:g}",
        "Take a darker colour for the words, or a lighter one behind them.",
    )


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, as WCAG 2.1 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    light = 0.0
    for share, place in ((0.2126, 1), (0.7152, 3), (0.0722, 5)):
        part = int(colour[place : place + 2], 16) / 255
        light += share * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    return light


def _values(name: str) -> dict[str, Any]:
    """What a shipped look says, joined with what it is based on."""
    own = yaml.load(resources.text("style", "looks", f"{name}.yaml"), _LOADER)
    base = own.pop(BASE, "")
    joined: dict[str, Any] = _joined(_values(base), own) if base else own
    return joined


def _joined(base: Any, own: Any) -> Any:
    if isinstance(base, dict) and isinstance(own, dict):
        return base | {key: _joined(base.get(key), value) for key, value in own.items()}
    if isinstance(base, list) and isinstance(own, list) and all(isinstance(o, dict) for o in own):
        both = [_joined(one, other) for one, other in zip(base, own, strict=False)]
        return both + base[len(both) :] + own[len(both) :]
    return own
