# SPDX-License-Identifier: Apache-2.0
"""region.toml of a made-up region."""
import os

# layer, condition, class, width of lines
SURFACES = (
    ("green", "", "green", None),
    ("parking_areas", "access = 'yes'", "parking", None),
    ("water_areas", "", "water", None),
    ("water_lines", "waterway = 'ditch'", "water", 3),
    ("water_lines", "waterway = 'canal'", "water", 8),
    ("buildings", "", "building", None),
    ("streets", "highway IN ('footway', 'cycleway')", "path", 3),
    ("streets", "highway IN ('residential', 'unclassified')", "street", 6),
    ("streets", "highway = 'tertiary'", "street", 8),
)
# what, origin, licence, date, made up
SOURCES = (
    ("Municipal borders, inhabitants, cars", "© CBS / Kadaster, gebiedsindelingen and key figures", "CC BY 4.0", "2026", False),
    ("Charge locations; of those listed twice one is kept; none for Rotterdam, no counts for Den Haag",
     "NDW DOT-NL (OCPI)", "open data (AFIR); exact licence not verified", "2026-06-07", False),
    ("Streets, water, green, buildings, addresses, parking, buurten: MADE UP, load for benchmarks",
     "bench/region/make_region.py", "as this project", "2026", True),
    ("Prognosis, grid, station quotas: MADE UP, load for benchmarks",
     "bench/region/make_region.py; profiles and charging types of the Delft example", "as this project", "2026", True),
)

TEMPLATE = '''# Written by bench/region/make_region.py: LOAD FOR BENCHMARKS, NOT A RESULT. Borders and charge locations are real; all
# layers named synthetic_*, the prognosis and the grid are made up.

[region]
name = "{name}"
epsg = 28992
cell_m = {cell}
snap_m = 500
context_m = {context_m}
area = {{file = "real.gpkg", layer = "gemeenten", where = "in_area = 1"}}
buurten = {{file = "synthetic.gpkg", layer = "synthetic_buurten"}}
buurt_key_field = "buurt"
buurt_cbs_year = 2023
buurt_gemeente_field = "gemeente"
gemeenten = {{file = "real.gpkg", layer = "gemeenten"}}
gemeente_name_field = "gemeente"
gemeente_code_field = "code"

{surfaces}
[dwellings]
file = "synthetic.gpkg"
layer = "synthetic_addresses"
not_dwelling = {{file = "synthetic.gpkg", layer = "synthetic_buildings", where = "building = 'industrial'"}}

[chargers]
file = "real.gpkg"
layer = "charge_locations"
id_field = "location_id"
evse_field = "n_evse"
parking_type_field = "parking_type"
on_street_values = ["ON_STREET"]
open_24_7_field = "open_24_7"
status_field = "status"
dropped_status = ["REMOVED"]
assumed_evse = 2
snapshot_date = "2026-06-07"

[[parking]]
file = "synthetic.gpkg"
layer = "synthetic_parking_areas"
kind = "areas"
id_field = "id"
access_field = "access"
closed_access = ["private", "customers"]
capacity_field = "capacity"
orientation_field = "orientation"

[[parking]]
file = "synthetic.gpkg"
layer = "synthetic_parking_bays"
kind = "bays"
id_field = "id"
use_field = "use"
reserved_uses = ["charging", "disabled"]

[prognosis]
file = "prognosis.csv"
target_year = 2026   # demand is near what today's stations serve, so gains differ; later nearly all reach the capacity
scenario = "midden"
public_types = ["publiek"]

[coverage]
max_walk_m = 500
access_max_m = 30
evse_within_m = 300
walk_shares_m = [100, 200, 250, 300, 500]
white_spot_walk_m = 300

[demand]
service_walk_m = 300
density_radius_m = 375

[grid]
assets = "assets.csv"
profiles = "profiles.csv"
charging_types = "charging_types.csv"
policy = "policy.csv"
public_station_type = "publiek"

[placement.rules]
min_walkway_m = 0.9
min_building_m = 2.0
min_water_m = 3.0
min_station_m = 60.0
buildings = {{file = "synthetic.gpkg", layer = "synthetic_buildings"}}
water = {{file = "synthetic.gpkg", layer = "synthetic_water_areas"}}

{quotas}
[run]
host_memory_mib = 8192

{sources}'''


def surface(layer, where, kind, width_m):
    return ('[[surface]]\nfile = "synthetic.gpkg"\n' + f'layer = "synthetic_{layer}"\n'
            + (f'where = "{where}"\n' if where else "") + f'class = "{kind}"\n'
            + (f"width_m = {width_m}\n" if width_m else "") + ('bridge_field = "bridge"\n' if layer == "streets" else ""))


def source(what, origin, licence, date, made_up):
    return (f'[[source]]\nwhat = "{what}"\norigin = "{origin}"\nlicence = "{licence}"\ndate = "{date}"\n'
            + ("illustrative = true\n" if made_up else ""))


def write(folder, summaries, fraction, cell, context_m):
    part = "" if fraction == 1 else f", {len(summaries)} municipalities"
    quotas = "".join(f'[[placement.quota]]\ngemeente = "{s["row"]["name"]}"\nstations = {s["row"]["stations"]}\n\n'
                     for s in summaries if s["row"]["in_area"])
    with open(os.path.join(folder, "region.toml"), "w") as target:
        target.write(TEMPLATE.format(name=f"NAL-regio Zuidwest, SYNTHETIC LOAD{part}", cell=cell, context_m=context_m,
                                     quotas=quotas, surfaces="\n".join(surface(*s) for s in SURFACES),
                                     sources="\n".join(source(*s) for s in SOURCES)))
