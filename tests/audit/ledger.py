# SPDX-License-Identifier: Apache-2.0
"""What was checked and what did not agree: one line for each figure."""
import math
from collections import Counter
from dataclasses import dataclass

SHOWN = 5  # findings of one kind and place that are written out; the rest is counted


@dataclass(frozen=True)
class Finding:
    """One figure that disagrees: `kind` is the name by which it is caught, `where` says file and row or cell."""

    kind: str
    where: str
    published: object
    recomputed: object

    def __str__(self):
        return f"{self.kind}: {self.where}: published {self.published}, recomputed {self.recomputed}"


class Ledger:
    """Counts the figures checked per kind and keeps those that disagree."""

    def __init__(self):
        self.checked = Counter()
        self.findings = []
        self.notes = []

    def equal(self, kind, where, published, recomputed, tolerance=0):
        """One figure. Numbers agree within `tolerance`, all else when equal; NaN or None is never a number."""
        self.checked[kind] += 1
        if not _agree(published, recomputed, tolerance):
            self.findings.append(Finding(kind, where, published, recomputed))

    def true(self, kind, where, holds, published, expected):
        """One rule that the published figure has to keep."""
        self.checked[kind] += 1
        if not holds:
            self.findings.append(Finding(kind, where, published, expected))

    def all_equal(self, kind, places, published, recomputed, tolerance=0):
        """Many figures: three sequences of one length. At most SHOWN are written out, the rest as one line."""
        places, published, recomputed = list(places), list(published), list(recomputed)
        if not len(places) == len(published) == len(recomputed):
            self.equal(kind, "number of figures", len(published), len(recomputed))
            return
        wrong = []
        for place, was, is_ in zip(places, published, recomputed):
            self.checked[kind] += 1
            if not _agree(was, is_, tolerance):
                wrong.append(Finding(kind, place, was, is_))
        self.findings += wrong[:SHOWN]
        if len(wrong) > SHOWN:
            self.findings.append(Finding(kind, f"and {len(wrong) - SHOWN} more like these", "…", "…"))

    def note(self, text):
        """What could not be checked, and why. A note is no finding, but it is always shown."""
        if text not in self.notes:
            self.notes.append(text)

    def require(self, kinds):
        """An auditor that checks nothing must fail: every kind named has to have been checked."""
        for kind in kinds:
            if not self.checked[kind]:
                self.findings.append(Finding(kind, "this audit", "nothing to check", "at least one figure"))

    def report(self):
        """The whole result as text: counts, notes, findings."""
        lines = [f"  {count:>9,} {kind}" for kind, count in sorted(self.checked.items())]
        lines += [f"  not checked: {text}" for text in self.notes]
        lines += [f"  WRONG {finding}" for finding in self.findings]
        total = sum(self.checked.values())
        lines.append(f"{total:,} figures checked, {len(self.findings)} do not agree")
        return "\n".join(lines)


def _agree(published, recomputed, tolerance):
    if published is None or recomputed is None:
        return published is recomputed
    if isinstance(published, str) or isinstance(recomputed, str):
        return published == recomputed
    if not (math.isfinite(published) and math.isfinite(recomputed)):
        return False
    return abs(published - recomputed) <= tolerance
