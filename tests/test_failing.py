"""Where a command cannot be carried out: its JSON and its SARIF stay whole, standard error says
why, and the exit status is 2."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import click
import pytest
from jsonschema import Draft202012Validator

from dossiers import Ran, dossier, shadowkit
from sarif_schema import sarif_faults
from shadowkit import pipeline
from shadowkit.cli import COMMANDS, group
from shadowkit.cli.failing import DataCommand

SCHEMAS = {
    "check": "findings",
    "count": "count",
    "trace": "trace",
    "mechanisms": "mechanisms",
    "layouts": "layouts",
}
READERS = ("check", "count", "trace")


@cache
def validator(command: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(shadowkit("schema", SCHEMAS[command]).out))


def fault(command: str, ran: Ran) -> str | None:
    """Why the command failed, after its JSON."""
    data = json.loads(ran.out)
    assert [error.message for error in validator(command).iter_errors(data)] == []
    said = data["fault"]
    assert said is None or (isinstance(said, str) and said and said in ran.err)
    return said


def notified(ran: Ran) -> str | None:
    """Why `check` failed, after its SARIF log."""
    log = json.loads(ran.out)
    assert sarif_faults(log) == []
    (run,) = log["runs"]
    (invocation,) = run["invocations"]
    if invocation["executionSuccessful"]:
        return None
    assert run["results"] == []
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["level"] == "error"
    return str(notification["message"]["text"])


def both(arguments: Sequence[str | Path], **more: Any) -> str:
    """The one fault that `check` tells in JSON and in SARIF."""
    ran = shadowkit("check", *arguments, "--format", "json", **more)
    said = fault("check", ran)
    other = shadowkit("check", *arguments, "--format", "sarif", **more)
    assert ran.code == other.code == 2
    assert ran.err == other.err
    assert said is not None and notified(other) == said.replace("{", "{{").replace("}", "}}")
    return said


# --- no dossier -----------------------------------------------------------------------


def test_where_there_is_no_dossier_it_is_said_in_the_json(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert both([tmp_path / "none"]) == f"There is no folder {tmp_path / 'none'}."
    assert both([tmp_path / "file"]).startswith(f"{tmp_path / 'file'} is not a folder.")
    assert both([tmp_path / "{a}"]) == f"There is no folder {tmp_path / '{a}'}."
    said = both([], cwd=tmp_path)
    assert said.startswith(f"No dossier here: neither {tmp_path} nor a folder above it")
    assert said.endswith("shadowkit new my-report --layout ecpat-upr")


@pytest.mark.parametrize("command", READERS)
def test_every_command_that_prints_json_does(command: str, tmp_path: Path) -> None:
    ran = shadowkit(command, tmp_path, "--format", "json", "--quiet")
    assert ran.code == 2
    assert (fault(command, ran) or "").startswith("No dossier here")
    ran = shadowkit(command, dossier(tmp_path), "-s", "reprot", "--format", "json")
    assert ran.code == 2
    assert fault(command, ran) == "There is no submission `reprot` here. Did you mean `report`?"


@pytest.mark.parametrize("command", ["mechanisms", "layouts"])
def test_a_catalogue_that_lacks_an_entry_says_so_in_the_json(command: str) -> None:
    ran = shadowkit(command, "nosuch", "--format", "json")
    assert ran.code == 2
    said = fault(command, ran)
    assert said is not None and said.startswith(f"There is no {command[:-1]} `nosuch`.")
    assert fault(command, shadowkit(command, "--format", "json")) is None


def test_no_command_that_prints_json_is_forgotten() -> None:
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        formats = [one.type.choices for one in command.params if one.name == "format"]
        if any("json" in choices for choices in formats):
            assert isinstance(command, DataCommand) and "json" in command.failures
            assert name in SCHEMAS


# --- wrong usage ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong, said",
    [
        (["--nosuch"], "No such option '--nosuch'."),
        (["--quiet=3"], "Option '--quiet' does not take a value."),
        (["a", "b"], "Got unexpected extra argument (b)"),
        (["--select", "typos"], "Invalid value for '--select': no code begins with `TYPOS`."),
        (["--fail-level", "no"], "Invalid value for '--fail-level': 'no' is not one of"),
    ],
)
def test_wrong_usage_is_said_in_the_json_wherever_the_format_stands(
    wrong: list[str], said: str, tmp_path: Path
) -> None:
    assert both([*wrong]).startswith(said)
    for arguments in (["--format=json", *wrong], [*wrong, "--format=json"]):
        ran = shadowkit("check", *arguments, cwd=tmp_path)
        assert (fault("check", ran) or "").startswith(said)
        assert ran.code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--nosuch"),
        ("check", "--nosuch", "--format", "full"),
        ("check", "--nosuch", "--format", "jsn"),
        ("check", "--format"),
        ("check", "--nosuch", "--", "--format", "json"),
        ("check", "--nosuch", "--format", "json", "--format", "concise"),
        ("count", "none", "--format", "table"),
        ("chekc", "--format", "json"),
    ],
)
def test_where_no_json_was_asked_for_nothing_is_printed(arguments: tuple[str, ...]) -> None:
    ran = shadowkit(*arguments)
    assert (ran.out, ran.code) == ("", 2)
    assert ran.err


def test_help_is_help_whatever_the_format() -> None:
    ran = shadowkit("check", "--format", "json", "--help")
    assert ran.out.startswith("Usage: ") and ran.code == 0


# --- the machine, and our own faults ----------------------------------------------------


def test_a_folder_that_may_not_be_read_is_said_in_the_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(pipeline, "find_dossier", forbidden)
    assert both([tmp_path]) == f"shadowkit: Permission denied: {tmp_path}"


def test_a_fault_of_the_program_is_said_in_the_json_without_the_author_s_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("the author's words must not be told")

    monkeypatch.setattr(pipeline, "read_dossier", broken)
    said = both([dossier(tmp_path)])
    assert "RuntimeError at test_failing.py:" in said
    assert "author's" not in said


def test_stopping_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "read_dossier", stopped)
    ran = shadowkit("check", dossier(tmp_path), "--format", "json")
    assert (ran.out, ran.code) == ("", 2)


# --- faults in the dossier are findings -------------------------------------------------


@pytest.mark.parametrize(
    "files",
    [
        {"settings": "a: b: c\n"},
        {"settings": "title: [\n"},
        {"settings": b"\xff\xfe\x00".decode("latin-1")},
        {"settings": "- a\n- b\n"},
        {"settings": "title: A\nsubmissions: {report: {layout: nosuch}}\n"},
        {"sources": "a: [\n"},
        {"layout": "sections: 3\n"},
    ],
)
@pytest.mark.parametrize("command", READERS)
def test_what_cannot_be_read_is_a_finding_and_no_fault(
    command: str, files: dict[str, str], tmp_path: Path
) -> None:
    ran = shadowkit(command, dossier(tmp_path, **files), "--format", "json")
    assert fault(command, ran) is None
    if command == "check":
        assert json.loads(ran.out)["summary"]["error"]
        assert ran.code == 1
        log = shadowkit("check", tmp_path, "--format", "sarif")
        assert notified(log) is None and log.code == 1
