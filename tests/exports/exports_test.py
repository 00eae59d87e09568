# SPDX-License-Identifier: Apache-2.0
"""`laadraster export` of Delft, opened as others do: spreadsheets, GIS, a STAC client.

Usage: exports_test.py laadraster work-folder"""
import csv
import json
import pathlib
import sys
import unittest
import xml.etree.ElementTree as xml
import zipfile

from osgeo import gdal, ogr

import made

gdal.UseExceptions()
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STAC = {"Catalog": ("id", "description", "links"),
        "Collection": ("id", "description", "license", "extent", "links"),
        "Feature": ("id", "geometry", "bbox", "properties", "links", "assets", "collection")}


def rows_of(file, delimiter, encoding):
    with open(file, newline="", encoding=encoding) as text:
        return list(csv.DictReader(text, delimiter=delimiter))


def cells_of(workbook, number):
    """Rows of a sheet: numbers as floats, texts as texts."""
    with zipfile.ZipFile(workbook) as parts:
        texts = ["".join(t.text or "" for t in item.iter(SHEET + "t"))
                 for item in xml.fromstring(parts.read("xl/sharedStrings.xml")).findall(SHEET + "si")]
        sheet = xml.fromstring(parts.read(f"xl/worksheets/sheet{number}.xml"))
    value = lambda cell: texts[int(cell.find(SHEET + "v").text)] if cell.get("t") == "s" else float(cell.find(SHEET + "v").text)
    assert sheet.find(f".//{SHEET}f") is None, "a sheet has a formula"
    return [[value(cell) for cell in row if cell.find(SHEET + "v") is not None] for row in sheet.iter(SHEET + "row")]


def sheet_names(workbook):
    with zipfile.ZipFile(workbook) as parts:
        return [one.get("name") for one in xml.fromstring(parts.read("xl/workbook.xml")).iter(SHEET + "sheet")]


