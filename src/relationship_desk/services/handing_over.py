"""Handing a form to a client on this laptop, and taking the sealed answers into the record."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.catalogue.questions import Level
from relationship_desk.domain import validity
from relationship_desk.domain.client_voice import FilledForm, FormId, HandOver, HandOverId, RiskId, RiskRecord
from relationship_desk.domain.errors import DeskError, NotFound, UnusableInput
from relationship_desk.domain.form_answers import Answers
from relationship_desk.domain.hand_over import MOST_CHOICES, AskedElement, AskedMeasure, Form
from relationship_desk.domain.ids import ClientId, ElementId, SessionId
from relationship_desk.domain.measure import Administration, AdministrationId, How, Measure
from relationship_desk.domain.records import Client, Rating, Session
from relationship_desk.domain.vocabulary import ClientKind, Missing, Perspective
from relationship_desk.sealing.answer_files import read_answers, remove_answers
from relationship_desk.sealing.sealed_box import public_key
from relationship_desk.sealing.waiting_answers import FOLDER, answer_files
from relationship_desk.services import belonging, definitions, measuring, risk
from relationship_desk.services.forms import Seat, put_comment
from relationship_desk.services.identifiers import new_uid
from relationship_desk.services.on_file import session_on_file
from relationship_desk.store.unit_of_work import Records, Store, UnitOfWork

MOST_BYTES = 48_000
"""A form goes through a pipe that nobody reads yet; it holds no more than this on every system."""
_CLIENT = Perspective.CLIENT


@dataclass(frozen=True, slots=True)
class Received:
    """What came in from one hand-over."""

    client: Client
    session: Session
    member: Client | None
    answered: int
    declined: int
    not_applicable: int
    empty: int
    comment: str
    """The client's own words; empty where there are none."""
    done: bool
    """Whether the client has handed back; otherwise the form was left half-way."""
    risk: tuple[str, ...]
    """What has to be asked about at once, such as ``PHQ-9, item 9: 2``."""
    risk_records: tuple[RiskId, ...]
    """The risk records that this has opened."""


@dataclass(frozen=True, slots=True)
class Reception:
    """What came in, and what could not: one sentence for each file that was kept."""

    received: tuple[Received, ...]
    kept: tuple[str, ...]


class HandingOver:
    """Forms out, answers in."""

    def __init__(self, store: Store, catalogue: Catalogue, now: Callable[[], datetime]) -> None:
        self._store = store
        self._catalogue = catalogue
        self._now = now

    def askable(self, session: Session) -> tuple[ElementId, ...]:
        """The elements about which the client can be asked in ``session``, in the order of the catalogue."""
        return tuple(element for element in self._catalogue.questions if not self._why_not(element, session))

    def prepare(
        self,
        session: SessionId,
        elements: Iterable[ElementId],
        measures: Sequence[Measure] = (),
        *,
        member: ClientId | None = None,
        level: Level = Level.USUAL,
        one_at_a_time: bool = False,
        comment: bool = True,
    ) -> Form:
        """Make a form and note in the record that it went out; its answers come in with :meth:`receive`.

        Raises:
            UnusableInput: when nothing is asked, or what is asked cannot be, of this client in this session.
        """
        with self._store.work("hand over", "session") as work:
            held = session_on_file(work, session)
            if not held.attendance.took_place:
                raise UnusableInput("This session was not held, so nobody can say how it was.")
            if member is not None:
                belonging.check_there(work, held, member)
            now = self._now().replace(microsecond=0)
            form = Form(
                id=new_uid(),
                token=secrets.token_hex(32),
                public_key=public_key(self._store.vault.data_key),
                plain=level is Level.PLAIN,
                one_at_a_time=one_at_a_time,
                held_today=held.held_on == now.date(),
                comment=comment,
                elements=tuple(self._element(element, level, held) for element in dict.fromkeys(elements)),
                measures=tuple(_measure(one) for one in {one.id: one for one in measures}.values()),
            )
            if not form.asked and not comment:
                raise UnusableInput("Choose at least one question for the form.")
            text = form.to_json()
            if len(text) > MOST_BYTES:
                raise UnusableInput("That is more than can be asked at once. Choose fewer questionnaires.")
            work.voice.hand_overs.add(
                HandOver(
                    HandOverId(0), form.id, held.client, session, member, form.token, text.decode("ascii"), now, None
                )
            )
            work.touch(client=held.client, session=session)
        return form

    def receive(self) -> Reception:
        """Take every sealed form of the practice folder into the record, each in one step, and remove its file.

        A file that cannot be taken is kept and told of. What was received before adds nothing.
        """
        received, kept = [], []
        for file in answer_files(self._store.vault.folder):
            try:
                one = self._receive(file)
            except DeskError as error:
                kept.append(_kept_words(file, error))
                continue
            with suppress(OSError):  # they are in the record; the next unlocking tries again
                remove_answers(file)
            if one is not None:
                received.append(one)
        return Reception(tuple(sorted(received, key=lambda one: not one.risk)), tuple(kept))

    def _receive(self, file: Path) -> Received | None:
        """Take the answers in one file; None when they are in the record already."""
        vault = self._store.vault
        answers = Answers.from_json(read_answers(vault.data_key, file, vault.earlier_answer_keys()))
        with self._store.read() as records:
            form = _asked(records, answers)[1]
            if _is_in(records, answers):
                return None
        with self._store.work("receive", "hand-over") as work:
            handed, form = _asked(work, answers)
            held = work.sessions.get(handed.session)
            client = work.clients.get(held.client) if held else None
            if held is None or client is None:
                raise NotFound("Its session is in this practice no more.")
            if handed.member is not None:
                belonging.check_there(work, held, handed.member)
            member = work.clients.get(handed.member) if handed.member else None
            words = validity.plain_text(answers.comment.strip())
            self._put_ratings(work, held, handed, answers)
            opened = _put_measures(work, held, handed, form, answers)
            put_comment(work, held, Seat(member=handed.member), words)
            if answers.answered or answers.declined or answers.not_applicable:
                _put_form(work, held, handed)
            received_at = max(self._now(), answers.changed_at)
            work.voice.hand_overs.save(replace(handed, received_at=received_at))
            work.touch(client=held.client, session=held.id)
        return Received(
            client=client,
            session=held,
            member=member,
            answered=answers.answered,
            declined=answers.declined,
            not_applicable=answers.not_applicable,
            empty=answers.empty(form),
            comment=words,
            done=answers.done,
            risk=tuple(one.because for one in opened),
            risk_records=tuple(one.id for one in opened),
        )

    def _put_ratings(self, work: UnitOfWork, held: Session, handed: HandOver, answers: Answers) -> None:
        ratings = []
        for element, line in answers.lines.items():
            why_not = self._why_not(element, held)
            if why_not:
                raise UnusableInput(why_not)
            score, missing = (None, line) if isinstance(line, Missing) else (line, None)
            ratings.append(Rating(held.id, element, _CLIENT, "", handed.member, score, missing))
        work.sessions.put_ratings(ratings)

    def _element(self, element: ElementId, level: Level, held: Session) -> AskedElement:
        why_not = self._why_not(element, held)
        if why_not:
            raise UnusableInput(why_not)
        question = self._catalogue.questions[element]
        wording = question.wordings[level]
        return AskedElement(element, wording.text, wording.low, wording.high, question.not_always)

    def _why_not(self, element: ElementId, held: Session) -> str:
        """Why the client cannot be asked about ``element`` in that session; empty when that can be."""
        known = self._catalogue.elements.get(element)
        if known is None or element not in self._catalogue.questions:
            return f"There is no question about “{element}”."
        if known.groups_only and held.format is not ClientKind.GROUP:
            return f"{known.title} is rated in groups only."
        return ""


