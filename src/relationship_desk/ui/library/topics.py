"""The pages about no single element: ruptures, stages, levels, what does not work, methods, measures, words."""

from __future__ import annotations

from relationship_desk.catalogue.model import Catalogue, Method, Process
from relationship_desk.domain.capitals import capital_first
from relationship_desk.domain.measure import Measure
from relationship_desk.insight.thresholds import DEFAULTS, Thresholds, said_thresholds
from relationship_desk.ui import measure_words
from relationship_desk.ui.library.blocks import Block, Line, Link, lines
from relationship_desk.ui.library.sources import source_links
from relationship_desk.ui.terms import term

_WAYS = {
    "immediate": ("Immediate repair", "Consider these first where the alliance is strained and the work can go on."),
    "exploratory": (
        "Exploratory repair",
        "Consider these where the strain keeps coming back, or is itself what the client came with.",
    ),
}
_KINDS = {"any": "", "withdrawal": " After a withdrawal.", "confrontation": " After a confrontation."}
_MARKERS = {
    "withdrawal": ("Markers of withdrawal", "The client moves away from you or from the work, or gives way."),
    "confrontation": ("Markers of confrontation", "The client moves against you or against the work."),
}
STAGE_CAVEAT = (
    "Clients further along do better. That is a prediction from the stage; matching the treatment to the stage was "
    "not tested by it."
)
TRAINING_CAVEAT = (
    "Repairs go with a better outcome (r .29). Training clinicians in repair has shown no significant effect on the "
    "outcome of their clients (r .11, −.09 to .30)."
)
NOTHING_ON_FILE = "Nothing on file can show it. Only the question can."


def ruptures_page(catalogue: Catalogue) -> tuple[Block, ...]:
    """The markers of both kinds of rupture, and the ways to go about one."""
    blocks = [
        Block(
            "Ruptures and their repair",
            (
                Line("A strain in the alliance. How it shows tells what may help: naming gently, or hearing out."),
                Line(TRAINING_CAVEAT),
            ),
            head=True,
            term=term("entry", "ruptures"),
            links=(
                Link("Rupture repair", term("entry", "rupture-repair")),
                Link("Rupture episode", term("method", "rupture-episode")),
                *source_links(catalogue, ("Rup18", "CAFT", "3RS")),
            ),
        )
    ]
    for kind, (title, meaning) in _MARKERS.items():
        markers = [one for one in catalogue.markers.values() if one.kind == kind]
        said = tuple(Line(one.definition, one.title, term=term("marker", one.id)) for one in markers)
        recalled = any(not one.checked for one in markers)
        blocks.append(Block(title, (Line(meaning, muted=True), *said), recalled=recalled))
    for way, (title, meaning) in _WAYS.items():
        repairs = [one for one in catalogue.repairs.values() if one.way == way]
        said = tuple(
            Line(f"{one.definition}{_KINDS[one.kind]}", one.title, term=term("repair", one.id)) for one in repairs
        )
        recalled = any(not one.checked for one in repairs)
        blocks.append(Block(title, (Line(meaning, muted=True), *said), recalled=recalled))
    return tuple(blocks)


def stages_page(catalogue: Catalogue) -> tuple[Block, ...]:
    """The five stages with what suits them, and the processes of change with the stages they suit."""
    head = Block(
        "Stages of change and their processes",
        (
            Line("Consider one stage further as the goal, and the processes that suit the stage at hand."),
            Line(STAGE_CAVEAT),
        ),
        head=True,
        term=term("entry", "stages"),
        links=(
            Link("Stage of change", term("entry", "stage-of-change")),
            *source_links(catalogue, ("Stage18", "TTM")),
        ),
    )
    stages = [
        Block(
            stage.title,
            lines(
                stage.definition,
                ("Processes", ", ".join(catalogue.processes[key].title.lower() for key in stage.processes)),
                ("Stance", stage.stance),
                ("Avoid", stage.avoid),
            ),
            recalled=not stage.checked,
            term=term("stage", stage.id),
        )
        for stage in catalogue.stages.values()
    ]
    families = [
        Block(
            f"{family.capitalize()} processes",
            tuple(
                Line(f"{one.definition} {_suits(catalogue, one)}", one.title, term=term("process", one.id))
                for one in catalogue.processes.values()
                if one.family == family
            ),
            recalled=any(not one.checked for one in catalogue.processes.values() if one.family == family),
        )
        for family in ("experiential", "behavioural")
    ]
    return (head, *stages, *families)


def _suits(catalogue: Catalogue, process: Process) -> str:
    stages = [stage.title.lower() for stage in catalogue.stages.values() if process.id in stage.processes]
    return f"Suits {' and '.join(stages)}."