class Exports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.plan = made.plan_of_delft(PROGRAM, WORK)
        cls.out = {}
        for language in ("nl", "en"):
            cls.out[language] = cls.plan.parent / language
            done = made.run(PROGRAM, "export", cls.plan, cls.out[language], "--lang", language)
            assert done.returncode == 0, done.stderr
        cls.places = rows_of(cls.plan / "placements.csv", ",", "utf-8")

    def test_csv_of_both_languages_is_the_table_of_the_run(self):
        dutch_file = self.out["nl"] / "tables" / "placements.csv"
        self.assertTrue(dutch_file.read_bytes().startswith(b"\xef\xbb\xbfrank;"))
        dutch = rows_of(dutch_file, ";", "utf-8-sig")
        english = rows_of(self.out["en"] / "tables" / "placements.csv", ",", "utf-8")
        self.assertEqual(len(self.places), 40)
        for here, nl, en in zip(self.places, dutch, english, strict=True):
            self.assertEqual(here["candidate"], nl["candidate"])
            self.assertNotIn(".", nl["cumulative_kwh"])
            for field in ("gain_kwh", "cumulative_kwh", "x_m"):
                self.assertEqual(float(here[field]), float(nl[field].replace(",", ".")))
                self.assertEqual(float(here[field]), float(en[field]))

    def test_workbook_has_numbers_as_numbers_and_explains_itself(self):
        workbook = self.out["nl"] / "tables.xlsx"
        names = sheet_names(workbook)
        self.assertEqual(names[0], "uitleg")
        explained = cells_of(workbook, 1)
        self.assertEqual(explained[0], ["tabblad", "kolom", "naam", "betekenis"])
        meaning = {(row[0], row[1]): row[-1] for row in explained}
        self.assertEqual(meaning["placements", "candidate"], "Vast id van de plek: gelijk in elk plan van deze regio")
        placements = cells_of(workbook, 1 + names.index("placements"))
        self.assertEqual(placements[0][:3], ["rank", "shared_by", "candidate"])
        self.assertEqual(len(placements), 41)
        self.assertEqual(placements[1][0], 1.0)
        self.assertEqual(sheet_names(self.out["en"] / "tables.xlsx")[0], "explanation")

    def test_geojson_is_in_degrees_with_stable_ids_and_rd_beside(self):
        by_id = {place["candidate"]: place for place in self.places}
        for layer in ("placements", "placement_bays"):
            with open(self.out["nl"] / "lvs" / "Delft" / f"{layer}.geojson", encoding="utf-8") as text:
                found = json.load(text)
            self.assertNotIn("crs", found)
            self.assertEqual({one["id"] for one in found["features"]}, set(by_id))
            for one in found["features"]:
                self.assertEqual(one["properties"]["candidate"], one["id"])
                self.assertEqual(one["properties"]["x_m"], float(by_id[one["id"]]["x_m"]))
                self.assertNotIn("laad_id", one["properties"])
        for one in json.loads((self.out["nl"] / "lvs/Delft/placements.geojson").read_text())["features"]:
            east, north = one["geometry"]["coordinates"]
            self.assertTrue(4.3 < east < 4.45 and 51.9 < north < 52.1)
            self.assertLessEqual(max(len(str(number).partition(".")[2]) for number in (east, north)), 7)

    def test_flatgeobuf_lies_where_geojson_does(self):
        for layer in ("placements", "placement_bays", "white_spots"):
            opened = ogr.Open(str(self.out["en"] / "lvs" / "Delft" / f"{layer}.fgb"))
            rows = opened.GetLayer(0)
            self.assertEqual(rows.GetSpatialRef().GetAuthorityCode(None), "28992")
            self.assertGreater(rows.GetFeatureCount(), 0)
            if layer == "placements":
                for row in rows:
                    self.assertAlmostEqual(row.GetGeometryRef().GetX(), row["x_m"], places=3)

    def test_readme_names_every_source_in_its_language(self):
        manifest = json.loads((self.plan / "manifest.json").read_text())
        catalogue = pathlib.Path(__file__).parents[2] / "host" / "language" / "nl.json"
        dutch = json.loads(catalogue.read_text(encoding="utf-8"))
        for language, words in (("nl", "Bronnen en licenties"), ("en", "Sources and licences")):
            text = (self.out[language] / "README.txt").read_text(encoding="utf-8")
            self.assertIn(words, text)
            for source in manifest["sources"]:
                origin = source["origin"]
                self.assertIn(dutch.get(origin, origin) if language == "nl" else origin, text)

    def test_nothing_tells_of_few_dwellings(self):
        self.assertFalse((self.out["nl"] / "rasters" / "demand.tif").exists())
        self.assertFalse((self.out["nl"] / "rasters" / "unmet.tif").exists())
        for table in ("kpi", "kpi_buurten", "white_spots"):
            for row in rows_of(self.out["en"] / "tables" / f"{table}.csv", ",", "utf-8"):
                if row["dwellings"]:
                    self.assertGreaterEqual(int(row["dwellings"]), 5)

    def check_links(self, file, content):
        for link in content["links"]:
            self.assertTrue((file.parent / link["href"]).is_file(), f"{file}: {link}")
            self.assertNotIn("://", link["href"])

    def test_stac_has_what_the_specification_asks(self):
        stac = self.out["en"] / "stac"
        items = 0
        for file in stac.rglob("*.json"):
            content = json.loads(file.read_text())
            for field in ("type", "stac_version", *STAC[content["type"]]):
                self.assertIn(field, content, file)
            self.assertEqual(content["stac_version"], "1.0.0")
            self.check_links(file, content)
            if content["type"] == "Feature":
                items += 1
                self.check_item(file, content)
        self.assertEqual(items, len(list((self.out["en"] / "rasters").glob("*.tif"))))
        collection = json.loads((stac / "2028-midden" / "collection.json").read_text())
        self.assertEqual(len(collection["extent"]["spatial"]["bbox"][0]), 4)
        self.assertEqual(len(collection["extent"]["temporal"]["interval"][0]), 2)
        self.assertEqual(sum(link["rel"] == "item" for link in collection["links"]), items)

    def check_item(self, file, item):
        properties = item["properties"]
        self.assertIsNone(properties["datetime"])
        self.assertLess(properties["start_datetime"], properties["end_datetime"])
        west, south, east, north = item["bbox"]
        self.assertTrue(4.3 < west < east < 4.45 and 51.9 < south < north < 52.1)
        (asset,) = item["assets"].values()
        raster = gdal.Open(str(file.parent / asset["href"]))
        self.assertEqual(properties["proj:epsg"], 28992)
        self.assertEqual(properties["proj:shape"], [raster.RasterYSize, raster.RasterXSize])
        left, width, skew_x, top, skew_y, height = raster.GetGeoTransform()
        self.assertEqual(properties["proj:transform"], [width, skew_x, left, skew_y, height, top])
        self.assertEqual(len(asset["raster:bands"]), raster.RasterCount)
        band = raster.GetRasterBand(1)
        said = asset["raster:bands"][0]
        self.assertEqual(said.get("nodata"), band.GetNoDataValue())
        self.assertEqual(said["scale"], band.GetScale() or 1)
        self.assertEqual(said["data_type"], "uint8" if band.DataType == 1 else gdal.GetDataTypeName(band.DataType).lower())
        self.assertEqual(asset["file:size"], (file.parent / asset["href"]).stat().st_size)

    def test_an_export_replaces_nothing(self):
        again = made.run(PROGRAM, "export", self.plan, self.out["en"])
        self.assertEqual(again.returncode, 6, again.stderr)
        nowhere = made.run(PROGRAM, "export", self.plan)
        self.assertEqual(nowhere.returncode, 2, nowhere.stderr)


if __name__ == "__main__":
    PROGRAM, WORK = sys.argv[1], pathlib.Path(sys.argv[2])
    unittest.main(argv=sys.argv[:1])
