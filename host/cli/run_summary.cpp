// SPDX-License-Identifier: Apache-2.0
#include "host/cli/commands.hpp"
#include "host/cli/say.hpp"
#include "host/intake/input_notes.hpp"
#include "host/present/words.hpp"
#include "host/run/mass.hpp"
#include "host/run/plan_gaps.hpp"

#include <algorithm>

namespace laad {
namespace {

/// What was asked for and cannot be given; of a region with many municipalities the first few.
void print_gaps(Run const& run)
{
    constexpr std::size_t most = 5;
    std::vector<std::string> const notes = gap_notes(run.findings);
    for (std::size_t i = 0; i < std::min(most, notes.size()); ++i)
        say("{}\n", notes[i]);
    if (notes.size() > most) say("{} more quotas are not filled, see quotas.csv\n", notes.size() - most);
}

void print_warnings(Run const& run)
{
    for (std::string const& note : run.log.device_notes)
        say("{}\n", note);
    for (auto const* notes :
         {&run.inputs.base.notes, &run.inputs.prognosis.notes, &run.inputs.grid.notes, &run.findings.notes})
        for (std::string const& note : *notes)
            if (note.starts_with(warning_sign)) say("{}\n", note);
}

void print_mass(std::vector<MassRow> const& rows)
{
    MassTotals const totals = mass_totals(rows);
    say("mass: prognosis {:.1f} MWh a year, cells {:.1f} MWh, all_placed: {} (rim included)\n",
        mwh(totals.prognosis_wh), mwh(totals.cells_wh), totals.all_placed());
}

}  // namespace

void print_summary(Run const& run, std::filesystem::path const& folder)
{
    sum_up_in_english();
    Findings const& findings = run.findings;
    KpiRow const& area = findings.kpis.front();
    bool const known = run.inputs.scenario.knows_dwellings();
    say("{}: {}{} public charge points in the area\n", run.inputs.scenario.region.name,
        known ? fmt::format("{} dwellings, ", area.walk.dwellings) : "", area.public_evse);
    for (std::size_t i = 0; known && i < area.walk.within.size(); ++i)
        say("  within {} m on foot: {}\n", run.inputs.scenario.coverage.walk_shares_m[i],
            percent(area.walk.within[i], area.walk.dwellings));
    if (run.inputs.scope == RunScope::coverage) {
        if (known) say("white spots: {}\n", findings.white_spots.size());
        print_warnings(run);
        say("open first: {}\n", (folder / "report.html").string());
        return;
    }
    say("demand {:.0f} MWh a year in the area in {} ({}), not served by today's stations: {:.0f} MWh\n",
        mwh(area.plan->demand_wh), run.inputs.prognosis.year, run.inputs.prognosis.scenario, mwh(area.plan->unmet_wh));
    print_mass(findings.mass);
    auto const waiting = std::ranges::count(findings.plan.placements, GridStatus::waits_for_grid, &Placement::status);
    say("plan: {} stations serve {:.0f} MWh more; no other choice of as many can serve more than {:.0f} MWh\n",
        findings.plan.placements.size(), mwh(findings.plan.served_wh()), mwh(findings.plan.bound.wh));
    say("  worth {:.0f} MWh by nearness, of at most {:.0f} MWh\n", static_cast<double>(findings.plan.worth()) / 1e9,
        static_cast<double>(findings.plan.bound.worth) / 1e9);
    if (!run.inputs.has_grid()) say("{}\n", no_grid_note);
    if (waiting) say("{} of them wait for the grid\n", waiting);
    print_gaps(run);
    print_warnings(run);
    if (run.inputs.prognosis.illustrative)
        say("ILLUSTRATIVE: the prognosis is an assumption, not a forecast by ElaadNL\n");
    say("open first: {}\n", (folder / "report.html").string());
}

}  // namespace laad
