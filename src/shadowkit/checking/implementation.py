"""The implementation table: is there anything to put into it?"""

from __future__ import annotations

from collections.abc import Iterable

from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.diagnostics import Severity
from shadowkit.model.followup import assessed

_NAME = "implementation-table"


@submission_check("SK218", "implementation-table-empty", Severity.WARNING)
def implementation_table_empty(context: SubmissionContext) -> Iterable[Fault]:
    """The submission is to have a table of what became of earlier recommendations, and none
    has a status. Neither the table nor its heading is printed.

    In it stand the recommendations of recommendations.yaml that were made to the State of the
    submission and not after its date, and whose `assessment` has a `status`; of these the ones
    that the layout's section asks for.

    To mend: give them a status, or choose `implementation-table: none`.
    """
    filing = context.filing
    for placed in context.assembly.placed:
        section = placed.section
        if _NAME not in placed.lists or assessed(context.dossier, filing, section):
            continue
        narrowed = any(query.earlier for query in section.queries)
        of = f" for the section `{section.id}`" if narrowed else ""
        keys = ("options", _NAME) if _NAME in filing.settings.options else ("layout",)
        yield Fault(
            context.place(*keys),
            f"the submission asks for an implementation table, and no earlier recommendation{of} "
            "has a status",
            "Give `assessment: {status: ...}` in recommendations.yaml, or choose "
            f"`{_NAME}: none`.",
        )
