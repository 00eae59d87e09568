# SPDX-License-Identifier: Apache-2.0
"""The bundled example as the downloads it could have come from: OpenStreetMap, NDW, CBS, capaciteitskaart."""
import json
import shutil
from pathlib import Path

import cbs_files
import ocpi_file
from layers import box, degrees, outline, polygons, rows
from osm_file import OsmFile

DATA = Path(__file__).resolve().parents[2] / "examples/delft/data"
GRID = (83500, 445000, 87000, 447500)  # the grid of the example
GEMEENTE = ("GM0503", "Delft")
LINES = ("roads", "rail", "water_lines")
AREAS = ("road_areas", "buildings", "water_areas", "parking_areas", "parking_spaces", "landuse", "power_areas")
POINTS = ("addresses", "power_points")
OF_LAYER = {"osm_type", "osm_id", "other_tags", "length_m", "area_m2"}
# Columns of the example whose tags have a colon.
COLONS = {"addr_street": "addr:street", "addr_housenumber": "addr:housenumber", "addr_postcode": "addr:postcode",
          "addr_city": "addr:city", "building_levels": "building:levels", "ref_bag": "ref:bag", "sidewalk_both": "sidewalk:both",
          "sidewalk_left": "sidewalk:left", "sidewalk_right": "sidewalk:right", "parking_both": "parking:both",
          "parking_left": "parking:left", "parking_right": "parking:right"}


def tags_of(row):
    tags = {COLONS.get(key, key): str(value) for key, value in row.items() if value is not None and key not in OF_LAYER}
    return tags | {key: str(value) for key, value in json.loads(row.get("other_tags") or "{}").items()}


def line_parts(shape):
    return [shape] if shape.GetGeometryName() == "LINESTRING" else [part for part in shape]


def openstreetmap(file):
    osm = OsmFile()
    for layer in LINES:
        for row, shape in rows(DATA / "osm.gpkg", layer):
            for n, part in enumerate(line_parts(shape)):
                osm.way([degrees(*point[:2]) for point in part.GetPoints()], tags_of(row), row["osm_id"] if n == 0 else None)
    for layer in AREAS:
        for row, shape in rows(DATA / "osm.gpkg", layer):
            parts = [[[degrees(*point) for point in ring] for ring in one] for one in polygons(shape)]
            tags = tags_of(row)
            if row["osm_type"] == "way" and len(parts) == 1 and len(parts[0]) == 1:
                osm.way(parts[0][0], tags | ({"area": "yes"} if layer == "road_areas" else {}), row["osm_id"])
            else:
                osm.relation(parts, tags, row["osm_id"])
    for layer in POINTS:
        for row, shape in rows(DATA / "osm.gpkg", layer):
            osm.node(*degrees(shape.GetX(), shape.GetY()), tags_of(row), row["osm_id"])
    osm.write(file)


def areas(file, homes):
    """Buurten with codes made up in the order of their names; the number of households is that of the addresses in them."""
    buurten = []
    for n, (row, shape) in enumerate(sorted(rows(DATA / "areas.gpkg", "buurten_2023"), key=lambda one: one[0]["BU_NAAM"])):
        west, east, south, north = shape.GetEnvelope()
        inside = sum(west <= h.GetX() <= east and south <= h.GetY() <= north and shape.Contains(h) for h in homes)
        buurten.append((cbs_files.buurt(f"BU0503{n:04}", row["BU_NAAM"], GEMEENTE, inside), shape))
    sea = box(82000, 443000, 82100, 443100)  # CBS gives the large water of a gemeente a row of its own
    buurten.append((cbs_files.buurt("BU05039997", "", GEMEENTE, 0, "JA"), sea))
    gemeenten = []
    for row, shape in rows(DATA / "areas.gpkg", "gemeenten"):
        gemeenten.append((cbs_files.municipality((row["code"], row["gemeente"]), int(row["inwoners"] or 0)), shape))
    gemeenten.append((cbs_files.municipality(GEMEENTE, 0, "JA"), sea))
    cbs_files.write_areas(file, buurten, gemeenten)


def write(folder):
    homes = [shape for _, shape in rows(DATA / "osm.gpkg", "addresses")]
    openstreetmap(folder / "delft.osm")
    ocpi_file.write(folder / "charging_point_locations_ocpi.json.gz", rows(DATA / "charge_locations.gpkg", "charge_locations"))
    areas(folder / "wijkenbuurten_2023.gpkg", homes)
    cbs_files.write_squares(folder / "cbs_vk500_2023.gpkg", 2023, *GRID, [(h.GetX(), h.GetY()) for h in homes])
    shutil.copy(DATA / "capacity_map.csv", folder / "voedingsgebieden.csv")
    (folder / "leesmij.txt").write_text("Gedownload voor de laadvisie.\n", encoding="utf-8")


def write_outline(file):
    """The rectangle that is mapped."""
    (_, shape), = rows(DATA / "osm.gpkg", "aoi")
    outline(file, shape)
