"""The parts of the pipeline by the model that plays them, as every view lists them.

It knows nothing about either beside their names.
"""

from collections.abc import Mapping


def by_model(models: Mapping[str, str]) -> dict[str, str]:
    """Each model once, with its parts in words, from the model of each part."""
    parts: dict[str, list[str]] = {}
    for part, name in models.items():
        parts.setdefault(name, []).append(part)
    return {name: ", ".join(played) for name, played in parts.items()}
