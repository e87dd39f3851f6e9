"""A revision beside another, each with its own source, server and database."""

import shutil
from pathlib import Path

import pytest
from rich.console import Console

from benchmarks.beside import HERE, UnknownRevision, compared, show_comparison
from benchmarks.processes import ROOT
from benchmarks.report import by_round
from benchmarks.rounds import Plan

pytestmark = pytest.mark.skipif(
    shutil.which("git") is None or not (ROOT / ".git").exists(), reason="no history here"
)
PLAN = Plan(("patch-item",), (2,), rounds=2, seconds=0.3)


def test_each_round_takes_them_in_the_other_order() -> None:
    turns = PLAN.turns((HERE, "HEAD"))

    assert [target for *_, target in turns] == [HERE, "HEAD", "HEAD", HERE]


@pytest.mark.timeout(150)
def test_both_answer_the_same_requests(room: Path) -> None:
    with compared("HEAD", 1) as comparison:
        comparison.prepare()
        samples = [comparison.sample(turn, PLAN.seconds) for turn in PLAN.turns((HERE, "HEAD"))]

    assert comparison.refusals == []
    assert len({revision.url for revision in comparison.revisions.values()}) == 2
    assert all(sample.rate > 0 and sample.server_cpu > 0 for sample in samples)
    console = Console(width=200)
    with console.capture() as shown:
        show_comparison(console, by_round(samples), "HEAD")
    assert "Here ÷ HEAD" in shown.get()


def test_a_revision_that_is_unknown_is_said_to_be() -> None:
    with pytest.raises(UnknownRevision, match="no-such-revision"), compared("no-such-revision", 1):
        pass
