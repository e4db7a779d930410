"""What may be entered as a reading of a characteristic, and how it is written."""

from __future__ import annotations

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.ids import CharacteristicId
from relationship_desk.domain.score import format_score, parse_score


def check_profile_value(catalogue: Catalogue, characteristic_id: CharacteristicId, text: str) -> str:
    """Return ``text`` as it is to be stored: ``7.5``, ``contemplation``, ``3``, or the words themselves.

    A stage may be given by its id or its title, in any case.

    Raises:
        NotFound: when there is no such characteristic.
        UnusableInput: when the text is no reading of it.
    """
    characteristic = catalogue.characteristics.get(characteristic_id)
    if characteristic is None:
        raise NotFound(f"The catalogue has no characteristic “{characteristic_id}”.")
    text = text.strip()
    if not text:
        raise UnusableInput(f"{characteristic.title} was left empty: give a value or leave the reading out.")
    match characteristic.scale:
        case "score":
            return format_score(parse_score(text))
        case "stage":
            return _stage(catalogue, text)
        case "level":
            return _level(catalogue, text)
        case "words":
            return text


def _stage(catalogue: Catalogue, text: str) -> str:
    for stage in catalogue.stages.values():
        if text.casefold() in (stage.id.casefold(), stage.title.casefold()):
            return stage.id
    raise UnusableInput(f"“{text[:30]}” is no stage of change: give {_either(list(catalogue.stages))}.")


def _level(catalogue: Catalogue, text: str) -> str:
    if text in {str(level) for level in catalogue.assimilation}:
        return text
    lowest, highest = min(catalogue.assimilation), max(catalogue.assimilation)
    raise UnusableInput(f"“{text[:30]}” is no assimilation level: give a whole number from {lowest} to {highest}.")


def _either(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"
