# SPDX-License-Identifier: Apache-2.0
"""Service by existing and planned stations, station by station and cell by cell (docs/methods/service.md)."""
import numpy as np

import polygons

PLACES = "places of stations"
SERVED = "service of stations"
UNMET = "unmet cells"


def weight(walk_m, comfort_m, service_m, far):
    """Thousandths: 1000 up to the comfort walk, then straight down to `far` at the service walk, 0 beyond."""
    if walk_m > service_m:
        return 0
    if walk_m <= comfort_m:
        return 1000
    return 1000 - round((1000 - round(1000 * far)) * (walk_m - comfort_m) / (service_m - comfort_m))


def weights(inputs):
    """Function from an array of walks in cm to weights in thousandths; the walk counts in whole metres, rounded up."""
    demand = inputs.toml.get("demand", {})
    service = demand.get("service_walk_m", 300)
    table = np.array([weight(m, demand.get("comfort_walk_m", 100), service, demand.get("far_weight", 0.2))
                      for m in range(service + 1)] + [0])

    def look_up(walks_cm):
        metres = np.where(np.isfinite(walks_cm), np.ceil(walks_cm / 100), service + 1)
        return table[np.minimum(metres, service + 1).astype(np.int64)]
    return look_up


def places(inputs):
    """{id: (x, y)} of the charge locations of the input."""
    source = inputs.toml["chargers"]
    return {str(f[source["id_field"]]): polygons.points(f["geometry"])[0] for f in inputs.features(source)}


def points(folder, inputs):
    """x, y of each row of stations.csv, from the charge locations themselves."""
    where = places(inputs)
    return np.array([where[row["station"]] for row in folder.table("stations.csv")], float).reshape(-1, 2)


def audit_places(folder, inputs, ledger):
    """The points of the GeoPackage are those of the chargers themselves, to the millimetre."""
    for row, (x, y), feature in zip(folder.table("stations.csv"), points(folder, inputs), folder.features("stations")):
        shown = polygons.points(feature["geometry"])
        off = min(np.hypot(px - x, py - y) for px, py in shown)
        ledger.true(PLACES, f"stations {row['station']}", off <= 0.002, f"{off:.3f} m away", "at its own point")


def existing_evse(row):
    """Charge points that stand there today."""
    return int(row["evse"]) - int(row["planned_evse"])


def serve(demand, evse, weight_of, capacity):
    """offered and served per station, unmet per cell, all whole Wh; weight_of[station, cell]."""
    offers = [[] for _ in evse]
    for cell in range(len(demand)):
        parts = [(station, evse[station] * int(weight_of[station, cell])) for station in np.flatnonzero(weight_of[:, cell])]
        total, before = sum(part for _, part in parts), 0
        for station, part in parts:
            after = before + part
            offer = demand[cell] * after // total - demand[cell] * before // total
            offers[station].append((cell, offer))
            before = after
    unmet, offered, served = list(demand), [], []
    for station, list_ in enumerate(offers):
        total, before = sum(offer for _, offer in list_), 0
        taken = min(total, capacity[station])
        for cell, offer in list_:
            after = before + offer
            unmet[cell] -= taken * after // total - taken * before // total if total else 0
            before = after
        offered.append(total)
        served.append(taken)
    return offered, served, unmet


def audit(folder, inputs, network, ledger):
    rows = [row for row in folder.table("stations.csv") if row["access"] == "public"]
    entry = network.sites(rows)
    evse = [int(row["evse"]) for row in rows]  # existing and planned
    per_evse = round(1000 * inputs.setting("demand", "capacity_kwh_per_evse_year", 4000))
    capacity = [n * per_evse for n in evse]
    demand = folder.raster("demand")[network.rows, network.cols].tolist()
    offered, served, unmet = serve(demand, evse, weights(inputs)(network.walks_cm(entry)), capacity)
    for row, *values, found in zip(rows, capacity, offered, served, entry.found):
        where = f"stations.csv {row['station']}"
        ledger.equal(SERVED, f"{where} reached_on_foot", row["reached_on_foot"], "yes" if found else "no")
        for column, value in zip(("capacity_kwh", "offered_kwh", "served_kwh"), values):
            ledger.equal(SERVED, f"{where} {column}", float(row[column]), value / 1000, 1e-6)
    published = folder.raster("unmet")
    ledger.all_equal(UNMET, [f"unmet.tif row {r} col {c} (Wh)" for r, c in zip(network.rows, network.cols)],
                     published[network.rows, network.cols].tolist(), unmet)
    ledger.equal(UNMET, "unmet.tif, sum of all cells (Wh)", int(published.sum()), sum(unmet))
