"""The tiers beside a prompt in print."""

from __future__ import annotations

from tests.services.courses_of_prompts import FIRST, add_client, hold

from relationship_desk.services.desk import Desk
from relationship_desk.services.summarising import Request


def test_a_prompt_about_safety_has_no_tier_of_an_edition(desk: Desk) -> None:
    client = add_client(desk)
    hold(desk, client, [7.0, 7.0, 7.0])
    desk.risk.open(client, assessed_on=FIRST)
    desk.prompting.evaluate(client)
    printed = {one.consider: one.tiers for one in desk.supervising.summary(Request(client), "QF-27").prompts}
    assert printed["the risk record before anything else: ask, act, write it down"] == ("S", "S", "S")
    assert printed["writing down together what the work is for"] == ("D", "P", "D*")
