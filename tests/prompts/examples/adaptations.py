"""Examples of the rules that fit the work to the client."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.histories import CLIENT, adapted, alliance, answered, day, focused, history, holding, process, reading
from tests.prompts.examples.example import Example

from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ElementId
from relationship_desk.domain.process import Met, Preference, PreferenceId, PreferenceKind
from relationship_desk.domain.records import ProfileEntry
from relationship_desk.domain.vocabulary import Focus, Perspective, Source

CLINICIAN = Source.CLINICIAN
SKILLS, INSIGHT = Focus.SKILLS, Focus.INSIGHT
THREE = alliance([7.0, 7.0, 7.0])


def read(*entries: ProfileEntry, focus: Focus | None = None, at: int = 3, adapted_to: str = "") -> History:
    """Three sessions, with readings, what was worked on in one of them, and an adaptation."""
    adaptations = (adapted(2, adapted_to),) if adapted_to else ()
    return focused(holding(THREE, profile=entries, adaptations=adaptations), {at: focus} if focus else {})


def directed(value: float, *entries: ProfileEntry) -> History:
    return holding(alliance([7.0, 7.0, 7.0], directiveness={3: value}), profile=entries)


def rated(element: str, *scores: float) -> History:
    return history({(ElementId(element), Perspective.CLIENT): list(scores)})


def expected(read_in: int, reading_of: str, score: float) -> History:
    """A rating of the client in the second session, and a reading in another one."""
    record = history({(ElementId("positive-expectations"), Perspective.CLIENT): [None, score, None]})
    return holding(record, profile=(reading(read_in, "expectations", reading_of),))


def preference(met: Met | None, reason: str = "", stated_on: date | None = None, again: Met | None = None) -> History:
    wish = Preference(
        PreferenceId(1), CLIENT, stated_on or day(1), "More structure", None, met, reason, PreferenceKind.METHOD
    )
    restated = replace(wish, id=PreferenceId(2), stated_on=day(2), preference="more structure", met=again)
    return holding(THREE, preferences=(wish, restated) if again else (wish,))


def noted(characteristic: str, *notes: str) -> History:
    return read(*(reading(number, characteristic, note) for number, note in enumerate(notes, start=1)))


def staged(stage: str, *names: str, left_out: int = 0) -> History:
    done = tuple(
        process(number, name, "not delivered" if number == left_out else "") for number, name in enumerate(names, 1)
    )
    return holding(read(reading(1, "stage-of-change", stage, concern="Drinking")), interventions=done)


def assimilated(*levels: str, focus: Focus) -> History:
    entries = (reading(n, "assimilation", level, concern="Anger") for n, level in enumerate(levels, start=1))
    return focused(read(*entries), {2: focus, 3: focus})


def impaired(session: int, value: str, area: str = "", source: Source = Source.CLIENT) -> ProfileEntry:
    return reading(session, "functional-impairment", value, source, area)


def supported(value: str) -> ProfileEntry:
    return reading(2, "social-support", value)


WORK, HOME = "Work or study", "Home"
WSAS, PHQ = "wsas", "phq-9"
LOW_READ = reading(2, "functional-impairment", "2.0")
OTHERWISE = (
    reading(1, "coping-style", "8.0"),
    reading(2, "coping-style", "2.0", CLINICIAN),
    reading(3, "coping-style", "2.0", CLINICIAN),
)
ACTING = ("reinforcement", "stimulus-control", "Counter-conditioning")
WEIGHING = ("Dramatic relief", "consciousness-raising", "weighing-pros-and-cons")

EXAMPLES = (
    Example("A2", "resistance and directiveness 2.0", directed(2.0, reading(1, "resistance", "2.0")), True),
    Example("A2", "resistance 2.0, directiveness 5.0", directed(5.0, reading(1, "resistance", "2.0")), False),
    Example("A2", "both exactly 3.0", directed(3.0, reading(1, "resistance", "3.0")), True),
    Example("A2", "resistance 3.1", directed(3.0, reading(1, "resistance", "3.1")), False),
    Example("A3", "functional impairment 8.0 by the client", read(reading(1, "functional-impairment", "8.0")), True),
    Example(
        "A3",
        "the same, and an adaptation to it",
        read(reading(1, "functional-impairment", "8.0"), adapted_to="functional-impairment"),
        False,
    ),
    Example("A3", "WSAS 21", answered(THREE, WSAS, {2: 21}), True),
    Example("A3", "WSAS exactly 20", answered(THREE, WSAS, {2: 20}), False),
    Example(
        "A3",
        "8.0 by the client, 2.0 by a measure on a later day",
        read(impaired(1, "8.0"), impaired(2, "2.0", source=Source.MEASURE)),
        False,
    ),
    Example("A3", "work 8.0 and home 7.0", read(impaired(1, "8.0", WORK), impaired(1, "7.0", HOME, CLINICIAN)), True),
    Example("A3", "work 8.0 and home 6.9", read(impaired(1, "8.0", WORK), impaired(1, "6.9", HOME)), False),
    Example(
        "A3",
        "work 8.0 and home 8.0, home read 5.0 later",
        read(impaired(1, "8.0", WORK), impaired(1, "8.0", HOME), impaired(2, "5.0", HOME)),
        False,
    ),
    Example("A3", "work 8.0 and support 3.0", read(impaired(1, "8.0", WORK), supported("3.0")), True),
    Example("A3", "work 8.0 and support 3.1", read(impaired(1, "8.0", WORK), supported("3.1")), False),
    Example("A3", "support 1.0 alone", read(supported("1.0")), False),
    Example(
        "A3",
        "work 8.0 and home 8.0, as a whole 2.0 on a later day",
        read(impaired(1, "8.0", WORK), impaired(1, "8.0", HOME), impaired(2, "2.0")),
        False,
    ),
    Example(
        "A4",
        "impairment 2.0, PHQ-9 from 18 to 8",
        answered(holding(THREE, profile=(LOW_READ,)), PHQ, {1: 18, 3: 8}),
        True,
    ),
    Example(
        "A4",
        "impairment 2.0, PHQ-9 from 18 to 13",
        answered(holding(THREE, profile=(LOW_READ,)), PHQ, {1: 18, 3: 13}),
        False,
    ),
    Example(
        "A4",
        "impairment 2.0, PHQ-9 from 18 to 12: the change value exactly",
        answered(holding(THREE, profile=(LOW_READ,)), PHQ, {1: 18, 3: 12}),
        True,
    ),
    Example(
        "A4",
        "PHQ-9 from 18 to 8, WSAS 12",
        answered(answered(THREE, WSAS, {3: 12}, main=False), PHQ, {1: 18, 3: 8}),
        False,
    ),
    Example(
        "A4",
        "work alone 2.0, PHQ-9 from 18 to 8",
        answered(read(impaired(2, "2.0", WORK)), PHQ, {1: 18, 3: 8}),
        False,
    ),
    Example(
        "A4",
        "impairment 2.0 and work 8.0 on the same day, PHQ-9 from 18 to 8",
        answered(read(LOW_READ, impaired(2, "8.0", WORK)), PHQ, {1: 18, 3: 8}),
        False,
    ),
    Example("A5", "coping style 8.0, focus on insight", read(reading(1, "coping-style", "8.0"), focus=INSIGHT), True),
    Example("A5", "coping style 8.0, focus on skills", read(reading(1, "coping-style", "8.0"), focus=SKILLS), False),
    Example("A5", "coping style exactly 7.0, no focus said", read(reading(1, "coping-style", "7.0")), True),
    Example("A5", "coping style 6.9", read(reading(1, "coping-style", "6.9")), False),
    Example("A6", "coping style 2.0, focus on skills", read(reading(1, "coping-style", "2.0"), focus=SKILLS), True),
    Example("A6", "coping style 2.0, focus on insight", read(reading(1, "coping-style", "2.0"), focus=INSIGHT), False),
    Example("A6", "coping style 2.0 once by the clinician", read(reading(1, "coping-style", "2.0", CLINICIAN)), False),
    Example(
        "A5",
        "coping style 8.0 by the client, 2.0 by the clinician once",
        read(reading(1, "coping-style", "8.0"), reading(2, "coping-style", "2.0", CLINICIAN)),
        True,
    ),
    Example("A5", "coping style 8.0 by the client, then 2.0 twice by the clinician", read(*OTHERWISE), False),
    Example("A6", "coping style 8.0 by the client, then 2.0 twice by the clinician", read(*OTHERWISE), True),
    Example(
        "A6",
        "coping style 8.0 by the client and 2.0 by a measure on the same day",
        read(reading(1, "coping-style", "8.0"), reading(1, "coping-style", "2.0", Source.MEASURE)),
        False,
    ),
    Example("A6", "coping style exactly 3.0", read(reading(1, "coping-style", "3.0")), True),
    Example("A7", "positive expectations 2.0 by the client", rated("positive-expectations", 6.0, 2.0), True),
    Example("A7", "positive expectations 6.0", rated("positive-expectations", 6.0, 6.0), False),
    Example("A7", "fallen twice running, by 1.0 each", rated("positive-expectations", 8.0, 7.0, 6.0), True),
    Example("A7", "fallen by 1.0, then by 0.9", rated("positive-expectations", 8.0, 7.0, 6.1), False),
    Example("A7", "expectations read 3.0 by the client", read(reading(1, "expectations", "3.0")), True),
    Example("A7", "expectations read 3.0 by the clinician", read(reading(1, "expectations", "3.0", CLINICIAN)), False),
    Example("A7", "expectations read 3.0 in session 1, rated 8.0 since", expected(1, "3.0", 8.0), False),
    Example("A7", "rated 8.0, expectations read 3.0 since", expected(3, "3.0", 8.0), True),
    Example("A7", "rated 2.0, expectations read 8.0 since", expected(3, "8.0", 2.0), False),
    Example("A8", "credibility 2.0 by the client", rated("credibility", 6.0, 2.0), True),
    Example("A8", "credibility 6.0 in the latest session", rated("credibility", 2.0, 6.0), False),
    Example("A8", "credibility exactly 3.0", rated("credibility", 3.0), True),
    Example("A9", "relational style 2.0 (anaclitic)", read(reading(1, "relational-style", "2.0")), True),
    Example("A9", "relational style 5.0", read(reading(1, "relational-style", "5.0")), False),
    Example(
        "A9",
        "exactly 3.0, with an adaptation",
        read(reading(1, "relational-style", "3.0"), adapted_to="relational-style"),
        False,
    ),
    Example("A10", "relational style 8.0 (introjective)", read(reading(1, "relational-style", "8.0")), True),
    Example("A10", "relational style 5.0", read(reading(1, "relational-style", "5.0")), False),
    Example("A10", "relational style exactly 7.0", read(reading(1, "relational-style", "7.0")), True),
    Example("A11", "a preference not met, without a reason", preference(Met.NO), True),
    Example("A11", "not met, with a reason", preference(Met.NO, "Not sound here."), False),
    Example("A11", "partly met", preference(Met.PARTLY), False),
    Example("A11", "stated after the session", preference(Met.NO, stated_on=day(4)), False),
    Example("A11", "not met, and met when it was stated again", preference(Met.NO, again=Met.YES), False),
    Example("A12", "faith important to the work, nothing adapted", noted("religion", "Important: prays daily"), True),
    Example(
        "A12",
        "faith important, and adapted to",
        read(reading(1, "religion", "Important: prays daily"), adapted_to="religion"),
        False,
    ),
    Example("A12", "a note that does not say whether it matters", noted("religion", "Prays daily"), True),
    Example("A12", "for information", noted("ethnicity", "For information: grew up in Ghent"), False),
    Example("A12", "“not important”", noted("religion", "not important to her"), False),
    Example("A12", "“none”", noted("religion", "None"), False),
    Example("A12", "important, later for information", noted("religion", "Important", "For information"), False),
    Example("A12", "nothing on file", read(), False),
    Example("A13", "“anxious: clings before breaks”", noted("attachment", "anxious: clings before breaks"), True),
    Example("A13", "“dismissing”", noted("attachment", "Dismissing"), True),
    Example("A13", "“secure”", noted("attachment", "Secure"), False),
    Example("A13", "“not insecure”", noted("attachment", "not insecure"), False),
    Example("A13", "“secure, no longer anxious”", noted("attachment", "secure, no longer anxious"), False),
    Example("A13", "“insecurely at first”: no style by itself", noted("attachment", "Insecurely at first"), False),
    Example("A13", "“rather anxious”: begins with no style", noted("attachment", "Rather anxious"), False),
    Example("ST1", "contemplation, and three processes of action", staged("contemplation", *ACTING), True),
    Example("ST1", "the same, but one of them was not delivered", staged("contemplation", *ACTING, left_out=3), False),
    Example("ST1", "action, and three processes of action", staged("action", *ACTING), False),
    Example("ST1", "action, and three processes of insight", staged("action", *WEIGHING), True),
    Example("ST1", "contemplation, and only two processes", staged("contemplation", *ACTING[:2]), False),
    Example("AP1", "level 2, focus on skills", assimilated("2", focus=SKILLS), True),
    Example(
        "AP1",
        "level 2, focus on insight, then on skills",
        focused(assimilated("2", focus=SKILLS), {2: INSIGHT, 3: SKILLS}),
        False,
    ),
    Example("AP1", "level 2, focus on insight", assimilated("2", focus=INSIGHT), False),
    Example("AP1", "level 4, focus on insight", assimilated("4", focus=INSIGHT), True),
    Example("AP1", "one step back from 4 to 3, focus on skills", assimilated("4", "3", focus=SKILLS), False),
)
