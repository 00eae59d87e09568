# SPDX-License-Identifier: Apache-2.0
"""prices_buurten.csv from OCPI Tariffs and the connectors of OCPI Locations (docs/methods/usage.md, What charging costs)."""
import gzip
import json
from collections import defaultdict

KIND = "price of charging"


def audit(inputs, sites, place, folder, ledger):
    """`place`: (buurt, gemeente) of each site of the area."""
    usage = inputs.toml["usage"]
    if not usage.get("tariffs"):
        return
    known = {(one.get("country_code"), one.get("party_id"), one["id"]): _price(one) for one in _records(inputs, usage["tariffs"])}
    buurt = {name: place[i][0] for i, site in enumerate(sites) for name in site.ids}
    costs = defaultdict(list)
    for location in _records(inputs, usage["evses"]):
        party = location.get("country_code"), location.get("party_id")
        for connector in (one for point in location["evses"] for one in point["connectors"]):
            found = [known.get((*party, tariff)) for tariff in connector.get("tariff_ids", [])]
            if buurt.get(location["id"]) and any(found):
                costs[buurt[location["id"]]].append(min(one for one in found if one))
    rows = {row["buurt"]: row for row in folder.table("prices_buurten.csv")}
    ledger.true(KIND, "prices_buurten.csv, which rows", rows.keys() == costs.keys(), sorted(rows), sorted(costs))
    for name in rows.keys() & costs.keys():
        of = sorted(costs[name])
        for column, value in (("connectors", len(of)), ("lowest_euro_kwh", of[0][0]), ("median_euro_kwh", of[(len(of) - 1) // 2][0]),
                              ("highest_euro_kwh", of[-1][0]), ("with_other_costs", sum(more for _, more in of))):
            ledger.equal(KIND, f"prices_buurten.csv {name} {column}", float(rows[name][column]), value, 1e-9)


def _records(inputs, name):
    path = inputs.path.parent / name
    text = gzip.open(path).read() if path.suffix == ".gz" else path.read_bytes()
    records = json.loads(text)
    return records if isinstance(records, list) else records["data"]


def _price(tariff):
    """(euro a kWh with VAT to a hundredth of a cent, whether there is more to pay); nothing where it is not known."""
    elements = tariff["elements"]
    energy = [(not one.get("restrictions"), part) for one in elements for part in one["price_components"] if part["type"] == "ENERGY"]
    energy.sort(key=lambda one: not one[0])  # the first without restrictions, else the first
    if not energy or tariff.get("currency") != "EUR" or energy[0][1].get("vat") is None:
        return None
    euro = energy[0][1]["price"] * (1 + energy[0][1]["vat"] / 100)
    more = any(one.get("restrictions") for one in elements) or any(part["type"] != "ENERGY" and part["price"] > 0
                                                                   for one in elements for part in one["price_components"])
    return int(euro * 10000 + 0.5) / 10000, more
