# SPDX-License-Identifier: Apache-2.0
"""A made-up small town abroad (near Ghent), as an .osm file alone: a grid of streets, houses, a canal with one bridge.

Every second block has its addresses on nodes, the other on the buildings themselves, as towns outside the Netherlands do."""
from osm_file import OsmFile

LON, LAT = 3.7000000, 51.0500000
STREETS, BLOCK = 16, 80.0  # 16 streets each way around 15 x 15 blocks of 80 m
EAST, NORTH = 1 / 70_100, 1 / 111_260  # degrees a metre, about
SPACES = 12
CANAL = 7  # the canal lies in the row of blocks of this number; the street that crosses it does so on a bridge
STATIONS = ((85, 120, "2", None), (485, 440, None, "yes"), (885, 880, "4", "private"), (1045, 200, "2", "customers"))  # x, y, capacity, access


def at(x, y):
    return f"{LON + x * EAST:.7f}", f"{LAT + y * NORTH:.7f}"


def rectangle(x, y, width, height):
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
    return [at(*corner) for corner in corners]


def streets(osm):
    size = (STREETS - 1) * BLOCK
    canal = (CANAL * BLOCK + 20, CANAL * BLOCK + 60)
    for i in range(STREETS):
        osm.way([at(j * BLOCK, i * BLOCK) for j in range(STREETS)], {"highway": "residential", "name": f"Dwarsstraat {i}"})
        x = i * BLOCK
        south = [at(x, j * BLOCK) for j in range(CANAL + 1)]
        north = [at(x, j * BLOCK) for j in range(CANAL + 1, STREETS)]
        name = {"highway": "residential", "name": f"Langestraat {i}"}
        osm.way(south, name)
        osm.way(north, name)
        if i == CANAL:
            osm.way([south[-1], at(x, canal[0] - 5)], name)
            osm.way([at(x, canal[0] - 5), at(x, canal[1] + 5)], name | {"bridge": "yes", "layer": "1"})
            osm.way([at(x, canal[1] + 5), north[0]], name)
    osm.way(rectangle(-100, canal[0], size + 200, canal[1] - canal[0]), {"natural": "water", "water": "canal", "name": "Coupure"})
    osm.way([at(-100, sum(canal) / 2), at(size + 100, sum(canal) / 2)], {"waterway": "canal", "name": "Coupure"})


def houses(osm):
    """Four houses on each block that is no water: two along its south side, two along its north side."""
    count = {"nodes": 0, "buildings": 0, "blocks": 0}
    for row in range(STREETS - 1):
        for column in range(STREETS - 1):
            if row == CANAL:
                continue
            x, y = column * BLOCK, row * BLOCK
            count["blocks"] += 1
            on_nodes = (row + column) % 2 == 0
            for n, (east, north) in enumerate(((10, 8), (45, 8), (10, 62), (45, 62))):
                address = {"addr:housenumber": str(4 * column + n + 1), "addr:street": f"Dwarsstraat {row}", "addr:city": "Verzonnem"}
                osm.way(rectangle(x + east, y + north, 22, 10), {"building": "house"} | ({} if on_nodes else address))
                if on_nodes:
                    osm.node(*at(x + east + 11, y + north + 5), address)
                count["nodes" if on_nodes else "buildings"] += 1
    return count


def parking(osm):
    """A car park of SPACES in every third block, beside the houses; one in five for customers only."""
    count = {"open": 0, "closed": 0}
    for n, block in enumerate(range(0, (STREETS - 1) ** 2, 3)):
        row, column = divmod(block, STREETS - 1)
        if row == CANAL:
            continue
        closed = n % 5 == 4
        osm.way(rectangle(column * BLOCK + 20, row * BLOCK + 30, 30, 11),
                {"amenity": "parking", "parking": "surface", "capacity": str(SPACES)} | ({"access": "customers"} if closed else {}))
        osm.way([at(column * BLOCK, row * BLOCK + 35), at(column * BLOCK + 20, row * BLOCK + 35)], {"highway": "service"})
        count["closed" if closed else "open"] += 1
    return count


def write(folder):
    osm = OsmFile()
    streets(osm)
    count = houses(osm) | {f"parking_{k}": n for k, n in parking(osm).items()}
    for x, y, capacity, access in STATIONS:
        tags = {"amenity": "charging_station", "operator": "Verzonnen", "motorcar": "yes"}
        osm.node(*at(x, y), tags | ({"capacity": capacity} if capacity else {}) | ({"access": access} if access else {}))
    osm.node(*at(325, 280), {"amenity": "charging_station", "bicycle": "yes"})  # for bicycles alone
    osm.write(folder / "verzonnem.osm")
    return count
