"""What the form says, as in a newspaper or in short words."""

from __future__ import annotations

from dataclasses import dataclass

from relationship_desk.domain.form_answers import Answers
from relationship_desk.domain.hand_over import Form

RATHER_NOT, NOT_APPLICABLE = "Rather not say", "Does not apply"
BACK, NEXT, BEGIN, DONE = "Back", "Next", "Begin", "Done, hand back"
START_OVER, CLEAR, KEEP = "Start over", "Clear all answers", "Keep my answers"
SURE = "Clear all your answers and begin again?"
STAYS = "Your answers stay on this laptop. Your therapist sees them."
SEEN = "Your therapist sees these answers."
NOT_WRITTEN = (
    "Your last answers could not be written to this laptop. Please tell your therapist. “Done” once more leaves them."
)


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences that differ with the level."""

    line: str
    measure: str
    comment: str
    how: tuple[str, ...]
    one_at_a_time: str


USUAL = Words(
    line="Click anywhere on a line, or use the arrow keys. There are no right answers. You can leave any line empty.",
    measure="Choose one answer each. There are no right answers. You can leave any of them empty.",
    comment="Is there anything you would like to add?",
    how=(
        "Click on a line where it fits best. There are no right answers.",
        "You can leave anything empty, or say that you would rather not say.",
        "Your answers stay on this laptop. When you are done, hand it back.",
    ),
    one_at_a_time="The questions come one at a time. You can go back.",
)
PLAIN = Words(
    line="Click on the line. No answer is wrong. You can leave a line empty.",
    measure="Choose one answer each. No answer is wrong. You can leave one empty.",
    comment="Do you want to say more?",
    how=(
        "Click on the line, where it fits.",
        "No answer is wrong. You can leave a line empty.",
        "When you are done, hand the laptop back.",
    ),
    one_at_a_time="You see one question at a time. You can go back.",
)


def words_of(form: Form) -> Words:
    """The sentences of the form's level."""
    return PLAIN if form.plain else USUAL


def empty_words(form: Form, answers: Answers) -> str:
    """What is left empty, without any push to fill it."""
    empty = answers.empty(form)
    if not empty:
        return ""
    return "One question is empty. That is fine." if empty == 1 else f"{empty} questions are empty. That is fine."
