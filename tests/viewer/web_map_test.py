#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The web map of Delft in Chromium, and back: what a reviewer and a resident save there is read by the program.

    web_map_test.py <program> <example folder> <host/viewer> <work folder>

Skips (77) without Chromium or npm."""
import csv, glob, gzip, json, os, re, shutil, subprocess, sys
from datetime import date, timedelta

LARGEST_PAGE_BYTES = 8_000_000
SAME_IN_DUTCH = {"kWh", "kW", "m"}  # units


def check(holds, what):
    if not holds:
        sys.exit("FAILED: " + what)


def places(plan):
    with open(f"{plan}/placements.csv", encoding="utf-8") as file:
        return [row["candidate"] for row in csv.DictReader(file)]


def make_region(example, region):
    """The example in the folder `region`, with the scenario and the review asked for."""
    shutil.copytree(example, region)
    with open(f"{region}/region.toml", encoding="utf-8") as file:
        return file.read()


def with_use(text, region):
    """The scenario with what NDW published of the occupancy, and made-up sessions, requests and electric cars beside it."""
    with gzip.open(f"{region}/data/usage/evses_delft.csv.gz", "rt", encoding="utf-8") as file:
        locations = sorted({row["location_id"] for row in csv.DictReader(file)})
    first = date(2026, 4, 18)
    rows = {"sessions": ["id,start,end,energy_kwh,location_id"], "requests": ["gemeente,requested,placed,kind"], "vehicles": ["gemeente,month,vehicles", "Delft,2026-05,600"]}
    for n in range(44):  # up to 31 May
        day = first + timedelta(n)
        rows["sessions"] += [f"{at}-{n},{day}T17:{at % 60:02}:00Z,{day}T22:30:00Z,{6 + (at + n) % 20}.5,{one}" for at, one in enumerate(locations) if at % 3 and (at + n) % 4]
        rows["requests"].append(f"Delft,{day},{day + timedelta(20 + n * 9 % 50) if n % 3 else ''},{'data' if n % 5 == 0 else 'user'}")
    for name, lines in rows.items():
        with open(f"{region}/made_{name}.csv", "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    return text + """
