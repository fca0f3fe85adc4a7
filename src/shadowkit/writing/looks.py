"""Read a look from the program's data."""

from __future__ import annotations

from functools import cache

import yaml

from shadowkit import resources
from shadowkit.model.look import Look

# The same loader in C where PyYAML was built with it: a look is read in every build.
_LOADER: type[yaml.SafeLoader] | type[yaml.CSafeLoader]
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load_look(name: str) -> Look:
    """The look of that name, from ``style/looks/<name>.yaml``."""
    known = resources.names("style/looks")
    if name not in known:
        raise ValueError(f"there is no look {name!r}; there are: {', '.join(known)}")
    return Look.model_validate(yaml.load(resources.text("style", "looks", f"{name}.yaml"), _LOADER))
