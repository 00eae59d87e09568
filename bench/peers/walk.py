# SPDX-License-Identifier: Apache-2.0
"""Walk of at most 500 m to the nearest station, against GRASS r.cost and SciPy's Dijkstra."""

import grass_session
import numpy as np
import tiff
from data import CELL_M, WALKABLE, load, save, stations, town, yard
from timing import Row, Setting, Times, missing, optional, timed

sparse, csgraph = optional("scipy.sparse"), optional("scipy.sparse.csgraph")

OPERATION = "walk"
BOUND_M = 500
BEYOND, NODATA = 65534, 65535


class Case:
    """Made-up ground with stations on its streets, and what we make of it."""

    def __init__(self, setting: Setting, name: str, surface: np.ndarray):
        self.name, self.surface, self.side = name, surface, len(surface)
        self.folder = setting.fresh(f"walk-{name}-{self.side}")
        self.stations = stations(surface, self.side**2 // 21_000)
        self.times: Times = setting.ours.kernel(
            "walk", self.side, save(surface, self.folder / "surface"), save(self.stations, self.folder / "stations"),
            BOUND_M, self.folder / "dm",
        )
        self.ours_dm = load(self.folder / "dm", np.uint16, self.side)

    def row(self, peer_name: str, **more) -> Row:
        open_part = 100 * WALKABLE[self.surface].mean()
        data = f"{self.name} of {self.side}² cells, {open_part:.0f} % walkable, {len(self.stations)} stations, {BOUND_M} m"
        return Row(OPERATION, data, "kernel only", peer_name, self.times, cells=self.side**2, **more)


def r_cost(case: Case) -> Row:
    """r.cost may cut corners and does not round its weights up, so its walk is never longer than ours."""
    grass = grass_session.Grass(case.folder)
    cost = np.where(WALKABLE[case.surface], np.float32(1), np.float32(-1))
    grass("r.in.gdal", input=tiff.write(cost, case.folder / "cost.tif"), output="cost")
    grass("g.region", raster="cost")
    grass("r.null", map="cost", setnull=-1)
    grass.read_stations(case.stations, 0, tiff.NORTH_M)
    peer = timed(lambda: grass.walk_to_stations("walk", BOUND_M))
    out = case.folder / "walk.tif"
    grass("r.out.gdal", input="walk", output=out, format="GTiff", type="Float64", nodata=-1)
    theirs_m = tiff.read(out) * CELL_M
    row = case.row("GRASS r.cost -k", peer=peer, aim=200)
    reached = case.ours_dm < BEYOND
    ours_m = case.ours_dm[reached] / 10.0
    row.agrees = bool((theirs_m[reached] >= 0).all() and (theirs_m[reached] <= ours_m + 1e-6).all())
    longer = np.median(ours_m / np.maximum(theirs_m[reached], 1)) - 1
    row.note = (
        f"it names no site and reads and writes its own raster files; never longer than ours, as must be "
        f"(it cuts corners of buildings): ours is {100 * longer:.2f} % longer in the median cell"
        if row.agrees
        else "DIFFERS: r.cost walks farther than we do"
    )
    return row


def walk_graph(surface: np.ndarray) -> "sparse.csr_matrix":
    """The moves (1,0), (1,1), (2,1) over walkable cells, with their whole centimetres (docs/methods/walk.md)."""
    side = len(surface)
    can = np.pad(WALKABLE[surface], 2)
    number = np.pad(np.arange(side * side).reshape(side, side), 2)

    def shifted(raster, drow, dcol):
        return raster[2 + drow : 2 + drow + side, 2 + dcol : 2 + dcol + side]

    source, target, weight = [], [], []
    for drow in range(-2, 3):
        for dcol in range(-2, 3):
            squared = drow * drow + dcol * dcol
            if squared not in (1, 2, 5):
                continue
            crossed = [(drow, dcol)]
            if squared == 2:
                crossed += [(drow, 0), (0, dcol)]
            if squared == 5:
                crossed += [(drow // 2 if abs(drow) == 2 else 0, dcol // 2 if abs(dcol) == 2 else 0)]
                crossed += [(int(np.sign(drow)), int(np.sign(dcol)))]
            allowed = shifted(can, 0, 0).copy()
            for step in crossed:
                allowed &= shifted(can, *step)
            source.append(shifted(number, 0, 0)[allowed])
            target.append(shifted(number, drow, dcol)[allowed])
            weight.append(np.full(len(source[-1]), np.ceil(100 * CELL_M * np.sqrt(squared))))
    cells = side * side
    return sparse.csr_matrix(
        (np.concatenate(weight), (np.concatenate(source), np.concatenate(target))), shape=(cells, cells)
    )


def dijkstra(case: Case) -> Row:
    graph = walk_graph(case.surface)
    start = case.stations[:, 0].astype(np.int64) * case.side + case.stations[:, 1]
    result = {}

    def work():
        result["cm"] = csgraph.dijkstra(graph, indices=start, min_only=True, limit=100 * BOUND_M)

    row = case.row("SciPy csgraph.dijkstra", peer=timed(work))
    cm = result["cm"].reshape(case.surface.shape)
    theirs = np.where(np.isfinite(cm), np.ceil(np.where(np.isfinite(cm), cm, 0) / 10), BEYOND).astype(np.uint16)
    theirs[~WALKABLE[case.surface]] = NODATA
    row.agrees = bool((theirs == case.ours_dm).all())
    row.note = (
        "equal in every cell; its graph of moves was made before, ours includes making the moves"
        if row.agrees
        else f"DIFFERS in {int((theirs != case.ours_dm).sum()):,} cells"
    )
    return row


def rows(setting: Setting) -> list[Row]:
    found = []
    if grass_session.is_installed():
        side = 1024 if setting.quick else 2048
        found += [r_cost(Case(setting, "town", town(side))), r_cost(Case(setting, "yard", yard(side)))]
    else:
        found.append(missing(OPERATION, "GRASS r.cost -k", "grass-core"))
    if sparse:
        side = 512 if setting.quick else 1024
        found += [dijkstra(Case(setting, "town", town(side))), dijkstra(Case(setting, "yard", yard(side)))]
    else:
        found.append(missing(OPERATION, "SciPy csgraph.dijkstra", "python3-scipy"))
    return found
