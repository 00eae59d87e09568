# SPDX-License-Identifier: Apache-2.0
"""The tables of the report. rows: those of versions.csv."""
from html import escape

from words import grouped

MOST_PLACES = 30


def table(head, rows):
    """head: titles, those that start with "<" above words and not figures; rows: cells, already HTML."""
    kinds = [' class="w"' if title[0] == "<" else "" for title in head]
    top = "".join(f"<th{kind}>{escape(title.lstrip('<'))}</th>" for kind, title in zip(kinds, head))
    lines = ("".join(f"<td{kind}>{cell}</td>" for kind, cell in zip(kinds, row)) for row in rows)
    body = "".join(f"<tr>{line}</tr>\n" for line in lines)
    return f'<div class="scroll"><table><thead><tr>{top}</tr></thead><tbody>\n{body}</tbody></table></div>\n'


def demand_table(rows):
    columns = {
        "demand_old_mwh": "Demand old, MWh",
        "demand_new_mwh": "Demand new, MWh",
        "demand_change_mwh": "Change, MWh",
        "demand_change_percent": "Change, %",
        "unmet_old_mwh": "Unmet old, MWh",
        "unmet_new_mwh": "Unmet new, MWh",
        "served_old_mwh": "Served by old plan, MWh",
        "served_new_mwh": "Served by new plan, MWh",
    }
    lines = [[grouped(row[key], 1, "+" if "change" in key else "") for key in columns] for row in rows]
    return table(["Year", "<Scenario", *columns.values()], with_case(rows, lines))


def plan_table(rows):
    columns = {
        "stations_old": "Stations old",
        "stations_new": "Stations new",
        "kept": "Stay, same rank",
        "moved": "Stay, other rank",
        "shifted": "Move along the street",
        "gained": "Come",
        "lost": "Go",
        "waiting_for_grid_new": "Wait for grid, new",
        "stay_percent": "Stay, %",
        "regret_kwh": "Regret, kWh",
        "regret_percent": "Regret, %",
    }
    decimals = {"stay_percent": 1, "regret_percent": 2}
    lines = [
        [
            *(grouped(row[key], decimals.get(key, 0)) for key in columns),
            f'<a href="{escape(row["comparison"])}/report.html">comparison</a>',
        ]
        for row in rows
    ]
    return table(["Year", "<Scenario", *columns.values(), "<Where and why"], with_case(rows, lines))


def cost_table(rows):
    head = ["Year", "<Scenario", "Seconds", "Written, MB", "Linked, MB", "Parts computed"]
    lines = [
        [
            grouped(row["update_seconds"], 1),
            grouped(row["update_written_bytes"] / 1e6, 1),
            grouped(row["update_linked_bytes"] / 1e6, 1),
            f"{row['update_parts_computed']} of {row['update_parts_all']}",
        ]
        for row in rows
    ]
    return table(head, with_case(rows, lines))


def with_case(rows, lines):
    return [[row["year"], escape(row["scenario"]), *line] for row, line in zip(rows, lines)]


def places_table(places):
    head = ["<Place", "<Buurt", "<Gemeente", "In old plans", "In new plans", "Comes", "Goes"]
    lines = [
        [
            *(escape(place[key]) for key in ("candidate", "buurt", "gemeente")),
            *(f"{place[key]} of {place['plans']}" for key in ("in_old_plans", "in_new_plans")),
            place["gained_times"],
            place["lost_times"],
        ]
        for place in places[:MOST_PLACES]
    ]
    return table(head, lines)
