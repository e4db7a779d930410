"""Writes the pages that are taken from the program (``make docs``); ``--check`` says whether they are current."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.prompts.examples import EXAMPLES
from tests.prompts.examples.quiet import EXAMPLES as QUIET

from docs.statistics import statistics
from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.capitals import capital_first
from relationship_desk.domain.prompt import UNSAVED, Prompt
from relationship_desk.domain.vocabulary import PromptStatus
from relationship_desk.exchange.columns import Column, Refers, Table
from relationship_desk.exchange.schema import TABLES
from relationship_desk.insight.signals import analyse
from relationship_desk.insight.thresholds import DEFAULTS
from relationship_desk.prompts.rule import Moment, Rule
from relationship_desk.prompts.rules import all_rules
from relationship_desk.settings import definitions

FOLDER = Path(__file__).parent


def data_package() -> Iterator[str]:
    """The tables and columns of the data package."""
    yield "# The data package"
    yield ""
    yield "Written by `relationship-desk export`, read by `relationship-desk import`. UTF-8, comma, one header line."
    yield "Any subset of the tables imports. An empty cell or a column that is not there has its default. Import is all"
    yield "or nothing: every fault is named by file, line and column. What is there already stays as it is, so that a"
    yield "second import adds nothing. A row is known again by its `uid` or, where it has none, by what it is about."
    yield ""
    yield "With full identity everything below is written; process notes only when asked for. Attachments and own"
    yield "templates of notes are no part of the package: they stay in the practice and in its backups. So do settings,"
    yield "erasures and the audit."
    yield ""
    yield "Own measures that were answered are written beside the tables as `measures/ID-VERSION.toml`, in the schema"
    yield "of the shipped ones, and are read first. A row of measures.csv is scored again: items that do not come to"
    yield "its total are a fault. Where its definition is not on the computer, a row that has its uid and version is"
    yield "kept as it is. Imported answers to a risk item open the risk record, unless it came with them."
    yield ""
    yield "With reduced identity every date becomes a week of treatment and a year, and codes are drawn anew for each"
    yield "export. What is marked *full* below is left out. *Free* text is left out unless asked for after review;"
    yield "codes and names of clients in it are then replaced by the codes of the export, and days by their year. Of"
    yield "*own words* only what the catalogue knows stays. A package of reduced identity is not imported."
    for table in TABLES:
        yield ""
        yield f"## {table.file}"
        yield ""
        yield f"{capital_first(table.meaning)}.{' Full identity only.' if table.full_only else ''}"
        yield ""
        yield "| column | type | meaning | reduced identity |"
        yield "| --- | --- | --- | --- |"
        for column in table.columns:
            notes = "; required" if column.required else f"; default {column.default}" if column.default else ""
            choices = f" ({', '.join(column.choices)})" if column.choices else ""
            yield f"| {column.name} | {column.type} | {column.meaning}{choices}{notes} | {_reduced(table, column)} |"


def _reduced(table: Table, column: Column) -> str:
    """What becomes of a column in reduced identity."""
    if table.full_only or column.full_only:
        return "*full*"
    if column.free_text:
        return "*free*"
    if column.own_words:
        return "*own words*"
    if column.type == "date":
        return "week and year"
    return _REFERS.get(column.refers, "")


_REFERS = {Refers.OWNER: "drawn code", Refers.CLIENT: "drawn code", Refers.RATER: "numbered"}


def rules() -> Iterator[str]:
    """The prompt rules with their thresholds and evidence."""
    catalogue = load_catalogue()
    yield "# The rules"
    yield ""
    yield "Each rule is one module in `src/relationship_desk/prompts/rules`. A prompt is something to consider: the"
    yield "tiers rest on associations across studies and do not say that raising a rating raises the outcome."
    for rule in sorted(all_rules().values(), key=_place):
        yield ""
        yield f"## {rule.id}: {rule.title}"
        yield ""
        yield f"{rule.states(DEFAULTS)} {rule.meaning}"
        yield ""
        yield f"- Suggests: {' Or: '.join(_suggestions(rule, catalogue))}"
        yield from (f"- {option.title}: {option.text}" for option in rule.options)
        yield f"- Reads: {', '.join(f'`{need}`' for need in rule.needs)}."
        if rule.alerts is None:
            yield f"- Silent after an answer for {rule.cooldown} attended sessions."
        else:
            yield "- Speaks again, session or not, once something comes up that no answered prompt has shown."
        yield f"- Goes away: {rule.goes_away}"
        if rule.outside is not None:
            yield f"- Outside the editions: {rule.outside.title}."
        listings = catalogue.entry(rule.evidence).listings if rule.evidence and not rule.outside else {}
        for edition, listing in listings.items():
            checked = "" if listing.tier_checked else " (recalled, not checked)"
            figures = f", {listing.figures}" if listing.figures else ""
            note = f". {listing.note}" if listing.note else ""
            yield f"- {edition}: {listing.tier_words}{checked}{figures}{note}"
        yield ""
        yield "| example | suggested |"
        yield "| --- | --- |"
        for example in EXAMPLES:
            if example.rule == rule.id:
                yield f"| {example.what} | {'yes' if example.fires else 'no'} |"

    yield ""
    yield "## Where nothing is shown"
    yield ""
    yield "N2, D2 and D3 are no rules but cases: they could be alarming, and nothing is suggested."
    yield ""
    for example in QUIET:
        yield f"- {example.rule}: {example.what}."


def _place(rule: Rule) -> tuple[int, str, int]:
    """By urgency, then by letters and number, so that A2 comes before A10."""
    letters = rule.id.rstrip("0123456789")
    return rule.urgency, letters, int(rule.id.removeprefix(letters))


def _suggestions(rule: Rule, catalogue: Catalogue) -> Iterator[str]:
    """The sentences that the examples open with, those that differ by a number once."""
    said: set[str] = set()
    for example in EXAMPLES:
        if example.rule != rule.id or not example.fires:
            continue
        held = example.record.attended
        moment = Moment(analyse(example.record, catalogue, DEFAULTS), held[-1], len(held))
        prompt = Prompt(
            id=UNSAVED,
            uid="",
            client=example.record.client_id,
            rule=rule.id,
            session=held[-1].number,
            opened_on=held[-1].held_on,
            status=PromptStatus.OPEN,
            edition=None,
            tier="",
            because=rule.when(moment) or (),
        )
        sentence = rule.consider(prompt)
        words = re.sub(r"\d+", "n", sentence)
        if words not in said:
            said.add(words)
            yield sentence


def settings() -> Iterator[str]:
    """Every setting of a practice."""
    yield "# Settings"
    yield ""
    yield "Kept in the encrypted store. Theme and text size alone lie outside, as they are needed before it is open."
    yield ""
    yield "| setting | default | bounds | meaning |"
    yield "| --- | --- | --- | --- |"
    for one in definitions.ALL:
        bounds = ", ".join(map(str, one.choices)) or (f"{one.low} to {one.high}" if one.low is not None else "")
        source = f" ({one.source})" if one.source else ""
        yield f"| {one.title} | {one.default} | {bounds} | {one.help}{source} |"


PAGES = {
    "data-package.md": data_package,
    "rules.md": rules,
    "settings.md": settings,
    "statistics.md": statistics,
}


def main() -> int:
    """Write or check every page; return 1 when one is not current."""
    check = "--check" in sys.argv
    stale = []
    for name, page in PAGES.items():
        text = "\n".join(page()) + "\n"
        file = FOLDER / name
        if not file.exists() or file.read_text("utf-8") != text:
            stale.append(name)
            if not check:
                file.write_text(text, "utf-8")
    if check and stale:
        print(f"Not current: {', '.join(stale)}. Run make docs.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
