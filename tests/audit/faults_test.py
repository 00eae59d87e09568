#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The auditor finds what is wrong: faults are planted in copies of an output, and each must be caught by its name.

    faults_test.py PROGRAM WORK
"""
import re
import shutil
import sys
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr

import region_folders
from planted import change_cells, change_csv, change_sql, change_text
from audit import audit_output
from ledger import Ledger
from run_all import Runner

gdal.UseExceptions()
ogr.UseExceptions()


# One fault each: what goes wrong, and the kind of finding by which it must be caught.

def no_dwelling_within_a_walk(out):
    def change(rows):
        for row in rows:
            for column in row:
                if re.match(r"within_\d+m", column) and row[column]:
                    row[column] = "0"
    change_csv(out, "kpi.csv", change)
    return "walk shares"


def a_walk_steps_over_a_ditch(out):
    def change(cells):
        far = np.argwhere((cells > 3000) & (cells < 65534))
        row, col = far[len(far) // 2]
        near = cells[max(0, row - 40):row + 41, max(0, col - 40):col + 41]
        near[near < 65534] //= 4
    change_cells(out, "walk", change)
    return "walk cells"


def places_in_the_order_of_their_ids(out):
    def change(rows):
        order = sorted(range(len(rows)), key=lambda i: rows[i]["candidate"])
        order = order if order[0] != 0 else order[::-1]  # another order than that of the plan
        rows[:] = [dict(rows[i], rank=rank) for rank, i in enumerate(order, 1)]
    change_csv(out, "placements.csv", change)
    return "order of the plan"


def mass_that_is_nowhere(out):
    def change(rows):
        rows[:] = [dict(row, prognosis_wh=int(row["prognosis_wh"]) - 5000) if int(row["prognosis_wh"]) else row for row in rows]
    change_csv(out, "mass.csv", change)
    return "mass per buurt"


def a_plan_that_ends_too_early(out):
    change_csv(out, "placements.csv", lambda rows: rows.pop())
    return "order of the plan"


def stations_at_the_centres_of_cells(out):
    package = gdal.OpenEx(str(out / "plankaart.gpkg"), gdal.OF_VECTOR | gdal.OF_UPDATE)
    for row in (layer := package.GetLayerByName("stations")):
        moved = row.GetGeometryRef().Clone()
        point = moved.GetGeometryRef(0) if moved.GetGeometryCount() else moved
        point.SetPoint_2D(0, point.GetX() // 2.5 * 2.5 + 1.25, point.GetY() // 2.5 * 2.5 + 1.25)
        row.SetGeometry(moved)
        layer.SetFeature(row)
    return "places of stations"


def near_a_charger_that_is_far_away(out):
    def change(cells):
        cells[cells == cells[cells < 65533].max()] = 1
    change_cells(out, "distance", change)
    return "distance cells"


def a_digit_in_the_key_figures(out):
    change_csv(out, "kpi.csv", lambda rows: rows[0].update(dwellings=int(rows[0]["dwellings"]) + 10))
    return "walk shares"


def a_statistic_of_a_raster(out):
    change_cells(out, "headroom", lambda cells: None, ("STATISTICS_MEAN", "123456"))
    return "raster statistics"


def two_ranks_swapped(out):
    def change(rows):
        rows[0], rows[-1] = dict(rows[-1], rank=rows[0]["rank"]), dict(rows[0], rank=rows[-1]["rank"])
    change_csv(out, "placements.csv", change)
    return "figures of placements"


def a_place_too_near_to_another(out):
    package = gdal.OpenEx(str(out / "plankaart.gpkg"), gdal.OF_VECTOR | gdal.OF_UPDATE)
    layer = package.GetLayerByName("placements")
    first, second = (layer.GetNextFeature() for _ in range(2))
    point = first.GetGeometryRef().Clone()
    point.SetPoint_2D(0, point.GetX() + 20, point.GetY())
    second.SetGeometry(point)
    layer.SetFeature(second)
    return "spacing of placements"


def a_gain_off_by_one(out):
    change_sql(out, "UPDATE candidates SET gain_kwh = gain_kwh + 1 WHERE gain_kwh > 100 AND gain_kwh < 7000")
    return "gain of candidates"


def demand_moved_to_another_buurt(out):
    def change(cells):
        here, there = np.argwhere(cells > 0)[[0, -1]]
        cells[tuple(there)] += cells[tuple(here)]
        cells[tuple(here)] = 0
    change_cells(out, "demand", change)
    return "demand cells"


def a_link_to_nothing(out):
    change_text(out, "report.html", "</body>", '<a href="maps/nothing.png">map</a></body>')
    return "links"


def another_number_in_the_report(out):
    change_text(out, "report.html", r"([\d,]+)( kWh</[a-z]+>)", r"9\1\2")
    return "report = CSV"


def more_room_on_the_grid(out):
    def change(cells):
        cells[cells > 0] += 5000
    change_cells(out, "headroom", change)
    return "headroom of cells"


def an_asset_with_more_room(out):
    change_csv(out, "grid_assets.csv", lambda rows: rows[-1].update(headroom_kw=float(rows[-1]["headroom_kw"]) + 0.001))
    return "headroom of assets"


def a_station_that_serves_more(out):
    def change(rows):
        row = max(rows, key=lambda r: float(r["served_kwh"]))
        row["served_kwh"] = float(row["served_kwh"]) + 1
    change_csv(out, "stations.csv", change)
    return "service of stations"


def a_white_square_that_is_green(out):
    change_sql(out, "UPDATE nal_squares SET state = 'grey' WHERE state = 'green'")
    return "NAL squares"


def a_bound_below_the_plan(out):
    change_text(out, "manifest.json", r'("upper_bound_wh": )\d+', r"\g<1>1")
    return "upper bound"


def _entered(rows, kind="dwelling"):
    return [row for row in rows if row["kind"] == kind and row["row"]]


def an_address_that_is_not_there(out):
    change_csv(out, "entries.csv", lambda rows: rows.remove(_entered(rows)[7]))
    return "points that enter"


def a_line_that_is_shorter(out):
    def change(rows):
        _entered(rows)[7]["line_cm"] = int(_entered(rows)[7]["line_cm"]) - 1
    change_csv(out, "entries.csv", change)
    return "entry lines"


def an_entry_across_a_ditch(out):
    """A dwelling without an entry gets that of the dwelling nearest to it."""
    def change(rows):
        alone = next(row for row in rows if row["kind"] == "dwelling" and not row["row"])
        near = min(_entered(rows), key=lambda r: sum((float(r[c]) - float(alone[c])) ** 2 for c in ("x_m", "y_m")))
        alone.update(row=near["row"], col=near["col"], line_cm=near["line_cm"])
    change_csv(out, "entries.csv", change)
    return "entry lines"


def an_entry_farther_on(out):
    """The first pair of bays enters one cell of street farther, its line with it."""
    surface = gdal.Open(str(out / "rasters/surface.tif"))
    west, cell, _, north, _, _ = surface.GetGeoTransform()
    classes = surface.ReadAsArray()

    def change(rows):
        row = _entered(rows, "candidate")[0]
        here, x, y = (int(row["row"]), int(row["col"])), float(row["x_m"]), float(row["y_m"])
        streets = np.argwhere(classes == classes[here])
        lines = np.hypot(west + (streets[:, 1] + 0.5) * cell - x, north - (streets[:, 0] + 0.5) * cell - y)
        farther = np.argmin(np.where(lines > int(row["line_cm"]) / 100 + 2, lines, np.inf))
        row.update(row=streets[farther][0], col=streets[farther][1], line_cm=int(np.ceil(100 * lines[farther])))
    change_csv(out, "entries.csv", change)
    return "nearest entries"


def a_wall_that_is_gone(out):
    def change(cells):
        cells[:] = 0
    change_cells(out, "walls", change)
    return "moves at barriers"


def a_bridge_that_is_shorter(out):
    change_csv(out, "links.csv", lambda rows: rows[0].update(cost_cm=int(rows[0]["cost_cm"]) // 2))
    return "links between levels"


def a_quota_with_more_places(out):
    change_csv(out, "quotas.csv", lambda rows: rows[0].update(placed=int(rows[0]["placed"]) + 1))
    return "figures of quotas"


def ranks_that_are_shared_by_nobody(out):
    change_csv(out, "placements.csv", lambda rows: rows[-1].update(rank=rows[-2]["rank"], shared_by=2))
    return "order of the plan"


def unmet_demand_that_is_hidden(out):
    change_csv(out, "kpi.csv", lambda rows: rows[0].update(unmet_after_kwh=0))
    return "key figures"


def a_quota_that_is_not_filled(out):
    change_csv(out, "quotas.csv", lambda rows: rows[0].update(reason=""))
    return "quota"


def a_white_square_without_its_station(out):
    change_csv(out, "white_squares.csv", lambda rows: rows[0].update(candidate="", rank="", plan="none"))
    return "stations in white squares"


FAULTS = [no_dwelling_within_a_walk, a_walk_steps_over_a_ditch, places_in_the_order_of_their_ids, mass_that_is_nowhere,
          a_plan_that_ends_too_early, stations_at_the_centres_of_cells, near_a_charger_that_is_far_away,
          a_digit_in_the_key_figures, a_statistic_of_a_raster, two_ranks_swapped, a_place_too_near_to_another, a_gain_off_by_one,
          demand_moved_to_another_buurt, a_link_to_nothing, another_number_in_the_report, more_room_on_the_grid,
          an_asset_with_more_room, a_station_that_serves_more, a_white_square_that_is_green, a_bound_below_the_plan,
          an_address_that_is_not_there, a_line_that_is_shorter, an_entry_across_a_ditch, an_entry_farther_on, a_wall_that_is_gone,
          a_bridge_that_is_shorter, ranks_that_are_shared_by_nobody, unmet_demand_that_is_hidden, a_quota_with_more_places,
          a_quota_that_is_not_filled,
          a_white_square_without_its_station]


def main():
    nothing = Ledger()
    nothing.require(["walk shares"])
    assert nothing.findings, "an audit that checks nothing must fail"
    runner = Runner(sys.argv[1], Path(sys.argv[2]) / "faults")
    toml = region_folders.piece(runner.work / "town", 400)
    screen = runner.run("run", toml, "--out", runner.work / "sound")
    known = {str(finding) for finding in audit_output(runner.work / "sound", toml, screen).findings}
    missed = []
    for fault in FAULTS:
        out = runner.work / fault.__name__
        shutil.copytree(runner.work / "sound", out)
        kind = fault(out)
        found = {f.kind for f in audit_output(out, toml, screen).findings if str(f) not in known}
        print(f"{'caught' if kind in found else 'MISSED'}: {fault.__name__} ({kind}); found: {', '.join(sorted(found))}", flush=True)
        missed += [] if kind in found else [fault.__name__]
        shutil.rmtree(out)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
