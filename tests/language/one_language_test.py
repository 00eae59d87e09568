#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What is written for people is in one language: folders of plans that the grid, a quota and white squares hold up, of
comparisons, an inspection, exports, a web map, sheets and a backtest have no English sentence in Dutch, no Dutch one in
English.

    one_language_test.py <program> <examples> <work folder>"""
import csv, pathlib, re, shutil, subprocess, sys

from english import english_in, texts_in

DUTCH = re.compile(r"\b(niet|wordt|worden|zijn|laadpaal|laadpalen|plekken|vraag|woningen|waarom|geen)\b", re.IGNORECASE)
# Of the inputs; of the tables, what codes mean.
NAMES = ["OpenStreetMap contributors", "(waits for grid)", "(no grid data)", "(given)", "RD New",
         "CUDA driver version is insufficient for CUDA runtime version"]


def run(*words):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"FAILED: {words}\n{done.stdout}{done.stderr}")


def edited(text, *changes):
    for old, new in changes:
        if old not in text:
            sys.exit(f"FAILED: region.toml lacks {old}")
        text = text.replace(old, new)
    return text


def regions(examples, work):
    """Delft with a smaller grid and a larger quota than it can fill, and a later year in which nothing may connect."""
    folder = work / "delft"
    shutil.copytree(examples / "delft", folder)
    text = edited((folder / "region.toml").read_text(encoding="utf-8"),
                  ("stations = 40", "stations = 400"), ("min_station_m = 60.0", "min_station_m = 25.0"),
                  ("[run]", "[coverage]\nnal_households = 20\n\n[run]"))
    assets = folder / "tables/assets.csv"
    with assets.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["rating_kw"] = str(round(float(row["rating_kw"]) * 0.62, 1))
    with assets.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, rows[0].keys())
        table.writeheader()
        table.writerows(rows)
    (folder / "crowded.toml").write_text(text, encoding="utf-8")
    later = edited(text, ("target_year = 2028", "target_year = 2030"), ("stations = 400", "stations = 60"),
                   ("tables/policy.csv", "tables/stop.csv"))
    (folder / "later.toml").write_text(later, encoding="utf-8")
    (folder / "tables/stop.csv").write_text("area,from_date,connection_class,allowed,source,status\n"
                                            "Delft,2027-01-01,KVA,no,Netbeheerder,decided\n", encoding="utf-8")
    (folder / "tables/policy.csv").write_text("area,from_date,connection_class,allowed,source,status\n"
                                              "*,2026-07-01,KVA,no,Netbeheerder,expected\n", encoding="utf-8")
    NAMES.extend(row["source"] for row in rows)
    return folder / "crowded.toml", folder / "later.toml"


def sure(texts, *wanted):
    """That the folder holds what this test is about."""
    whole = "\n".join(text for _, text in texts)
    for one in wanted:
        if not re.search(one, whole):
            sys.exit(f"FAILED: no text has {one}")


def main(program, examples, work):
    examples, work = pathlib.Path(examples), pathlib.Path(work)
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    crowded, later = regions(examples, work)
    for region, plan in ((crowded, work / "plan"), (later, work / "later")):
        run(program, "run", region, "--out", plan, "-q")
    sure(texts_in(work / "plan"), "kW tekortkomen", "quotum van Delft is niet gevuld")
    sure(texts_in(work / "later"), "beleid: geen nieuwe aansluiting KVA", "de laadpaal wacht op het net|laadpaal wacht op het net")
    history = ["--prognosis", examples / "backtest/prognosis.csv", "--realised", examples / "backtest/realised.csv"]
    for language in ("nl", "en"):
        made = work / language
        made.mkdir()
        said = ["--lang", language]
        run(program, "compare", work / "plan", work / "later", "--out", made / "compare", *said)
        run(program, "compare", "--robust", work / "plan", work / "later", "--out", made / "robust", *said)
        run(program, "backtest", *history, "--out", made / "backtest", *said)
    run(program, "inspect", crowded, "--out", work / "nl/inspect")
    run(program, "export", work / "plan", work / "nl/export")
    run(program, "publish", work / "plan", work / "later", work / "nl/web", "-q")
    run(program, "sheets", work / "later", work / "nl/sheets", "-q")
    wrong = [(file, text) for folder in ("plan", "later", "nl") for text, file in english_in(work / folder, NAMES).items()]
    wrong += [(file, text) for file, text in texts_in(work / "en") if DUTCH.search(text)]
    for file, text in wrong:
        print(f"{file}: {text[:300]}")
    print(f"{len(wrong)} texts in the other language")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
