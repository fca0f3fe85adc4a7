"""The links of a submission the other way round: from evidence to what rests on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from shadowkit.tracing.objects import EarlierObject, RecommendationObject, TracedObject


def resting_on(one: TracedObject) -> Mapping[str, list[RecommendationObject]]:
    """The recommendations that rest on each evidence, by its key."""
    found: dict[str, list[RecommendationObject]] = defaultdict(list)
    for asked in one["recommendations"]:
        links = (evidence for answer in asked["answers"] for evidence in answer["evidence"])
        for key in dict.fromkeys(evidence["key"] for evidence in links):
            found[key].append(asked)
    return found


def speaking_of(one: TracedObject) -> Mapping[str, list[EarlierObject]]:
    """The earlier recommendations that each evidence speaks of, by its key."""
    found: dict[str, list[EarlierObject]] = defaultdict(list)
    for told in one["earlier"]:
        for key in dict.fromkeys(shown["key"] for shown in (*told["evidence"], *told["told"])):
            found[key].append(told)
    return found