def levels_page(catalogue: Catalogue) -> tuple[Block, ...]:
    """The eight levels of assimilation."""
    head = Block(
        "Levels of assimilation",
        (
            Line("How far a problem has been taken in. Below level 4 consider exploring, from 4 on trying things out."),
            Line("Steps back by a level or more are common on the way. One is no cause for alarm."),
            Line("First edition only, from case studies and small samples."),
        ),
        head=True,
        term=term("entry", "levels"),
        links=(
            Link("Assimilation", term("entry", "assimilation")),
            *source_links(catalogue, ("APES", "APES2")),
        ),
    )
    return (
        head,
        *(
            Block(
                f"{one.level} {one.title}",
                lines(("Sign", f"{capital_first(one.sign)}."), ("Consider", one.help)),
                recalled=not one.checked,
                term=term("level", one.level),
            )
            for one in catalogue.assimilation.values()
        ),
    )


def not_effective_page(catalogue: Catalogue) -> tuple[Block, ...]:
    """What does not help, each with the question to ask oneself and what in the records may point to it."""
    sources = dict.fromkeys(one.source for one in catalogue.not_effective.values())
    head = Block(
        "What does not work",
        (Line("Seven headings from the literature, for a look at oneself. The explanations are this program’s own."),),
        head=True,
        recalled=any(not one.checked for one in catalogue.not_effective.values()),
        links=source_links(catalogue, sources),
    )
    items = (
        Block(
            one.title,
            lines(one.definition, ("Ask yourself", one.question), ("In the record", one.sign or NOTHING_ON_FILE)),
            recalled=not one.checked,
            term=term("avoid", one.id),
        )
        for one in catalogue.not_effective.values()
    )
    return (head, *items)


def recommendations_page(catalogue: Catalogue) -> tuple[Block, ...]:
    """The info sheet's recommendations, to practitioners first."""
    blocks: list[Block] = []
    for audience in ("practitioners", "researchers"):
        blocks.append(Block(f"To {audience}", head=True))
        blocks += [
            Block(one.info_sheet_name, (Line(one.text),))
            for one in catalogue.recommendations.values()
            if one.audience == audience
        ]
    return tuple(blocks)


def glossary_page(catalogue: Catalogue) -> tuple[Block, ...]:
    """The info sheet's own terms, then those of later editions and of this program."""
    terms = catalogue.glossary.values()
    blocks = {
        one.title: Block(
            one.title,
            (Line(one.definition),),
            term=term("word", one.title),
            links=(Link("Open the entry", term("entry", one.entry)),) if one.entry else (),
        )
        for one in terms
    }
    return (
        Block("From the info sheet", head=True),
        *(blocks[one.title] for one in terms if one.info_sheet),
        Block("From later editions and this program", head=True),
        *(blocks[one.title] for one in terms if not one.info_sheet),
    )


def method_page(catalogue: Catalogue, method: Method, thresholds: Thresholds) -> tuple[Block, ...]:
    """One method: what it is, how it is reckoned, from how much on, and what it cannot say."""
    numbers = said_thresholds(thresholds)
    least = method.least.format_map(numbers)
    own = "A rule of this program’s own: no published criterion is claimed." if method.own else "A published statistic."
    said = lines(
        method.text.format_map(numbers),
        ("Formula", method.formula.format_map(numbers)),
        ("At least", f"{capital_first(least)}."),
        ("Cannot say", method.cannot),
        ("Tried out" if thresholds == DEFAULTS else "Tried out with the defaults", method.tried),
    )
    return (
        Block(
            method.title,
            (*said, Line(own, muted=True)),
            head=True,
            recalled=bool(method.sources) and not method.checked,
            term=term("method", method.id),
            links=source_links(catalogue, method.sources),
        ),
    )


def measure_page(measure: Measure) -> tuple[Block, ...]:
    """One questionnaire: its scale, what is known of it, where it comes from and what its licence says."""
    items = f"{measure.items} items." if measure.items else "Only totals are entered."
    kind = f", {measure.reliability_kind}" if measure.reliability_kind else ""
    reliability = f"{measure.reliability:g}{kind}" if measure.reliability is not None else ""
    return (
        Block(
            measure.title,
            lines(
                ("Scale", f"{items} {measure_words.scale_words(measure)}"),
                ("Reliability", reliability and f"{reliability}{_recalled(measure, 'reliability')}"),
                ("Risk items", ", ".join(map(str, sorted(measure.risk_items)))),
                ("Source", measure.source),
                ("Licence", measure.licence),
            ),
            head=True,
            term=term("measure", measure.id),
            links=(
                Link("Reliable change", term("method", "reliable-change")),
                Link("Clinical cut-offs", term("method", "cut-offs")),
            ),
        ),
    )


def _recalled(measure: Measure, name: str) -> str:
    return f" ({measure_words.RECALLED})" if name in measure.recalled else ""
