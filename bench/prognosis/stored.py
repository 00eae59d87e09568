# SPDX-License-Identifier: Apache-2.0
"""The prognosis versions that a region folder keeps, and the years and scenarios that two of them share."""
import csv
import json
from dataclasses import dataclass
from pathlib import Path

SCENARIOS = ("laag", "midden", "hoog")


class WrongInput(Exception):
    """What was given is not right, or the program says so; the message says what and what to do."""

    def __init__(self, message, exit_code=3):
        super().__init__(message)
        self.exit_code = exit_code  # docs/exit_codes.md


@dataclass(frozen=True)
class Version:
    name: str
    date: str
    source: str
    illustrative: bool
    file: Path


def versions_of(region):
    """Oldest first, as `laadraster prognosis list` has them."""
    if not (region / "region.toml").is_file():
        raise WrongInput(f"{region}: no region.toml in it; give the folder of a region")
    store = region / "prognoses"
    try:
        listed = json.loads((store / "versions.json").read_text(encoding="utf-8"))["versions"]
        return [Version(v["version"], v["date"], v["source"], v["illustrative"], store / v["file"]) for v in listed]
    except FileNotFoundError:
        raise WrongInput(f"{region}: no prognosis is stored; `laadraster prognosis add` stores one") from None
    except (ValueError, KeyError, TypeError, OSError) as problem:
        raise WrongInput(f"{store / 'versions.json'}: cannot be read ({problem!r}); restore it") from None


def two_versions(versions, old, new):
    """Errors: no version of that name; the new one is not newer."""
    for name in (old, new):
        if name not in [v.name for v in versions]:
            there = ", ".join(v.name for v in versions) or "none"
            raise WrongInput(f'no prognosis version "{name}" is stored; there are: {there}')
    before, after = (next(v for v in versions if v.name == name) for name in (old, new))
    if before.date >= after.date:  # a store takes only newer versions, so this is an exchange or twice the same
        problem = f"version {new} ({after.date}) is not newer than {old} ({before.date})"
        raise WrongInput(f"{problem}; give the old one first, then a newer one")
    return before, after


def years_and_scenarios(file):
    """The (year, scenario) that a stored table has rows for. The program checked its rows when it was stored."""
    try:
        with open(file, newline="", encoding="utf-8-sig") as source:
            header = source.readline()
            source.seek(0)
            rows = csv.DictReader(source, delimiter=max(",;\t", key=header.count))
            return {(int(row["year"]), row["scenario"].strip()) for row in rows}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise WrongInput(f"{file}: is not as it was stored ({problem!r}); restore it") from None


def both_have(old, new, years=None, scenarios=None):
    """(year, scenario) of both tables, by year, then laag, midden, hoog; only those asked for, where some are.

    Errors: the tables share none; a year or scenario that is asked for is not in both."""
    shared = old & new
    if not shared:
        raise WrongInput("the two versions have no year and scenario in common")
    for what, asked, there in (("year", years, {y for y, _ in shared}), ("scenario", scenarios, {s for _, s in shared})):
        missing = [str(one) for one in asked or [] if one not in there]
        if missing:
            known = ", ".join(map(str, sorted(there)))
            raise WrongInput(f"{what} {', '.join(missing)} is not in both versions; there are: {known}")
    chosen = [(y, s) for y, s in shared if (not years or y in years) and (not scenarios or s in scenarios)]
    if not chosen:
        raise WrongInput("no year of those asked for has a scenario of those asked for in both versions")
    return sorted(chosen, key=lambda one: (one[0], SCENARIOS.index(one[1]) if one[1] in SCENARIOS else 9, one[1]))
