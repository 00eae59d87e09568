# SPDX-License-Identifier: Apache-2.0
"""Two places of which the BGT is bundled: the old centre of Delft (citygml, with BAG, CBS and NDW) and Neeltje Jans (gmllight, with NDW).

Some objects are added that a reader has to leave out: ended ones, and one with the status plan."""
import copy
from pathlib import Path

import bgt_files
import cbs_files
import delft
import ocpi_file
from layers import box, geopackage, outline, polygons, rows

DATA = Path(__file__).resolve().parent / "data"
CENTRE = (84830, 447450, 85060, 447630)
MORE_TYPES = ("ondersteunendwegdeel", "spoor", "tunneldeel", "kunstwerkdeel", "overigbouwwerk", "scheiding", "put", "vegetatieobject")


def objects(file, kind, function=None, material=None, what=None):
    content = []
    for row, shape in rows(file, f"bgt_{kind}"):
        low = {key.lower().replace("-", "_"): value for key, value in row.items()}
        one = {"lokaalid": low["lokaalid"], "bronhouder": low["bronhouder"], "level": int(low["relatievehoogteligging"] or 0),
               "status": low["bgt_status"], "ended": False, "function": low.get(function), "material": low.get(material),
               "class": low.get(what)}
        if kind == "pand":
            inner = shape.PointOnSurface()
            one |= {"bag": f"{int(low['identificatiebagpnd']):016}", "label": (inner.GetX(), inner.GetY())}
        content.append((one, polygons(shape)))
    return content


BESIDE = 300  # metres north of where it was: where an object that has to be left out would be seen


def with_ended(content):
    """The first object again, ended, and the second again, planned."""
    added = []
    for n, change in enumerate(({"ended": True}, {"status": "plan"})):
        row, shape = copy.deepcopy(content[n])
        row |= change | {"lokaalid": row["lokaalid"][:-4] + f"fff{n}"}
        added.append((row, [[[(x, y + BESIDE) for x, y in ring] for ring in one] for one in shape]))
    return content + added


def bgt(source, target, model, materials):
    types = {"wegdeel": objects(source, "wegdeel", "function", "surfacematerial"), "pand": objects(source, "pand"),
             "waterdeel": objects(source, "waterdeel", what="class"), "overbruggingsdeel": objects(source, "overbruggingsdeel")}
    types |= {kind: objects(source, kind, what=field) for kind, field in materials.items()}
    counts = {kind: len(content) for kind, content in types.items()}
    counts["parkeervlak"] = sum(row["function"] == "parkeervlak" for row, _ in types["wegdeel"])
    for kind in ("wegdeel", "pand"):
        types[kind] = with_ended(types[kind])
    bgt_files.write(target, types | {kind: [] for kind in MORE_TYPES}, model)
    return counts


IN_USE = ("Verblijfsobject in gebruik", "Verblijfsobject in gebruik (niet ingemeten)", "Verbouwing verblijfsobject")


def residences(panden):
    """A residence in every building with a number, two in every fifth; every seventh a shop, every eleventh not built yet."""
    result = []
    for n, (row, shape) in enumerate(one for one in panden if one[0].get("tekst")):
        for floor in range(2 if n % 5 == 0 else 1):
            result.append(({"identificatie": f"0503010000{2 * n + floor:06}", "oppervlakte": 80,
                            "status": "Verblijfsobject gevormd" if n % 11 == 10 else IN_USE[n % 3],
                            "gebruiksdoel": "winkelfunctie" if n % 7 == 6 else ("woonfunctie", "woonfunctie,winkelfunctie")[n % 2],
                            "openbare_ruimte_naam": "Oude Delft", "huisnummer": n + 1, "huisletter": "", "toevoeging": "",
                            "postcode": "2611CC", "woonplaats_naam": "Delft", "bouwjaar": 1700,
                            "pand_identificatie": f"{int(row['identificatiebagpnd']):016}"}, shape.PointOnSurface()))
    return result


def is_dwelling(row):
    return "woonfunctie" in row["gebruiksdoel"] and row["status"] != "Verblijfsobject gevormd"


def bag(file):
    panden = rows(DATA / "bgt_delft.gpkg", "bgt_pand")
    homes = residences(panden)
    geopackage(file, {"verblijfsobject": homes, "pand": [
        ({"identificatie": f"{int(row['identificatiebagpnd']):016}", "bouwjaar": 1700, "gebruiksdoel": "woonfunctie",
          "status": "Sloopvergunning verleend" if n % 40 == 39 else "Pand in gebruik", "aantal_verblijfsobjecten": 1}, shape)
        for n, (row, shape) in enumerate(panden)]})
    return homes


def write_delft_bgt(folder):
    counts = bgt(DATA / "bgt_delft.gpkg", folder / "extract.zip", "citygml",
                 {"begroeidterreindeel": "class", "onbegroeidterreindeel": "bgt_fysiekvoorkomen"})
    homes = bag(folder / "bag-light.gpkg")
    counts |= {"verblijfsobjecten": len(homes), "dwellings": sum(is_dwelling(row) for row, _ in homes)}
    ocpi_file.write(folder / "charging_point_locations_ocpi.json.gz", rows(delft.DATA / "charge_locations.gpkg", "charge_locations"))
    delft.areas(folder / "wijkenbuurten_2023.gpkg", [shape for row, shape in homes if is_dwelling(row)])
    cbs_files.write_squares(folder / "cbs_vk500_2023.gpkg", 2023, *delft.GRID[:3], 448500,
                            [(shape.GetX(), shape.GetY()) for row, shape in homes if is_dwelling(row)])
    outline(folder / "plangebied.geojson", box(*CENTRE))
    return counts


def write_neeltje_jans(folder):
    counts = bgt(DATA / "bgt_neeltje_jans.gpkg", folder / "extract.zip", "gmllight", {"ondersteunendwaterdeel": "class"})
    chargers = rows(DATA / "ndw_neeltje_jans.geojson", "charge_locations")
    ocpi_file.write(folder / "charging_point_locations_ocpi.json.gz", chargers)
    return counts | {"charge_locations": len(chargers), "evse": sum(int(row["n_evse"]) for row, _ in chargers)}
