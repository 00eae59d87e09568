# SPDX-License-Identifier: Apache-2.0
"""What the figures say, in sentences. rows: those of versions.csv; what is not known is None."""


def grouped(value, decimals=0, sign=""):
    return "not known" if value is None else f"{value:{sign},.{decimals}f}".replace("-", "\u2212")


def case(row):
    return f"{row['year']} {row['scenario']}"


def cases_of(cases):
    return cases[0] if len(cases) == 1 else f"{cases[0]} and {len(cases) - 1} more"


def span(rows, key, decimals, unit, sign=""):
    """"+1.0 % (2026 laag) to +3.2 % (2035 hoog and 1 more)"; one figure where all are equal."""
    shown = {}
    for row in sorted(rows, key=lambda row: row[key]):
        shown.setdefault(f"{grouped(row[key], decimals, sign)} {unit}", []).append(case(row))
    ends = [f"{figure} ({cases_of(cases)})" for figure, cases in shown.items()]
    if len(ends) > 1 or len(rows) == 1:
        return " to ".join(ends[:1] + ends[1:][-1:])
    return f"{next(iter(shown))} in every year and scenario"


def demand_words(rows, old, new):
    known = [row for row in rows if row["demand_change_percent"] is not None]
    if not known:
        return "The old version has no demand to compare with."
    if not any(row["demand_change_mwh"] for row in known):
        return f"Demand for public charging is the same by version {new} as by version {old}."
    change = span(known, "demand_change_percent", 1, "%", "+")
    return f"Demand for public charging by version {new} differs from that by version {old}: {change}."


def places_words(rows, places):
    known = [row for row in rows if row["stay_percent"] is not None]
    if not places:
        return "No place comes or goes: the plans of both versions hold the same places in every year and scenario."
    stay = f"Of the old plan's places {span(known, 'stay_percent', 0, '%')} stay. " if known else ""
    came, went = ([row[key] for row in places if row[key]] for key in ("gained_times", "lost_times"))
    words = f"Places that come in at least one year and scenario: {grouped(len(came))}, that go: {grouped(len(went))}"
    always = f"{grouped(came.count(len(rows)))} and {grouped(went.count(len(rows)))}"
    return f"{stay}{words}; in every one: {always}. Which: below."


def regret_words(rows):
    known = [row for row in rows if row["regret_kwh"] is not None]
    if not known:
        return "What keeping the old plan would lose is not known: the comparisons say why."
    worst = max(known, key=lambda row: row["regret_kwh"])
    if worst["regret_kwh"] <= 0:
        words = "Keeping the old plan would lose nothing in any year and scenario"
        more = ": where places change, others that serve as much take their turn."
    else:
        words = f"Keeping the old plan would lose at most {grouped(worst['regret_kwh'])} kWh a year"
        words += f" ({grouped(worst['regret_percent'], 1)} % of what the new plan serves), in {case(worst)}"
        small = worst["regret_percent"] is not None and worst["regret_percent"] < 1
        more = ". Where places change, others that serve nearly as much take their turn." if small else "."
    if any(row["stations_old"] != row["stations_new"] for row in rows):
        more += " Plans of unequal length differ for that reason too; versions.csv has the regret at equal length."
    unknown = len(rows) - len(known)
    return words + more + (f" For {unknown} of {len(rows)} it is not known." if unknown else "")


def sure_words(groups, widths, plans):
    """groups, widths: of figures.core_by_year and rank_widths; plans: plans.csv of `compare --robust`."""
    _, count, some, every = groups[-1]
    sentences = [f"The new version makes {count} plans."]
    if every:
        sentences.append(f"Of the {grouped(some)} places in any of them {grouped(every)} ({100 * every / some:.0f} %) are in all: "
                         "whichever of these years and scenarios comes true, these places are wanted.")  # fmt: skip
        median, most = widths[len(widths) // 2], widths[-1]
        sentences.append(f"Rank intervals of half of them are at most {median} wide, the widest {most}; equal places may take each other's rank, "
                         "and that counts in full.")
    else:
        sentences.append(f"Of the {grouped(some)} places in any of them none is in all: that depends on the year and scenario.")
    known = [plan for plan in plans if plan["worst_regret_kwh"]]
    if known:
        best = min(known, key=lambda plan: float(plan["worst_regret_kwh"]))
        loss = float(best["worst_regret_kwh"])
        lost = f"at most {grouped(loss)} kWh a year" if loss > 0 else "nothing"
        sentences.append(f"The plan of {case(best)} risks least: it loses {lost} when another of these comes true.")
        lengths = {int(plan["placements"]) for plan in known}
        if len(lengths) > 1 and int(best["placements"]) == max(lengths):
            sentences.append("It is also the longest plan, and serves more for that reason.")
    return " ".join(sentences)


def waiting_words(rows):
    waiting = [row for row in rows if row["waiting_for_grid_new"]]
    if not waiting:
        return ""
    worst = max(waiting, key=lambda row: row["waiting_for_grid_new"])
    most = f"{worst['waiting_for_grid_new']} of {worst['stations_new']} in {case(worst)}"
    return f"In {len(waiting)} of {len(rows)} new plans places wait for the grid, at most {most}."
