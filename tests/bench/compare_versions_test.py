# SPDX-License-Identifier: Apache-2.0
"""The parts of bench/prognosis that need no program: what is matched, figures out of made-up files, plots and the page."""
import csv
import json
import os
import pathlib
import sys
import tempfile
import unittest
from xml.etree import ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "bench", "prognosis"))
import compare_versions
import figures
import plots
import report
import stored
import svg
import words

SVG = "{http://www.w3.org/2000/svg}"


def place(candidate, change, **more):
    return {"candidate": candidate, "change": change, "status_new": "connectable", "buurt": "Kade & Kerk", "gemeente": "Dorp",
            "x_m": "1", "y_m": "2", **more}  # fmt: skip


def row(year, scenario, **more):
    return {"year": year, "scenario": scenario, "demand_old_mwh": 100.0, "demand_new_mwh": 110.0, "demand_change_mwh": 10.0,
            "demand_change_percent": 10.0, "unmet_old_mwh": 50.0, "unmet_new_mwh": 60.0, "served_old_mwh": 40.0, "served_new_mwh": 45.0,
            "stations_old": 5, "stations_new": 5, "kept": 3, "moved": 1, "shifted": 0, "gained": 1, "lost": 1, "stay_percent": 80.0,
            "waiting_for_grid_new": 0, "regret_kwh": 900.0, "regret_percent": 2.0, "regret_equal_length_kwh": 900.0, "update_seconds": 1.5,
            "update_written_bytes": 10, "update_linked_bytes": 20, "update_parts_computed": 2, "update_parts_all": 9,
            "comparison": f"{year}-{scenario}", **more}  # fmt: skip


def write_table(file, rows):
    with open(file, "w", newline="") as target:
        out = csv.DictWriter(target, rows[0].keys())
        out.writeheader()
        out.writerows(rows)


class InAFolder(unittest.TestCase):
    def setUp(self):
        temp = tempfile.TemporaryDirectory()
        self.addCleanup(temp.cleanup)
        self.folder = pathlib.Path(temp.name)


class Matching(InAFolder):
    def test_only_what_both_have_is_compared_in_the_order_of_years_and_scenarios(self):
        old = {(2030, "hoog"), (2030, "laag"), (2028, "midden"), (2040, "laag")}
        new = {(2030, "hoog"), (2030, "laag"), (2028, "midden"), (2028, "hoog")}
        self.assertEqual(stored.both_have(old, new), [(2028, "midden"), (2030, "laag"), (2030, "hoog")])
        self.assertEqual(stored.both_have(old, new, years=[2030], scenarios=["hoog"]), [(2030, "hoog")])

    def test_what_is_not_in_both_is_refused(self):
        old, new = {(2030, "laag"), (2035, "hoog")}, {(2030, "laag"), (2035, "hoog"), (2040, "laag")}
        for asked, said in (({"years": [2040]}, "year 2040.*2030, 2035"), ({"scenarios": ["midden"]}, "scenario midden"),
                            ({"years": [2030], "scenarios": ["hoog"]}, "no year of those")):  # fmt: skip
            with self.assertRaisesRegex(stored.WrongInput, said):
                stored.both_have(old, new, **asked)
        with self.assertRaisesRegex(stored.WrongInput, "in common"):
            stored.both_have({(2030, "laag")}, {(2031, "laag")})

    def test_tables_are_read_with_any_separator_and_a_byte_order_mark(self):
        file = self.folder / "p.csv"
        file.write_bytes(b"\xef\xbb\xbfbuurt;year;scenario;value\r\nKade, 1;2030;laag;1\r\nKade, 2;2030;laag;1\r\nKade, 1;2035;hoog;1\r\n")
        self.assertEqual(stored.years_and_scenarios(file), {(2030, "laag"), (2035, "hoog")})
        file.write_text("buurt,scenario\nKade,laag\n")
        with self.assertRaisesRegex(stored.WrongInput, "p.csv"):
            stored.years_and_scenarios(file)

    def test_the_second_version_must_be_newer(self):
        versions = [stored.Version(n, d, "", False, None) for n, d in (("a", "2026-01-01"), ("b", "2027-01-01"))]
        self.assertEqual([v.name for v in stored.two_versions(versions, "a", "b")], ["a", "b"])
        for old, new, said in (("b", "a", "not newer"), ("a", "a", "not newer"), ("a", "c", 'no prognosis version "c".*a, b')):
            with self.assertRaisesRegex(stored.WrongInput, said):
                stored.two_versions(versions, old, new)


