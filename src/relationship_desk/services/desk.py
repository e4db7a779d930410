"""An open practice with all that can be done in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from relationship_desk.catalogue.load import shipped_catalogue
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.records import Practice
from relationship_desk.services.accompanying import Accompanying
from relationship_desk.services.agreeing import Agreeing
from relationship_desk.services.answering import Answering
from relationship_desk.services.correcting import Correcting
from relationship_desk.services.exporting import Exporting
from relationship_desk.services.filing import Filing
from relationship_desk.services.following import Following
from relationship_desk.services.forms import Forms
from relationship_desk.services.grouping import Grouping
from relationship_desk.services.guided_reviews import GuidedReviews
from relationship_desk.services.handing_over import HandingOver
from relationship_desk.services.importing import Importing
from relationship_desk.services.keeping import Keeping
from relationship_desk.services.listing import Listing
from relationship_desk.services.measuring import Measuring
from relationship_desk.services.note_templates import NoteTemplates
from relationship_desk.services.noting import Noting
from relationship_desk.services.own_record import OwnRecording
from relationship_desk.services.planning import Planning
from relationship_desk.services.preferences import Preferences
from relationship_desk.services.previewing import Previewing
from relationship_desk.services.prompting import Prompting
from relationship_desk.services.rating_plans import RatingPlans
from relationship_desk.services.readings import Readings
from relationship_desk.services.recomputing import Recomputing
from relationship_desk.services.recording import Recording
from relationship_desk.services.rekeying import Rekeying
from relationship_desk.services.retaining import Retaining
from relationship_desk.services.reviewing import Reviewing
from relationship_desk.services.risk import Risk
from relationship_desk.services.searching import Searching
from relationship_desk.services.supervising import Supervising
from relationship_desk.services.surveying import Surveying
from relationship_desk.services.undoing import Undoing
from relationship_desk.store.unit_of_work import Store
from relationship_desk.store.vault import Vault


class Desk:
    """The use cases over one open store. ``day`` stands still for the demo practice; None is the real clock."""

    def __init__(self, vault: Vault, day: date | None = None) -> None:
        self.store = Store(vault)
        self.day = day
        self.catalogue = shipped_catalogue()
        self.preferences = Preferences(self.store)
        self.recording = Recording(self.store, self.catalogue, self.now)
        self.noting = Noting(self.store, self.now)
        self.prompting = Prompting(self.store, self.catalogue, self.preferences, self.today)
        self.listing = Listing(self.store, self.prompting, self.today)
        self.answering = Answering(self.store, self.today)
        self.following = Following(self.store, self.today)
        self.previewing = Previewing(self.store, self.catalogue, self.today)
        self.own_record = OwnRecording(self.store, self.catalogue, self.prompting)
        self.recomputing = Recomputing(self.store, self.catalogue, self.preferences, self.today)
        self.guided_reviews = GuidedReviews(self.store, self.catalogue, self.prompting, self.now)
        self.accompanying = Accompanying(self.store)
        self.agreeing = Agreeing(self.store, self.catalogue, self.preferences)
        self.planning = Planning(self.store, self.catalogue, self.now)
        self.measuring = Measuring(self.store, self.now)
        self.risk = Risk(self.store, self.now)
        self.handing_over = HandingOver(self.store, self.catalogue, self.now)
        self.filing = Filing(self.store, self.now)
        self.forms = Forms(self.store, self.catalogue, self.now)
        self.grouping = Grouping(self.store, self.preferences, self.now)
        self.correcting = Correcting(self.store, self.now)
        self.templates = NoteTemplates(self.store)
        self.readings = Readings(self.store, self.catalogue, self.now)
        self.rating_plans = RatingPlans(self.store, self.catalogue, self.now)
        self.reviewing = Reviewing(self.store, self.catalogue, self.prompting, self.rating_plans, self.today)
        self.surveying = Surveying(self.store, self.catalogue, self.today)
        self.searching = Searching(self.store)
        self.undoing = Undoing(self.store)
        self.keeping = Keeping(self.store, self.preferences)
        self.rekeying = Rekeying(self.store, self.keeping)
        self.retaining = Retaining(self.store, self.catalogue, self.preferences, self.keeping, self.now)
        self.exporting = Exporting(self.store, self.catalogue)
        self.importing = Importing(self.store, self.catalogue)
        self.supervising = Supervising(self.store, self.catalogue, self.preferences, self.exporting, self.today)

    @property
    def folder(self) -> Path:
        """The practice folder."""
        return self.store.vault.folder

    @property
    def practice(self) -> Practice:
        """Whose practice it is."""
        return self.preferences.practice

    @property
    def notices(self) -> tuple[str, ...]:
        """What opening has found and put right, one sentence each."""
        return self.store.vault.notices

    def now(self) -> datetime:
        """The present: the real time of day, on the fixed day where there is one."""
        now = datetime.now()
        return datetime.combine(self.day, now.time()) if self.day else now

    def today(self) -> date:
        """The day it is."""
        return self.now().date()

    def publish_to(self, listener: Callable[[Changes], None]) -> None:
        """Let ``listener`` hear of every change once it is kept."""
        self.store.published = listener

    def close(self) -> None:
        """Write everything out, release the practice and forget the key."""
        self.store.close()
