"""One encrypted practice of every released schema opens for ever, with its data intact."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from relationship_desk.domain.ids import ALLIANCE
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.sealing.secret import Secret
from relationship_desk.services import practices
from relationship_desk.services.demo import PASSPHRASE, demo_day

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("golden", sorted(GOLDEN.glob("*.desk")), ids=lambda folder: folder.stem)
def test_a_released_schema_opens_with_its_data(golden: Path, tmp_path: Path) -> None:
    folder = tmp_path / golden.name
    shutil.copytree(golden, folder)
    desk = practices.open_practice(folder, Secret.passphrase(PASSPHRASE), demo_day())
    try:
        assert [client.code for client in desk.reviewing.everybody()] == ["K-17", "M-08", "R-21"]
        client = desk.supervising.client_id("K-17")
        rows = desk.reviewing.sessions(client)
        assert len(rows) == 6
        assert rows[-1].signed
        assert rows[-1].excerpt
        series = desk.reviewing.analysis(client).series_of(ALLIANCE, Perspective.CLIENT)
        assert [point.value for point in series.rated] == FIRST_RATINGS
    finally:
        desk.close()
    assert practices.check(folder, Secret.passphrase(PASSPHRASE)) == []


FIRST_RATINGS = [6.7, 6.4, 6.7, 7.0, 7.3]
"""What the client of the golden practice rated; it was written down when the first one was made."""