class Figures(InAFolder):
    def test_a_comparison_becomes_a_row(self):
        write_table(self.folder / "areas.csv", [
            {"level": "buurt", "demand_old_kwh": "1", "demand_new_kwh": "", "demand_change_kwh": "", "unmet_old_kwh": "1", "unmet_new_kwh": ""},
            {"level": "area", "demand_old_kwh": "80000", "demand_new_kwh": "100001", "demand_change_kwh": "20001",
             "unmet_old_kwh": "7000", "unmet_new_kwh": "9000"}])  # fmt: skip
        write_table(self.folder / "placements.csv", [place("a", "kept"), place("b", "moved", status_new="waits for grid"),
                                                     place("c", "lost", status_new=""), place("d", "gained"), place("e", "gained")])  # fmt: skip
        write_table(self.folder / "regret.csv", [{"places": n, "regret_kwh": k} for n, k in ((1, 0), (2, 5), (3, 70), (4, 400))])
        manifest = {"plans": [{"newly_served_wh": 5_000_000}, {"newly_served_wh": 8_000_000}],
                    "regret": {"known": True, "regret_wh": 400_000, "new_plan_wh": 8_000_000}}  # fmt: skip
        (self.folder / "manifest.json").write_text(json.dumps(manifest))
        self.assertEqual(figures.row_of(2030, "laag", self.folder), {
            "year": 2030, "scenario": "laag", "demand_old_mwh": 80.0, "demand_new_mwh": 100.001,
            "demand_change_mwh": 20.001, "demand_change_percent": 25.0, "unmet_old_mwh": 7.0, "unmet_new_mwh": 9.0, "served_old_mwh": 5.0,
            "served_new_mwh": 8.0, "stations_old": 3, "stations_new": 4, "kept": 1, "moved": 1, "shifted": 0, "gained": 2, "lost": 1, "stay_percent": 66.7,
            "waiting_for_grid_new": 1, "regret_kwh": 400.0, "regret_percent": 5.0, "regret_equal_length_kwh": 70.0})  # fmt: skip

    def test_a_regret_that_is_not_known_is_no_zero(self):
        found = figures.regret_figures({"regret": {"known": False, "why_not": "other streets"}}, [], 5)
        self.assertEqual(set(found.values()), {None})

    def test_a_file_that_is_linked_is_not_written_again(self):
        earlier, plan = self.folder / "earlier.tif", self.folder / "plan"
        (plan / "rasters").mkdir(parents=True)
        earlier.write_bytes(b"x" * 1000)
        os.link(earlier, plan / "rasters" / "walk.tif")
        (plan / "rasters" / "demand.tif").write_bytes(b"x" * 30)
        changes = json.dumps({"tiles": 6, "parts": [{"computed": [{}, {}]}, {"computed": []}, {"computed": [{}]}]})
        (plan / "changes.json").write_text(changes)
        self.assertEqual(figures.update_cost(plan, 1.26), {"seconds": 1.3, "written_bytes": 30 + len(changes), "linked_bytes": 1000,
                                                           "parts_computed": 3, "parts_all": 18})  # fmt: skip

    def test_places_that_change_are_counted_over_all_comparisons(self):
        found = figures.places_that_change([[place("stays", "kept"), place("comes", "gained"), place("both", "lost")],
                                            [place("stays", "moved"), place("comes", "gained"), place("both", "gained")],
                                            [place("comes", "kept")]])  # fmt: skip
        counts = [[p[k] for k in ("candidate", "gained_times", "lost_times", "in_old_plans", "in_new_plans", "plans")] for p in found]
        self.assertEqual(counts, [["comes", 2, 0, 1, 3, 3], ["both", 1, 1, 1, 1, 3]])

    def test_the_core_is_by_year_and_over_all_plans(self):
        plans = [{"plan": "1", "year": "2028"}, {"plan": "2", "year": "2028"}, {"plan": "3", "year": "2030"}]
        ranks = [("1", "2", "9"), ("4", "", "1"), ("", "", "3"), ("7", "8", "")]
        places = [{f"rank_{i}": r for i, r in enumerate(one, 1)} for one in ranks]
        self.assertEqual(figures.core_by_year(plans, places), [("2028", 2, 3, 2), ("2030", 1, 3, 3), ("all", 3, 4, 1)])
        self.assertEqual(figures.rank_widths([{"core": "yes", "best_rank": "1", "worst_rank": "9"}, {"core": "no"},
                                              {"core": "yes", "best_rank": "4", "worst_rank": "4"}]), [0, 8])  # fmt: skip


class Latest(InAFolder):
    def test_names_what_it_named_before_also_after_an_error(self):
        for name in ("one", "two"):
            (self.folder / name).mkdir()
        link = self.folder / "latest"
        link.symlink_to("one")
        with self.assertRaises(KeyError), compare_versions.Latest(self.folder):
            link.unlink()
            link.symlink_to("two")
            raise KeyError
        self.assertEqual(os.readlink(link), "one")


