# SPDX-License-Identifier: Apache-2.0
"""Other ids and another order of rows in the parking of Delft give the same plan: same places, ranks and figures.

Usage: same_places_test.py laadraster examples/delft"""
import csv
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

LAYERS = ("parking_areas", "parking_spaces")


def turn_round(file):
    """Ids become 9999999999 - id, the last row becomes the first."""
    base = sqlite3.connect(file)
    for layer in LAYERS:
        # The triggers of the spatial index call functions that only GDAL has; the index is turned by hand.
        for (trigger,) in base.execute("SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name=?", (layer,)).fetchall():
            base.execute(f'DROP TRIGGER "{trigger}"')
        fid, geometry = (base.execute(f'SELECT {what} FROM {source}').fetchone()[0] for what, source in (
            ("name", f"pragma_table_info('{layer}') WHERE pk = 1"),
            ("column_name", f"gpkg_geometry_columns WHERE table_name = '{layer}'")))
        base.execute(f'UPDATE "{layer}" SET osm_id = 9999999999 - osm_id')
        for step in ("-{0}", "1000000 + {0}"):  # by way of negative numbers, so that none is used twice
            base.execute(f'UPDATE "{layer}" SET "{fid}" = {step.format(fid)}')
            base.execute(f'UPDATE "rtree_{layer}_{geometry}" SET id = {step.format("id")}')
    base.commit()
    base.close()


def plan_of(program, region, out):
    subprocess.run([program, "run", region / "region.toml", "--out", out], check=True, stdout=subprocess.DEVNULL)
    rows = {}
    for name in ("placements", "kpi"):
        with open(out / f"{name}.csv", newline="") as file:
            rows[name] = list(csv.DictReader(file))
    return rows


def without(rows, column):
    return [{key: value for key, value in row.items() if key != column} for row in rows]


def main(program, example):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        shutil.copytree(example, folder / "turned")
        turn_round(folder / "turned/data/osm.gpkg")
        before = plan_of(program, pathlib.Path(example), folder / "before")
        after = plan_of(program, folder / "turned", folder / "after")
    assert before["placements"], "the example places stations"
    assert without(before["placements"], "bay_ids") == without(after["placements"], "bay_ids"), "the places differ"
    assert before["kpi"] == after["kpi"], "the key figures differ"
    ids = [[row["bay_ids"] for row in rows["placements"]] for rows in (before, after)]
    turned = [[str(9999999999 - int(one)) for one in row.split(";")] for row in ids[0]]
    assert turned == [row.split(";") for row in ids[1]], "bay_ids name the rows of the input"


if __name__ == "__main__":
    main(*sys.argv[1:])
