"""`make bench`: how far Solon is from the limits of the machine, measured in the same run.

Each row is a ratio against a limit that does less than Solon must: a bare matrix product for
scores, splitting the same text into words for evidence. Times vary by machine; ratios vary less.
"""

import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from lxml import etree

from solon.documents import read_text
from solon.evidence.find import find_evidence
from solon.rubric.load import load_rubric
from solon.rubric.model import Rubric
from solon.scoring.matrix import score_matrix

TREATIES = Path(__file__).resolve().parents[2] / "shared" / "data" / "tota" / "treaties.zip"
REPEATS = 5


def best(work: Callable[[], object]) -> float:
    """The shortest of some runs, in seconds: the one that the machine disturbed least."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def wide_rubric(criteria: int) -> Rubric:
    """Two tiers of criteria with five levels each."""
    levels = [{"level": i, "label": f"L{i}", "meaning": f"m{i}"} for i in range(5)]
    groups = [
        {"id": f"g{g}", "title": "G", "weight": 1, "criteria": [
            {"id": f"c{g}-{c}", "question": "?", "weight": c + 1, "levels": levels}
            for c in range(10)]}
        for g in range(criteria // 10)
    ]  # fmt: skip
    return Rubric.model_validate(
        {"solon": "rubric/1", "id": "wide", "version": "1.0.0", "title": "Wide", "groups": groups}
    )


def scores() -> None:
    """score_matrix against the bare product of the table with the weights."""
    rubric = wide_rubric(50)
    table = np.random.default_rng(1).random((100_000, 50)) * 100
    weights = np.full(50, 0.02)
    ours, limit = best(lambda: score_matrix(rubric, table)), best(lambda: table @ weights)
    row("score_matrix, 100,000 × 50", ours, "bare product", limit)


def evidence() -> None:
    """Evidence for the flagship rubric against lower-casing and splitting the same text."""
    if not TREATIES.exists():
        print("evidence: skipped, no treaties beside the project", file=sys.stderr)
        return
    rubric = load_rubric("liberal-internationalism")
    with zipfile.ZipFile(TREATIES) as archive:
        names = sorted(name for name in archive.namelist() if name.endswith(".xml"))[:20]
        trees = [etree.fromstring(archive.read(name)) for name in names]
    texts = ["\n\n".join(text.strip() for text in tree.itertext()) for tree in trees]
    documents = [read_text(text) for text in texts]
    ours = best(lambda: [find_evidence(rubric, document) for document in documents])
    limit = best(lambda: [text.lower().split() for text in texts])
    row(f"evidence, {sum(map(len, texts)) / 1e6:.1f} M characters", ours, "split words", limit)


def row(what: str, ours: float, limit_name: str, limit: float) -> None:
    """Print one line."""
    print(f"{what:34} {ours:8.3f} s   {limit_name:14} {limit:8.3f} s   ratio {ours / limit:6.1f}")


if __name__ == "__main__":
    scores()
    evidence()