class Drawings(unittest.TestCase):
    def test_axes_have_round_values_that_span_the_data(self):
        self.assertEqual(svg.ticks(0, 3174), [0, 1000, 2000, 3000, 4000])
        self.assertEqual(svg.ticks(-1.5, 0.2), [-1.5, -1.0, -0.5, 0.0, 0.5])
        self.assertEqual(svg.ticks(0, 0)[0], 0)
        self.assertEqual(svg.scale([0, 50, 100], 200, 100)(25), 175)

    def test_each_year_and_scenario_is_drawn_once_and_illustrative_data_say_so(self):
        rows = [row(year, s) for year in (2028, 2030, 2035) for s in ("laag", "midden", "hoog")]
        rows[4]["regret_percent"] = None
        for drawn, marks in ((plots.stay_plot(rows, True), 9), (plots.regret_plot(rows, True), 8), (plots.change_plot(rows, True), 9)):
            root = ElementTree.fromstring(drawn)
            shapes = [e for e in root if e.tag in (SVG + "circle", SVG + "polygon") or (e.tag == SVG + "rect" and e.get("stroke"))]
            self.assertEqual(len(shapes), marks + 3)  # the legend has one of each
            self.assertIn(plots.NOTE, [e.text for e in root])
        root = ElementTree.fromstring(plots.regret_plot(rows, False))
        self.assertIn("not known for 1 of 9", [e.text for e in root])
        self.assertNotIn(plots.NOTE, [e.text for e in root])

    def test_nothing_is_drawn_outside_and_names_are_escaped(self):
        for rows in ([row(2028, "midden")], [row(y, s, demand_old_mwh=0.0) for y in range(2025, 2050) for s in ("laag", "hoog")]):
            root = ElementTree.fromstring(plots.demand_plot(rows, "a<b", "c&d", False))
            width, height = map(float, root.get("viewBox").split()[2:])
            self.assertIn("version a<b (old)", [e.text for e in root])
            for e in root:
                for x, y in (("x", "y"), ("cx", "cy"), ("x1", "y1"), ("x2", "y2")):
                    self.assertTrue(0 <= float(e.get(x, 0)) <= width and 0 <= float(e.get(y, 0)) <= height, ElementTree.tostring(e))


class Page(unittest.TestCase):
    about = {"region": "A & B", "old": stored.Version("1", "2026-01-01", "us", False, None), "notes": {"note <1>": ["2028 laag"]},
             "new": stored.Version("2", "2027-01-01", "us", True, None), "illustrative": ["the prognosis"]}  # fmt: skip

    def test_says_what_changes_and_how_sure_it_is(self):
        rows = [row(2028, "laag"), row(2028, "hoog", regret_kwh=-4.0, regret_percent=-0.1, waiting_for_grid_new=2)]
        robust = {"plans": [{"plan": str(i), "year": "2028", "scenario": s, "placements": "2", "worst_regret_kwh": w}
                            for i, s, w in ((1, "laag", "70"), (2, "hoog", "50"))],
                  "placements": [{"core": "yes", "best_rank": "1", "worst_rank": "4", "rank_1": "1", "rank_2": "4"},
                                 {"core": "no", "best_rank": "2", "worst_rank": "2", "rank_1": "2", "rank_2": ""}]}  # fmt: skip
        places = figures.places_that_change([[place("p1", "gained")], [place("p1", "gained"), place("p2", "lost")]])
        page = report.page(self.about, rows, places, robust)
        for said in ("A &amp; B: prognosis 2 against 1", "ILLUSTRATIVE", "+10.0 % in every year and scenario", "at most 900 kWh a year",
                     "that come in at least one year and scenario: 1, that go: 1; in every one: 1 and 0", "Of the 2 places in any of them 1 (50 %) are in all", "The plan of 2028 hoog",
                     "In 1 of 2 new plans places wait for the grid, at most 2 of 5", "note &lt;1&gt;", "Kade &amp; Kerk"):  # fmt: skip
            self.assertIn(said, page)
        ElementTree.fromstring(page[page.index("<main>"):page.index("</body>")])  # every element is closed

    def test_one_plan_alone_has_no_core(self):
        page = report.page(self.about | {"illustrative": []}, [row(2028, "laag", gained=0, lost=0, regret_kwh=0.0)], [], None)
        self.assertIn("No place comes or goes", page)
        self.assertIn("would lose nothing", page)
        self.assertNotIn("Robust core", page)
        self.assertNotIn("some of the inputs are examples", page)

    def test_a_span_names_its_ends(self):
        rows = [row(2028, "laag", demand_change_percent=-1.0), row(2030, "laag", demand_change_percent=3.0), row(2035, "laag")]
        rows.append(row(2035, "hoog"))
        self.assertEqual(words.span(rows, "demand_change_percent", 1, "%", "+"), "\u22121.0 % (2028 laag) to +10.0 % (2035 laag and 1 more)")
        self.assertEqual(words.span(rows[:1], "demand_change_percent", 0, "%"), "\u22121 % (2028 laag)")
        self.assertEqual(words.span(rows[2:], "demand_change_percent", 0, "%"), "10 % in every year and scenario")

    def test_what_is_not_known_is_said(self):
        self.assertIn("is not known", words.regret_words([row(2028, "laag", regret_kwh=None, regret_percent=None)]))
        self.assertIn("For 1 of 2 it is not known", words.regret_words([row(2028, "laag"), row(2030, "laag", regret_kwh=None)]))


if __name__ == "__main__":
    unittest.main()
