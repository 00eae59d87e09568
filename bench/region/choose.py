# SPDX-License-Identifier: Apache-2.0
"""Which municipalities make up a part of the region."""
from osgeo import ogr

START = "Delft"


def chosen_of(rows, fraction):
    """Municipalities of the area that hang together around Delft and hold about `fraction` of its land; of those that
    bring it nearer to that, always the one that brings the inhabitants per km2 nearest to the region's. At least Delft."""
    rows = [r for r in rows if r["in_area"]]
    shapes = {r["code"]: ogr.CreateGeometryFromWkb(r["wkb"]) for r in rows}
    km2 = {code: shape.Area() / 1e6 for code, shape in shapes.items()}
    wanted = fraction * sum(km2.values())
    usual = sum(r["inhabitants"] for r in rows) / sum(km2.values())
    chosen = [r for r in rows if r["name"] == START]
    while True:
        have = sum(km2[r["code"]] for r in chosen)
        people = sum(r["inhabitants"] for r in chosen)

        def brings_nearer(row):
            code = row["code"]
            return (row not in chosen and abs(have + km2[code] - wanted) < abs(have - wanted)
                    and any(shapes[code].Distance(shapes[c["code"]]) < 50 for c in chosen))

        able = [r for r in rows if brings_nearer(r)]
        if not able:
            return sorted(chosen, key=lambda r: r["code"])
        chosen.append(min(able, key=lambda r: abs((people + r["inhabitants"]) / (have + km2[r["code"]]) - usual)))
