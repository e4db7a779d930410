from __future__ import annotations

import pytest

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.catalogue.model import Catalogue


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()
