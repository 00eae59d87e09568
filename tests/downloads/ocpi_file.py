# SPDX-License-Identifier: Apache-2.0
"""Charge locations as NDW's DOT-NL hands them out: a list of OCPI 2.2 Locations, packed with gzip."""
import gzip
import json

from layers import degrees

STATUS = {"UNAVAILABLE": "OUTOFORDER"}  # the first is of a viewer, the second of OCPI


def location(row, shape):
    lon, lat = degrees(shape.GetX(), shape.GetY())
    power = row.get("max_power_kw")
    connector = {"id": "1", "standard": "IEC_62196_T2", "format": "SOCKET", "power_type": "AC_3_PHASE", "max_voltage": 230,
                 "max_amperage": 16, "last_updated": row["last_updated"]}
    if power:
        connector["max_electric_power"] = int(power * 1000)
    evses = [{"uid": f"{row['location_id']}-{i}", "evse_id": f"NL*LAA*E{i}", "status": STATUS.get(row["status"], row["status"]),
              "capabilities": ["RFID_READER"], "connectors": [connector], "last_updated": row["last_updated"]}
             for i in range(1, int(row["n_evse"]) + 1)]
    one = {"country_code": "NL", "party_id": "LAA", "id": row["location_id"], "publish": True, "name": row["name"],
           "address": row["address"], "city": row["city"], "postal_code": row["postal_code"], "country": "NLD",
           "coordinates": {"latitude": lat, "longitude": lon}, "evses": evses, "operator": {"name": row["operator"]},
           "time_zone": "Europe/Amsterdam", "last_updated": row["last_updated"]}
    if row["parking_type"]:
        one["parking_type"] = row["parking_type"]
    if row.get("open_24_7") is not None:
        one["opening_times"] = {"twentyfourseven": bool(row["open_24_7"])}
    return one


def write(file, locations):
    """locations: rows of (values, point in RD New)."""
    with gzip.GzipFile(file, "wb", mtime=0) as out:
        out.write(json.dumps([location(*row) for row in locations]).encode())
