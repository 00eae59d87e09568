# SPDX-License-Identifier: Apache-2.0
"""Other rasters: charge points in reach, smoothed demand, area and buurten by sampled cells."""
import numpy as np

import entries
import polygons
import stations

EVSE = "charge points in reach"
DENSITY = "demand density cells"
LAND = "area and buurt cells"
SAMPLE = 300


def audit(folder, inputs, network, ledger):
    _evse(folder, inputs, network, ledger)
    _land(folder, inputs, ledger)
    if folder.has("rasters/demand_density.tif"):
        _density(folder, inputs, ledger)


def _cells(folder, seed):
    generator = np.random.default_rng(seed)
    return generator.integers(0, [folder.grid.rows, folder.grid.cols], (SAMPLE, 2))


def _evse(folder, inputs, network, ledger):
    """Every cell: existing public charge points whose walk to it, entry line of the charger included, is within the bound."""
    rows = [row for row in folder.table("stations.csv") if row["access"] == "public" and stations.existing_evse(row) > 0]
    entry = network.sites(rows)
    limit = 100 * inputs.setting("coverage", "evse_within_m", 300)
    walkable = entries.cells_of(folder, entries.WALKABLE_CLASSES)
    expected = np.where(walkable, 0, 65535)
    for row, r, c, cm in zip(rows, entry.row, entry.col, entry.cm):
        if r >= 0:
            walks = network.graph.to_nearest(np.array([r]), np.array([c]), [cm], limit)
            expected[np.isfinite(walks) & walkable] += stations.existing_evse(row)
    published = folder.raster("evse_within")
    wrong = np.argwhere(published != expected)
    ledger.checked[EVSE] += published.size - len(wrong)
    ledger.all_equal(EVSE, [f"evse_within.tif row {r} col {c}" for r, c in wrong], [int(published[r, c]) for r, c in wrong],
                     [int(expected[r, c]) for r, c in wrong])


def _density(folder, inputs, ledger):
    """The separable Gaussian of docs/methods/demand.md in whole numbers."""
    demand, density = folder.raster("demand").astype(np.int64), folder.raster("demand_density")
    radius, cell = inputs.setting("demand", "density_radius_m", 375), folder.grid.cell
    reach = int(radius // cell)
    steps = np.abs(np.arange(-reach, reach + 1)) * cell
    weights = np.floor(32768 * np.exp(-steps ** 2 / (2 * (radius / 3) ** 2)) + 0.5).astype(np.int64)
    around, outside = np.pad(demand, reach), folder.raster("buurt") == 0
    for row, col in _cells(folder, 5).tolist():
        if outside[row, col]:
            continue  # in no buurt: not computed
        along = (around[row:row + 2 * reach + 1, col:col + 2 * reach + 1] @ weights + 2 ** 14) >> 15
        across = (int(along @ weights) + 2 ** 14) >> 15
        ledger.equal(DENSITY, f"demand_density.tif row {row} col {col} (kWh)", int(density[row, col]), (across + 500) // 1000)


def _land(folder, inputs, ledger):
    """Cells by their centres in the polygons of the inputs; codes.csv says which number is which buurt."""
    region = inputs.toml["region"]
    cells = _cells(folder, 7)
    x, y = folder.grid.centre(cells[:, 0], cells[:, 1])
    buurten = inputs.features(region["buurten"])
    code = entries.codes(folder, "buurt")
    names = [code.get(str(feature[region["buurt_key_field"]]), 0) for feature in buurten] + [0]
    buurt = np.array(names)[polygons.index_of(buurten, x, y)]
    area = polygons.inside_any(inputs.features(region["area"]), x, y)
    for (row, col), number, inside in zip(cells.tolist(), buurt.tolist(), area.tolist()):
        ledger.equal(LAND, f"buurt.tif row {row} col {col}", int(folder.raster("buurt")[row, col]), number)
        ledger.equal(LAND, f"area.tif row {row} col {col}", int(folder.raster("area")[row, col]), int(inside))
