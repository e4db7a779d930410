"""What a use case asks first: whether the client or session it was given is on file, and may still be changed."""

from __future__ import annotations

from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.ids import ClientId, PromptId, SessionId
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.records import Client, Session
from relationship_desk.store.unit_of_work import Records


def client_on_file(records: Records, client: ClientId) -> Client:
    """The client with this id.

    Raises:
        NotFound: when there is none.
    """
    found = records.clients.get(client)
    if found is None:
        raise NotFound("That client is not in this practice.")
    return found


def session_on_file(records: Records, session: SessionId) -> Session:
    """The session with this id.

    Raises:
        NotFound: when there is none.
    """
    found = records.sessions.get(session)
    if found is None:
        raise NotFound("That session is not in this practice.")
    return found


def unsigned_session(records: Records, session: SessionId) -> Session:
    """The session with this id, which nobody has signed yet.

    Raises:
        NotFound: when there is none.
        UnusableInput: when it is signed.
    """
    found = session_on_file(records, session)
    if records.sessions.is_signed(session):
        raise UnusableInput("The session is signed. Add an addendum instead.")
    return found


def prompt_on_file(records: Records, prompt: PromptId) -> Prompt:
    """The prompt with this id.

    Raises:
        NotFound: when there is none.
    """
    found = records.prompts.get(prompt)
    if found is None:
        raise NotFound("That prompt is not in this practice.")
    return found
