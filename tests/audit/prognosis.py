# SPDX-License-Identifier: Apache-2.0
"""Energy per buurt from the prognosis table, as docs/methods/prognosis.md says (without crosswalk)."""
from collections import defaultdict

from osgeo import ogr


def interpolated(years, year):
    """Whole Wh in `year` of a series {year: Wh}; 0 when the series does not reach it on both sides."""
    if year in years:
        return years[year]
    before, after = [y for y in years if y < year], [y for y in years if y > year]
    if not before or not after:
        return 0
    y0, y1 = max(before), min(after)
    return (2 * (years[y0] * (y1 - year) + years[y1] * (year - y0)) + (y1 - y0)) // (2 * (y1 - y0))


def energy_wh(rows, year, scenario, total_type="total", shares=None):
    """{(buurt, location type): Wh} of one year and scenario; modalities added up, totals split by the ladder."""
    series = defaultdict(lambda: defaultdict(int))
    for row in rows:
        if row["scenario"] == scenario and row["quantity"] == "kwh_per_year":
            wh = round(float(row["value"]) * 1000)
            series[row["buurt"], row.get("modality", ""), row["location_type"]][int(row["year"])] += wh
    result = defaultdict(int)
    for (buurt, _, location), years in series.items():
        value = interpolated(years, year)
        for part, wh in split(value, shares).items() if location == total_type else ((location, value),):
            result[buurt, part] += wh
    return result


def split(value, shares):
    """Largest remainder over shares in thousandths; ties go to the first by name."""
    parts = sorted((name, round(1000 * share)) for name, share in shares.items())
    whole = {name: value * share // 1000 for name, share in parts}
    left = value - sum(whole.values())
    for name, share in sorted(parts, key=lambda part: (-(value * part[1] % 1000), part[0]))[:left]:
        whole[name] += 1
    return whole


class Prognosis:
    """`wh[buurt, type]` inside the grid and `read_wh`, as it was in the table."""

    def __init__(self, folder, inputs, rows):
        said = folder.manifest["prognosis"]
        settings = inputs.toml["prognosis"]
        self.read_wh = energy_wh(rows, said["year"], said["scenario"], settings.get("total_type", "total"),
                                 settings.get("shares"))
        inside = share_inside_grid(folder, inputs)
        self.wh = {key: int(wh * inside[key[0]]) for key, wh in self.read_wh.items() if inside.get(key[0])}
        self.public_types = settings.get("public_types", ["publiek"])

    def public_wh(self, buurt):
        return sum(self.wh.get((buurt, location), 0) for location in self.public_types)


def share_inside_grid(folder, inputs):
    """{buurt: part of its surface that lies inside the grid}."""
    grid = folder.grid
    east, south = grid.west + grid.cols * grid.cell, grid.north - grid.rows * grid.cell
    box = ogr.CreateGeometryFromWkt(f"POLYGON(({grid.west} {south},{east} {south},{east} {grid.north},"
                                    f"{grid.west} {grid.north},{grid.west} {south}))")
    region = inputs.toml["region"]
    whole, inside = defaultdict(float), defaultdict(float)
    for feature in inputs.features(region["buurten"]):
        key = str(feature[region["buurt_key_field"]])
        whole[key] += feature["geometry"].Area()
        inside[key] += feature["geometry"].Intersection(box).Area()
    return {key: 1.0 if abs(inside[key] - whole[key]) < 1e-6 else inside[key] / whole[key] for key in whole}