def _measure(measure: Measure) -> AskedMeasure:
    if not measure.items:
        raise UnusableInput(f"Of {measure.title} only the total is entered, so it is filled in on its own paper.")
    answers = range(measure.item_min, measure.item_max + 1)
    if len(answers) > MOST_CHOICES:
        raise UnusableInput(f"{measure.title} has more answers to an item than fit on the screen. Give it on paper.")
    numbers = range(1, measure.items + 1)
    return AskedMeasure(
        measure.id,
        measure.version,
        measure.title,
        measure.stem,
        measure.item_min,
        measure.choices or tuple(str(answer) for answer in answers),
        tuple(measure.texts.get(number, f"Item {number}") for number in numbers),
    )


def _asked(records: Records, answers: Answers) -> tuple[HandOver, Form]:
    """The hand-over that ``answers`` belong to, and its form.

    Raises:
        UnusableInput: when there is none, or they answer something else.
    """
    handed = records.voice.hand_overs.by_uid(answers.id)
    if handed is None:
        raise NotFound("This practice knows of no such form; the client or the session may have been erased.")
    if not secrets.compare_digest(handed.token, answers.token):
        raise UnusableInput("It does not answer the form that was handed over.")
    form = Form.from_json(handed.form.encode())
    answers.check(form)
    return handed, form


def _is_in(records: Records, answers: Answers) -> bool:
    handed = records.voice.hand_overs.by_uid(answers.id)
    return handed is not None and handed.received_at is not None and answers.changed_at <= handed.received_at


def _put_measures(
    work: UnitOfWork, held: Session, handed: HandOver, form: Form, answers: Answers
) -> tuple[RiskRecord, ...]:
    """Keep what was answered of each measure; return the risk records that this opens."""
    opened: list[RiskRecord | None] = []
    for asked in form.measures if answers.begun else ():
        measure = definitions.known(work, asked.measure, asked.version)
        given = answers.items_of(asked)
        items = tuple(one if isinstance(one, int) else None for one in given)
        declined = tuple(number for number, one in enumerate(given, start=1) if one is Missing.DECLINED)
        uid = hashlib.sha256(f"{handed.uid}\0{asked.measure}".encode()).hexdigest()[:20]
        old = work.voice.administrations.by_uid(uid)
        shell = Administration(
            old.id if old else AdministrationId(0),
            uid,
            held.client,
            held.id,
            handed.member,
            _day(handed),
            asked.measure,
            asked.version,
            _CLIENT,
            items,
            declined,
            None,
            {},
            How.HAND_OVER,
        )
        if asked.measure in answers.items:
            opened.append(measuring.enter(work, measure, shell, measuring.Given(items, declined)).risk)
        else:  # left empty from end to end: its risk item has to be asked about
            opened.append(risk.open_from(work, measure, shell, again=handed.received_at is not None))
    return tuple(one for one in opened if one is not None)


def _put_form(work: UnitOfWork, held: Session, handed: HandOver) -> None:
    form = FilledForm(FormId(0), held.id, _CLIENT, "", handed.member, _day(handed), How.HAND_OVER)
    if all(replace(one, id=form.id) != form for one in work.voice.forms_in(held.id)):
        work.voice.forms.add(form)


def _day(handed: HandOver) -> date:
    """A form is filled in when it is handed over."""
    return handed.made_at.date()


def _kept_words(file: Path, error: DeskError) -> str:
    return (
        f"A client’s sealed answers could not be taken in: {error} The record is as it was, and the file "
        f"{FOLDER}/{file.name} in the practice folder is kept. Remove it there once you are sure that it is not needed."
    )
