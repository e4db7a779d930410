"""What a client or an observer wrote about a session, to read whole and to put right where it was typed wrong."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from relationship_desk.domain.process import Comment
from relationship_desk.domain.records import Session
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.entry import EntryDialog
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.perspective_mark import WORDS

_HEIGHT = 200
THEIR_WORDS = "These are their words. Change them only where they were typed wrong; without words there is no comment."


class CommentDialog(EntryDialog):
    """Opens on ``comment``; an empty one is taken out."""

    def __init__(self, context: Context, session: Session, comment: Comment, parent: QWidget | None = None) -> None:
        who = comment.rater or WORDS[comment.perspective]
        super().__init__(context, f"Comment on session {session.number}", key="", parent=parent)
        self._comment = comment
        self.words = QPlainTextEdit(comment.text)
        self.words.setTabChangesFocus(True)
        self.words.setMinimumHeight(theme.scaled(_HEIGHT))
        self.body.addWidget(Field(who, self.words), 0, 0)
        self.body.addWidget(Label(THEIR_WORDS, tone="muted", wrap=True), 1, 0)
        self.words.setFocus()

    @override
    def keep(self) -> None:
        held = self._comment
        self.context.desk.accompanying.comment(
            held.session, held.perspective, self.words.toPlainText(), held.rater, held.member
        )
