# SPDX-License-Identifier: Apache-2.0
"""The Wijk- en buurtkaart and the squares of 500 m as CBS hands them out: its layers, fields and numbers for "not known"."""
from layers import box, geopackage

SECRET, EMPTY = -99997, -99995  # too few to tell; not there


def buurt(code, name, gemeente, households, water="NEE"):
    few = households < 5
    return {"buurtcode": code, "buurtnaam": name, "wijkcode": "WK" + code[2:8], "gemeentecode": gemeente[0],
            "gemeentenaam": gemeente[1], "indelingswijziging_wijken_en_buurten": 1, "water": water,
            "meest_voorkomende_postcode": "", "dekkingspercentage": SECRET if few else 1,
            "omgevingsadressendichtheid": SECRET if few else 3000, "stedelijkheid_adressen_per_km2": SECRET if few else 1,
            "aantal_inwoners": SECRET if few else 2 * households, "aantal_huishoudens": SECRET if few else households,
            "gemiddelde_huishoudsgrootte": float(SECRET if few else 2), "personenautos_totaal": SECRET if few else households // 2}


def municipality(gemeente, people, water="NEE"):
    row = buurt("BU00000000", "", gemeente, people // 2, water)
    del row["buurtcode"], row["buurtnaam"], row["wijkcode"]
    return row


def write_areas(file, buurten, gemeenten):
    wijken = [({"wijkcode": row["wijkcode"], "wijknaam": row["wijkcode"], "gemeentecode": row["gemeentecode"],
                "gemeentenaam": row["gemeentenaam"], "water": row["water"], "aantal_huishoudens": row["aantal_huishoudens"]}, shape)
              for row, shape in buurten]
    geopackage(file, {"buurten": buurten, "wijken": wijken, "gemeenten": gemeenten})


def write_squares(file, year, west, south, east, north, homes):
    """homes: (x, y) of every household. CBS rounds to 5 and keeps numbers below 5 to itself; empty squares are left out."""
    count = {}
    for x, y in homes:
        corner = int(x // 500 * 500), int(y // 500 * 500)
        count[corner] = count.get(corner, 0) + 1
    content = []
    for (x, y), households in sorted(count.items()):
        if west <= x < east and south <= y < north:
            shown = SECRET if households < 5 else (households + 2) // 5 * 5
            content.append(({"crs28992res500m": f"E{x // 100:04}N{y // 100:04}", "aantal_inwoners": shown if shown < 0 else 2 * shown,
                             "aantal_part_huishoudens": shown, "gemiddelde_woz_waarde_woning": EMPTY}, box(x, y, x + 500, y + 500)))
    geopackage(file, {f"cbs_vk500_{year}": content})