[usage]
evses = "data/usage/evses_delft.csv.gz"
chance_least_quarters = 20
months = 1
least_days = 5
requests = "made_requests.csv"
vehicles = "made_vehicles.csv"
[[usage.file]]
file = "data/usage/occupancy_delft.csv.gz"
[[usage.file]]
file = "made_sessions.csv"
"""


def run_variant(program, region, text, name):
    with open(f"{region}/{name}.toml", "w", encoding="utf-8") as file:
        file.write(text)
    subprocess.run([program, "run", f"{region}/{name}.toml", "--out", f"{region}/{name}", "-q"], check=True)
    return f"{region}/{name}"


def run_reviewed(program, region, text, review, name):
    shutil.copy(review, f"{region}/{name}.csv")
    return run_variant(program, region, text.replace("[placement]", f'[placement]\nreview = "{name}.csv"', 1), name)


def texts_of(web):
    """Every text of a published folder that the page says in the language of its reader, with where it is."""
    for plan in json.load(open(f"{web}/plans.json", encoding="utf-8"))["plans"]:
        folder = f"{web}/{plan['id']}"
        told = json.load(open(f"{folder}/plan.json", encoding="utf-8"))
        for figure in told["figures"]:
            yield "figure", figure["text"]
        for layer in told["layers"]:
            style = layer["style"]
            for what in ("title", "message", "note", "warning", "unit"):
                yield f"{layer['id']} {what}", layer.get(what)
            yield f"{layer['id']} heading", style.get("heading")
            for one in style["classes"] + style.get("codes", []):
                yield f"{layer['id']} class", one["label"]
        if "monitor" in told:
            monitor = json.load(open(f"{folder}/{told['monitor']}", encoding="utf-8"))
            yield from (("note", note["text"]) for note in monitor["notes"])
            yield from ((f"monitor {field}", one["label"]) for field, style in monitor["styles"].items() for one in style["classes"])
        yield from (("rule", text) for text in told["rules"].values())
        for file in glob.glob(f"{folder}/layers/*.json") + [f"{folder}/places.json"]:
            yield from ((file, title) for title in json.load(open(file, encoding="utf-8"))["titles"])
        for file in glob.glob(f"{folder}/cards/*.json"):
            for card in json.load(open(file, encoding="utf-8")):
                yield from ((f"card {what}", card["grid"].get(what)) for what in ("status", "basis"))


def texts_of_chance(web):
    """What the page about the chance of a free charger says of its data."""
    plans = json.load(open(f"{web}/plans.json", encoding="utf-8"))
    style = json.load(open(f"{web}/{plans['chance']}/chance.json", encoding="utf-8"))["style"]
    for one in style["classes"] + style["codes"]:
        yield "chance class", one["label"]


def check_dutch(texts, viewer, page=None):
    """The part of the catalogue that a page has says all that is published."""
    tell = f'import("./catalogue.mjs").then((it) => console.log(JSON.stringify(it.texts_of_pages({json.dumps(page) if page else ""}))))'
    dutch = json.loads(subprocess.run(["node", "-e", tell], cwd=viewer, check=True, capture_output=True, text=True).stdout)
    lacking = {(where, text) for where, text in texts if text and text not in dutch and text not in SAME_IN_DUTCH
               and re.search("[a-z]", text)}
    check(not lacking, f"texts without Dutch: {sorted(lacking)}")


def check_live(program, region, plan, viewer, saved):
    """Plans live in a browser; the review that comes of it is in `saved`."""
    server = subprocess.Popen([program, "serve", plan, "--region", f"{region}/plan.toml", "--port", "0", "--lang", "en", "-q"],
                              stdout=subprocess.PIPE, text=True)
    try:
        address = re.search(r"http://\S+", server.stdout.readline())
        check(address, "serve says where it listens")
        subprocess.run(["node", "--test", "tests/browser/serve.test.mjs"], check=True, cwd=viewer,
                       env=os.environ | {"LAAD_SERVED": address.group(), "LAAD_SAVED": saved})
    finally:
        server.terminate()
        check(server.wait(60) in (0, -15, 130, 143), "serve ends when it is told to")


def main(program, example, viewer, work):
    if not shutil.which("npm") or not os.path.exists(os.environ.get("LAAD_CHROMIUM", "/usr/bin/chromium")):
        return 77
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(f"{work}/saved")
    text = make_region(example, f"{work}/region")
    later = text.replace("target_year = 2028", "target_year = 2030")
    check(later != text, "the example has a target year")
    plan = run_variant(program, f"{work}/region", with_use(text, f"{work}/region"), "plan")
    subprocess.run([program, "publish", plan, run_variant(program, f"{work}/region", later, "later"), f"{work}/web",
                    "--reactions"], check=True)
    for page in ("plan.html", "reageer.html", "monitor.html", "laadkans.html"):
        check(os.path.getsize(f"{work}/web/{page}") <= LARGEST_PAGE_BYTES, f"{page} is small enough to mail")
    check_dutch(texts_of(f"{work}/web"), viewer)
    check_dutch(texts_of_chance(f"{work}/web"), viewer, "laadkans")
    subprocess.run(["npm", "run", "--silent", "test:browser"], check=True, cwd=viewer,
                   env=os.environ | {"LAAD_PUBLISHED": f"{work}/web", "LAAD_SAVED": f"{work}/saved", "LAAD_USE_KPIS": f"{plan}/usage_kpis.csv"})

    before = places(plan)
    after = places(run_reviewed(program, f"{work}/region", text, f"{work}/saved/review.csv", "reviewed"))
    check(after[0] == before[0], "what was approved is in the plan, first")
    check(before[1] not in after, "what was rejected is not in the plan")

    check_live(program, f"{work}/region", plan, viewer, f"{work}/saved")
    after = places(run_reviewed(program, f"{work}/region", text, f"{work}/saved/served-review.csv", "planned"))
    check(after[0] == before[1], "what was approved while planning live is in the plan, first")
    check(before[0] not in after, "what was blocked while planning live is not in the plan")

    os.makedirs(f"{work}/letters")
    for file in glob.glob(f"{work}/saved/*.json"):
        shutil.copy(file, f"{work}/letters")
    told = subprocess.run([program, "reactions", "import", f"{work}/letters", "--plan", plan, "--out", f"{work}/reactions", "--lang", "en"],
                          check=True, capture_output=True, text=True).stdout
    check("1 reactions to 1 spaces and 1 proposals in 1 files; 0 set aside" in told, "the reaction is counted: " + told)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
