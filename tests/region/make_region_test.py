# SPDX-License-Identifier: Apache-2.0
"""usage: make_region_test.py PROGRAM: the smallest region that bench/region makes, read by PROGRAM."""
import collections
import hashlib
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import unittest

MAKER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "bench", "region", "make_region.py")
PROGRAM = sys.argv.pop(1)


def said(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise AssertionError(f"{command} returned {done.returncode}: {done.stderr}")
    return done.stdout


def hashes(folder):
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in pathlib.Path(folder).iterdir()}


class MakeRegion(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temp = tempfile.TemporaryDirectory()
        cls.folder = cls.make("first")
        cls.toml = os.path.join(cls.folder, "region.toml")
        cls.inspected = said(PROGRAM, "inspect", cls.toml)

    @classmethod
    def tearDownClass(cls):
        cls.temp.cleanup()

    @classmethod
    def make(cls, name, *options):
        folder = os.path.join(cls.temp.name, name)
        said(sys.executable, MAKER, folder, "--fraction", "0.001", "--cell", "5", *options)
        return folder

    def rows(self, file, statement):
        with sqlite3.connect(os.path.join(self.folder, file)) as source:
            return source.execute(statement).fetchall()

    def test_the_same_seed_gives_the_same_bytes_and_another_one_does_not(self):
        self.assertEqual(hashes(self.folder), hashes(self.make("again")))
        other = hashes(self.make("other", "--seed", "2"))
        self.assertNotEqual(hashes(self.folder)["synthetic.gpkg"], other["synthetic.gpkg"])
        self.assertEqual(hashes(self.folder)["real.gpkg"], other["real.gpkg"])

    def test_every_dwelling_has_a_street_and_a_buurt(self):
        self.assertIn("dwellings  52180,", self.inspected)  # 109,577 inhabitants of Delft / 2.1
        self.assertNotRegex(self.inspected, r"dwellings lie in no")
        cut_off = re.search(r"(\d+) of 52180 dwellings have no street", self.inspected)  # a canal or a house in between
        self.assertLess(int(cut_off[1]) if cut_off else 0, 52)  # one in a thousand

    def test_the_program_finds_bridges_candidates_and_buurten(self):
        self.assertRegex(self.inspected, r"buurten    52, of which 52 wholly inside")
        self.assertGreater(int(re.search(r"links +(\d+)", self.inspected)[1]), 10)
        self.assertGreater(int(re.search(r"of which (\d+) pass the hard rules", self.inspected)[1]), 1000)

    def test_a_dry_run_is_accepted(self):
        self.assertIn("cells of 5 m", said(PROGRAM, "run", self.toml, "--dry-run", "-q"))

    def test_each_station_stands_once(self):
        rows = self.rows("real.gpkg", "SELECT hex(geom), operator, gemeente FROM charge_locations")
        self.assertGreater(len(rows), 300)
        self.assertEqual([key for key, count in collections.Counter(rows).items() if count > 1], [])

    def test_spatial_indices_are_complete(self):
        for (layer,) in self.rows("synthetic.gpkg", "SELECT table_name FROM gpkg_contents"):
            self.assertEqual(self.rows("synthetic.gpkg", f"SELECT count(*) FROM {layer}"),
                             self.rows("synthetic.gpkg", f"SELECT count(*) FROM rtree_{layer}_geom"), layer)


if __name__ == "__main__":
    unittest.main()
