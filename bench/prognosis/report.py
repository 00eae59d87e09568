# SPDX-License-Identifier: Apache-2.0
"""The report of two versions as one page that opens without a network: words first, then plots, then tables."""
from html import escape

import figures
import plots
import words
from tables import MOST_PLACES, cost_table, demand_table, places_table, plan_table

STYLE = """:root{color-scheme:light}*{box-sizing:border-box}
body{margin:0;font:16px/1.5 system-ui,"Segoe UI",Roboto,Arial,sans-serif;color:#1c2733;background:#f5f7f9}
main{max-width:1180px;margin:0 auto;padding:20px}h1{font-size:1.8rem;line-height:1.2;margin:.4rem 0}
h2{font-size:1.25rem;margin:0 0 .6rem}p,li{max-width:78ch}.soft{color:#5b6875}a{color:#0072b2}
.banner{background:#ffd166;color:#3a2a00;border-radius:8px;padding:12px 16px;margin:16px 0}
.banner ul{margin:.3rem 0 0;padding-left:1.2rem}
section{background:#fff;border:1px solid #d9dfe5;border-radius:10px;padding:20px;margin:18px 0}
figure{margin:0 0 22px}figure svg{width:100%;max-width:900px;height:auto;display:block}
figcaption{font-size:.9rem;color:#5b6875;max-width:78ch}
.scroll{overflow-x:auto}table{border-collapse:collapse;font-size:.88rem}
th,td{padding:5px 9px;border-bottom:1px solid #d9dfe5;text-align:right}th{background:#eef2f5;vertical-align:bottom}
.w{text-align:left}td{white-space:nowrap;font-variant-numeric:tabular-nums}"""
UNSAID = (
    "What this does not say: how likely a scenario is; what none of the scenarios foresees; and whether earlier prognoses came true "
    "(laadraster backtest does). A place that is exchanged for an equally good one counts as change: read places and regret together."
)
COST = (
    "From the plan of the old version to that of the new one, same year and scenario, files included. A part is one step of the "
    "computation on one tile. Linked files did not change and take no room again. Measured on this machine while the comparison ran."
)


def notes_list(notes, count):
    """notes: what a plan says about itself, with the years and scenarios whose plans say it."""
    items = ""
    for note, cases in notes.items():
        who = "every plan" if len(cases) == count else ", ".join(cases)
        items += f"<li>{escape(who)}: {escape(note)}</li>\n"
    head = "<summary>What the new plans say about themselves</summary>"
    return f"<details>{head}<ul>\n{items}</ul></details>\n" if items else ""


def figure(title, svg, caption):
    return f"<figure><b>{escape(title)}</b>{svg}<figcaption>{escape(caption)}</figcaption></figure>\n"


def section(title, *parts):
    return f"<section><h2>{escape(title)}</h2>\n{''.join(parts)}</section>\n"


def paragraphs(*sentences):
    return "".join(f"<p>{escape(one)}</p>\n" for one in sentences if one)


def banner(illustrative):
    items = "".join(f"<li>{escape(one)}</li>" for one in illustrative)
    head = "<b>ILLUSTRATIVE: some of the inputs are examples or assumptions.</b>"
    return f'<div class="banner">{head}<ul>{items}</ul></div>\n' if items else ""


def plot_section(rows, old, new, groups, unreal):
    parts = [
        figure("Demand by year", plots.demand_plot(rows, old, new, unreal),
               "Public charging in the area, MWh a year (laag: low, midden: middle, hoog: high scenario)."),
        figure("Change of demand", plots.change_plot(rows, unreal), "From the old to the new version, % of the old."),
        figure("Places that stay", plots.stay_plot(rows, unreal),
               "Places of the old plan that are in the new plan too, % of the old plan. 100: no place goes."),
        figure("Regret", plots.regret_plot(rows, unreal),
               "What keeping the old plan loses if the new version is right, % of what the new plan newly serves. 0: nothing."),
    ]  # fmt: skip
    if groups:
        caption = "Places of the plans of the new version, by year and over all years. Dark: in every one of these plans."
        parts.append(figure("Robust core", plots.core_plot(groups, unreal), caption))
    return section("Plots", *parts)


def table_sections(rows, places, has_robust):
    unmet = "Unmet: what the stations of today, and those already planned, leave. Served: what the places of the plan newly serve."
    regret = "Regret: what keeping the old plan loses. All figures, and regret at equal length, are in versions.csv."
    robust = '<p><a href="robust/report.html">Rank interval of every place over the plans of the new version</a></p>\n'
    by_year = (demand_table(rows), paragraphs(unmet), plan_table(rows), paragraphs(regret), robust if has_robust else "")
    shown = "None."
    if places:
        shown = f"The {min(len(places), MOST_PLACES)} of {len(places)} that change in most plans, the others are in places.csv."
    come_or_go = (paragraphs(shown), places_table(places) if places else "")
    cost = (paragraphs(COST), cost_table(rows))
    sections = {"Year by year": by_year, "Places that come or go": come_or_go, "What the updates cost": cost}
    return "".join(section(title, *parts) for title, parts in sections.items())


def page(about, rows, places, robust):
    """about: region, old and new (stored.Version), notes of the plans, illustrative: what is not real. places: those that change.
    robust: plans.csv and placements.csv over the plans of the new version; none when there is one plan."""
    old, new, unreal = about["old"], about["new"], bool(about["illustrative"])
    groups = figures.core_by_year(robust["plans"], robust["placements"]) if robust else []
    if robust:
        sure = words.sure_words(groups, figures.rank_widths(robust["placements"]), robust["plans"])
    else:
        sure = "With one year and scenario there is no other plan to hold this one against."
    title = escape(f"{about['region']}: prognosis {new.name} against {old.name}")
    sources = " ".join(f"Version {v.name}: {v.date}, {v.source}{', ILLUSTRATIVE' if v.illustrative else ''}." for v in (old, new))
    changes = (words.demand_words(rows, old.name, new.name), words.places_words(rows, places), words.regret_words(rows))
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title><style>{STYLE}</style></head><body><main>
<h1>{title}</h1>
<p class="soft">{escape(sources)} Years and scenarios compared: {len(rows)}.</p>
{banner(about["illustrative"])}{section("What changes in our plan", paragraphs(*changes))}
{section("How sure are we", paragraphs(sure, words.waiting_words(rows), UNSAID), notes_list(about["notes"], len(rows)))}
{plot_section(rows, old.name, new.name, groups, unreal)}
{table_sections(rows, places, robust is not None)}
</main></body></html>
"""
