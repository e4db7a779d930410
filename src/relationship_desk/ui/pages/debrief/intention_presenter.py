"""Keeps what is said in the debrief about the intentions of earlier prompts."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from relationship_desk.domain.ids import PromptId, SessionId
from relationship_desk.services.reviewing import DebriefView
from relationship_desk.ui.context import Context
from relationship_desk.ui.keeper import Keeper
from relationship_desk.ui.pages.debrief.intention_strip import IntentionStrip, Said


class IntentionPresenter(QObject):
    """Behind the strip above the note."""

    def __init__(self, strip: IntentionStrip, ctx: Context, keeper: Keeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._strip, self._ctx, self._keeper = strip, ctx, keeper
        self._session: SessionId | None = None
        strip.said.connect(self._on_strip_said)

    def read_again(self, view: DebriefView) -> None:
        """Show what was meant to be done by the session of ``view``, and what has been said of it."""
        session = self._session = view.session.id
        asked = self._ctx.desk.following.intentions(session)
        waiting = [replace(one, done=self._keeper.value(_key(session, one.prompt), one.done)) for one in asked]
        self._strip.show_intentions(waiting, signed=view.signed is not None)

    def _on_strip_said(self, said: Said) -> None:
        session = self._session
        if session is None:
            return
        following = self._ctx.desk.following

        def save(done: bool | None) -> None:
            following.say_done(said.prompt, session, done)

        self._keeper.put_now(_key(session, said.prompt), said.done, save)


def _key(session: SessionId, prompt: PromptId) -> tuple[str, SessionId, PromptId]:
    return ("intention", session, prompt)
