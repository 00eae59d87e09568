# SPDX-License-Identifier: Apache-2.0
"""The plots of the report. rows: those of versions.csv. illustrative: what a plot then says of itself."""
import svg

WIDTH = 900
NOTE = "ILLUSTRATIVE: not all of the data are real"


def started(height, title, description, illustrative):
    drawing = svg.Drawing(WIDTH, height, title, description)
    if illustrative:
        drawing.text(WIDTH - 8, height - 8, NOTE, "end", "#8a4b00", font_size=12)
    return drawing


def years_of(rows):
    return sorted({row["year"] for row in rows})


def scenarios_of(rows):
    return [s for s in svg.MARKS if any(row["scenario"] == s for row in rows)]


def demand_plot(rows, old, new, illustrative):
    """Demand by year, a panel for each scenario, all on one scale."""
    drawing = started(330, "Demand by year", f"Demand for public charging by version {old} and {new}, MWh a year", illustrative)
    values = svg.ticks(0, max(max(row["demand_old_mwh"], row["demand_new_mwh"]) for row in rows))
    scenarios, years = scenarios_of(rows), years_of(rows)
    to_y = svg.scale(values, 260, 76)
    margin, gap = 70, 28
    panel = (WIDTH - margin - 20 - gap * (len(scenarios) - 1)) / len(scenarios)
    for x, name, shape, colour, dashes in ((margin, old, "square", svg.OLD, "6 4"), (margin + 330, new, "circle", svg.NEW, "")):
        drawing.path([(x, 18), (x + 36, 18)], colour, dashes)
        drawing.mark(shape, x + 18, 18, "#ffffff" if dashes else colour, colour, 4)
        drawing.text(x + 44, 22.5, f"version {name}" + (" (old)" if dashes else " (new)"))
    for i, scenario in enumerate(scenarios):
        left = margin + i * (panel + gap)
        if i == 0:
            svg.value_axis(drawing, values, to_y, left, left + panel, "MWh a year")
        else:
            for value in values:
                drawing.line(left, to_y(value), left + panel, to_y(value), svg.SOFT if value == 0 else svg.LINE)
        drawing.text(left + panel / 2, 54, scenario, "middle", font_weight=600)
        span = years if len(years) > 1 else [years[0] - 1, years[0] + 1]
        to_x = svg.scale(span, left + 20, left + panel - 20)
        svg.year_labels(drawing, years, to_x, 280)
        own = [row for row in rows if row["scenario"] == scenario]
        for key, shape, colour, dashes in (("demand_old_mwh", "square", svg.OLD, "6 4"), ("demand_new_mwh", "circle", svg.NEW, "")):
            points = [(to_x(row["year"]), to_y(row[key])) for row in own]
            drawing.path(points, colour, dashes)
            for x, y in points:
                drawing.mark(shape, x, y, "#ffffff" if dashes else colour, colour, 5 if dashes else 3)
    return drawing.source()


def by_scenario(rows, key, unit, title, description, low, high, illustrative):
    """A mark for each year and scenario, on a stem from 0; what is not known is left out and said so."""
    drawing = started(290, title, description, illustrative)
    known = [row for row in rows if row[key] is not None]
    values = svg.ticks(min([low] + [row[key] for row in known]), max([high] + [row[key] for row in known]))
    scenarios, years = scenarios_of(rows), years_of(rows)
    left, right = 70, WIDTH - 20
    to_y = svg.scale(values, 230, 62)
    svg.value_axis(drawing, values, to_y, left, right, unit)
    step = (right - left) / len(years)
    middle = {year: left + (i + 0.5) * step for i, year in enumerate(years)}
    svg.year_labels(drawing, years, middle.get, 252)
    apart = min(26, step / 4)
    for i, scenario in enumerate(scenarios):
        shape, colour = svg.MARKS[scenario]
        drawing.mark(shape, left + 6 + i * 110, 18, colour)
        drawing.text(left + 18 + i * 110, 22.5, scenario)
        for row in (row for row in known if row["scenario"] == scenario):
            x = middle[row["year"]] + (i - (len(scenarios) - 1) / 2) * apart
            drawing.line(x, to_y(0), x, to_y(row[key]), colour, 3)
            drawing.mark(shape, x, to_y(row[key]), colour)
    if len(known) < len(rows):
        drawing.text(right, 22.5, f"not known for {len(rows) - len(known)} of {len(rows)}", "end", svg.SOFT)
    return drawing.source()


def change_plot(rows, illustrative):
    return by_scenario(rows, "demand_change_percent", "%", "Change of demand",
                       "Change of demand from the old to the new version, % of the old", 0, 0, illustrative)  # fmt: skip


def stay_plot(rows, illustrative):
    return by_scenario(rows, "stay_percent", "%", "Places of the old plan that stay",
                       "Share of the places of the old plan that are in the new plan too", 0, 100, illustrative)  # fmt: skip


def regret_plot(rows, illustrative):
    return by_scenario(rows, "regret_percent", "%", "What keeping the old plan loses",
                       "Regret as a share of the energy that the new plan serves", 0, 1, illustrative)  # fmt: skip


def core_plot(groups, illustrative):
    """groups: those of figures.core_by_year. A bar each: places in all plans, and the others that are in some."""
    height = 70 + 34 * len(groups)
    drawing = started(height, "How firmly the new version chooses", "Places in every plan and in some plans", illustrative)
    left, right, pale = 250, WIDTH - 130, "#cfe3f1"
    to_x = svg.scale([0, max(1, max(some for _, _, some, _ in groups))], left, right)
    for x, colour, words in ((left, svg.NEW, "in every plan"), (left + 150, pale, "in some, not in every plan")):
        drawing.add("rect", x=x, y=10, width=14, height=14, fill=colour, stroke=svg.NEW)
        drawing.text(x + 20, 22, words)
    for i, (name, plans, some, every) in enumerate(groups):
        y = 40 + 34 * i
        words = "all years and scenarios" if name == "all" else name
        drawing.text(left - 10, y + 16, f"{words}: {plans} plan{'s' if plans > 1 else ''}", "end")
        drawing.add("rect", x=left, y=y, width=to_x(some) - left, height=22, fill=pale, stroke=svg.NEW)
        drawing.add("rect", x=left, y=y, width=to_x(every) - left, height=22, fill=svg.NEW)
        drawing.text(to_x(some) + 8, y + 16, f"{every:,} of {some:,}")
    return drawing.source()
