"""The order of the stages, known to this module and to `building`, which writes.

read -> assemble -> resolve -> check -> write
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import field
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from shadowkit import resources
from shadowkit.assembling.assemble import assemble
from shadowkit.checking import registry
from shadowkit.checking.allowances import ALLOWANCE, Allowed, after_allowances
from shadowkit.diagnostics import Finding, Rule, Severity, did_you_mean, merged
from shadowkit.location import Location
from shadowkit.model.assembly import Assembly, Filing, StateNames
from shadowkit.model.authored import Dossier
from shadowkit.model.document import Document, Logo
from shadowkit.model.fields import in_language
from shadowkit.reading import catalogue, faults
from shadowkit.reading.collector import Collector
from shadowkit.reading.dossier import SETTINGS, find_dossier
from shadowkit.reading.dossier import read as read_dossier
from shadowkit.reading.files import inside, is_file
from shadowkit.reading.images import ImageReader
from shadowkit.records import dataclass
from shadowkit.resolving.citations import StyleError
from shadowkit.resolving.resolve import resolve

if TYPE_CHECKING:
    from shadowkit.model.look import Look
    from shadowkit.model.template import WordTemplate
    from shadowkit.reading.word_template import TemplateReader

OWN_STYLE = "un"


@dataclass(frozen=True, slots=True)
class Resolved:
    """One submission on its way to being written; `template` is the Word file that its
    settings name, if they do, and `look` the look of a file of the dossier."""

    filing: Filing
    assembly: Assembly
    document: Document
    template: WordTemplate | None = None
    look: Look | None = None


@dataclass(slots=True)
class Outcome:
    """What came of reading, resolving and checking: documents and findings together.

    `dossier` is None where the settings could not be read at all.  `allowed` are findings that
    authors let stand; they are not among `findings`.
    """

    folder: Path
    dossier: Dossier | None = None
    submissions: list[Resolved] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    allowed: list[Allowed] = field(default_factory=list)

    def failed(self, level: Severity = Severity.ERROR) -> bool:
        """Whether a finding is at or above `level`."""
        return any(finding.severity.rank <= level.rank for finding in self.findings)

    def counted(self) -> dict[str, int]:
        """How many findings there are of each severity."""
        return {s.value: sum(f.severity is s for f in self.findings) for s in Severity}


class UnknownSubmissionError(Exception):
    """No submission of the dossier has the name asked for."""


def run(folder: Path, names: Sequence[str] = (), asked: Collection[str] = frozenset()) -> Outcome:
    """Reads the dossier in `folder`, resolves its submissions (those named, else all) and
    runs every check, of those that are off by default the ones whose codes are `asked` for.
    Raises `UnknownSubmissionError` alone; all else is a finding."""
    reading = read_dossier(folder)
    outcome = Outcome(folder, reading.dossier)
    found: list[tuple[str | None, Finding]] = [(None, f) for f in reading.findings]
    dossier = reading.dossier
    if dossier is not None:
        chosen = _chosen(dossier, names)
        templates = cache(partial(_template_reader, folder))
        for name in chosen:
            resolved, findings = _resolved(folder, dossier, name, templates)
            found += [(name, finding) for finding in findings]
            if resolved is not None:
                outcome.submissions.append(resolved)
        checks = registry.checks()
        off = {code for code, one in checks.items() if not one.rule.default} - set(asked)
        running = [check for code, check in checks.items() if code not in off]
        found += _checked(dossier, outcome.submissions, running)
        outcome.findings, outcome.allowed = after_allowances(
            dossier,
            merged(found, len(chosen)),
            complete=len(chosen) == len(dossier.settings.submissions),
            off=off,
        )
    else:
        outcome.findings = merged(found, 0)
    return outcome


def _chosen(dossier: Dossier, names: Sequence[str]) -> list[str]:
    known = list(dossier.settings.submissions)
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known)
            raise UnknownSubmissionError(f"there is no submission `{name}` here. {hint}".strip())
    return [name for name in known if not names or name in names]


def _resolved(
    folder: Path, dossier: Dossier, name: str, templates: Callable[[], TemplateReader]
) -> tuple[Resolved | None, list[Finding]]:
    collector = Collector()
    settings = dossier.settings.submission(name)

    def place(key: str) -> Location:
        own = ("submissions", name, key)
        return dossier.places.get(own) or dossier.place(key, *own[:2])

    layout = catalogue.layout(folder, settings.layout, place("layout"), collector)
    mechanism = None
    if settings.mechanism:
        mechanism = catalogue.mechanism(folder, settings.mechanism, place("mechanism"), collector)
    labels = catalogue.labels_for(settings.language, place("language"), collector)
    look = _own_look(folder, settings.look, place("look"), collector)
    template = None
    if settings.word_template:
        template = templates().read(settings.word_template, place("word_template"), collector)
    style = _style(folder, settings.citation_style, place("citation_style"), collector)
    if layout is None or labels is None:
        return None, collector.findings
    for option, choice in settings.options.items():
        offered = layout.options.get(option)
        where = dossier.place("submissions", name, "options", option)
        if offered is None:
            collector.add(
                faults.UNKNOWN_KEY,
                where,
                f"the layout {layout.id} has no option `{option}`",
                did_you_mean(option, layout.options),
            )
        elif choice not in offered.choices:
            collector.add(
                faults.BAD_VALUE,
                where,
                f"`{option}` is not `{choice}` in the layout {layout.id}",
                did_you_mean(choice, offered.choices),
            )
    for line in settings.cover:
        if line not in layout.cover:
            collector.add(
                faults.UNKNOWN_KEY,
                dossier.place("submissions", name, "cover", line),
                f"the cover of the layout {layout.id} has no field `{line}`",
                did_you_mean(line, layout.cover),
            )
    state = in_language(settings.state_name, labels.language)
    if not state and settings.state:
        state = _state(settings.state, place("state"), labels.language, collector)
    filing = Filing(
        name,
        settings,
        layout,
        mechanism,
        labels,
        state,
        StateNames(catalogue.state_codes, catalogue.state),
        catalogue.instruments,
        catalogue.treaty_titles,
        _logo(folder, settings.look, look, collector),
    )
    assembly = assemble(dossier, filing)
    try:
        document = resolve(assembly, dossier, style)
    except StyleError as error:
        collector.add(faults.BAD_VALUE, place("citation_style"), str(error))
        document = resolve(assembly, dossier, _own_style())
    return Resolved(filing, assembly, document, template, look), collector.findings


def _own_look(folder: Path, name: str, place: Location, collector: Collector) -> Look | None:
    """The look of a file of the dossier.  A look of the program is read when it is needed."""
    if name.endswith((".yaml", ".yml")):
        from shadowkit.reading.looks import own_look

        return own_look(folder, name, place, collector)
    if name not in catalogue.look_names():
        collector.add(
            faults.BAD_VALUE,
            place,
            f"there is no look `{name[:60]}`",
            did_you_mean(name, catalogue.look_names()),
        )
    return None


def _logo(folder: Path, file: str, look: Look | None, collector: Collector) -> Logo | None:
    if look is None or not look.logo.file:
        return None
    image = ImageReader(folder, collector).read(look.logo.file, file, Location(file))
    return Logo(image, look.logo.alternative) if image else None


def _template_reader(folder: Path) -> TemplateReader:
    from shadowkit.reading.word_template import TemplateReader

    return TemplateReader(folder)


def _state(code: str, place: Location, language: str, collector: Collector) -> str:
    """The printed name of a State; "" after a finding where no State has the code."""
    state = catalogue.state(code)
    if state is None:
        near = did_you_mean(code, catalogue.state_codes())
        hint = "Where the list lacks it, write its name after `state_name:`."
        collector.add(
            faults.BAD_VALUE,
            place,
            f"there is no State with the code `{code}`",
            f"{near} {hint}".strip(),
        )
        return ""
    return state.short.get(language, "")


def _own_style() -> Path:
    return resources.path("style", "citations.csl")


def _style(folder: Path, name: str, place: Location, collector: Collector) -> Path:
    if name == OWN_STYLE:
        return _own_style()
    path = inside(folder, name) if name.endswith(".csl") else None
    if path is None or not is_file(path):
        collector.add(
            faults.BAD_VALUE,
            place,
            f"there is no citation style `{name[:80]}`",
            f"Write `{OWN_STYLE}`, or the name of a .csl file in the dossier.",
        )
        return _own_style()
    return path


def _checked(
    dossier: Dossier, submissions: Iterable[Resolved], checks: Iterable[registry.Check]
) -> list[tuple[str | None, Finding]]:
    found: list[tuple[str | None, Finding]] = []
    verbs = catalogue.verbs()
    terminology = partial(catalogue.terminology, "en")
    contexts = [
        registry.SubmissionContext(
            dossier,
            one.filing,
            one.assembly,
            one.document,
            verbs,
            terminology,
            catalogue.typography,
            catalogue.imports,
        )
        for one in submissions
    ]
    for check in checks:
        if check.scope == "dossier":
            found += [(None, finding) for finding in check.run(dossier)]
            continue
        for context in contexts:
            found += [(context.filing.name, finding) for finding in check.run(context)]
    return found


def rules() -> dict[str, Rule]:
    """Every rule there is, by code: for `explain`."""
    from shadowkit.importing import faults as import_faults
    from shadowkit.writing.pdf import faults as pdf_faults
    from shadowkit.writing.traces import TRACE_LEFT

    output = (*import_faults.RULES, *pdf_faults.RULES, TRACE_LEFT)
    known = {rule.code: rule for rule in (*faults.RULES, ALLOWANCE, *output)}
    known |= {code: check.rule for code, check in registry.checks().items()}
    return dict(sorted(known.items()))


__all__ = [
    "SETTINGS",
    "Allowed",
    "Outcome",
    "Resolved",
    "find_dossier",
    "rules",
    "run",
]
