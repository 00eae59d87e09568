// SPDX-License-Identifier: Apache-2.0
#include "host/cli/commands.hpp"
#include "host/cli/say.hpp"
#include "host/region/scratch_folder.hpp"
#include "host/run/run.hpp"
#include "host/scenario/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace laad {
namespace {

void print_rejected(std::vector<Rejected> const& rejected)
{
    constexpr int shown_each = 5;
    std::map<std::string, std::vector<Rejected const*>> by_layer;
    for (Rejected const& row : rejected)
        by_layer[row.layer.empty() ? row.file : row.file + ", layer " + row.layer].push_back(&row);
    if (rejected.empty()) say("no row was set aside\n");
    for (auto const& [where, rows] : by_layer) {
        say("set aside  {}: {} rows\n", where, rows.size());
        std::map<std::string, std::pair<std::size_t, std::string>> by_reason;
        for (Rejected const* row : rows) {
            auto& [count, features] = by_reason[row->reason];
            if (count++ < shown_each) features += fmt::format(" {}", row->feature);
        }
        for (auto const& [reason, found] : by_reason)
            say("           {} x {} (features{}{})\n", found.first, reason, found.second,
                found.first > shown_each ? " ..." : "");
    }
}

}  // namespace

void inspect_command(std::filesystem::path const& region)
{
    ScratchFolder const scratch;
    Run const run =
        read_inputs(parse_scenario(region), RunScope::plan, scratch.path(), [](std::string const&, double) {});
    BaseLayers const& base = run.inputs.base;
    say("region     {}\n", run.inputs.scenario.region.name);
    say("grid       {} x {} cells of {} m, EPSG:{}, west {} north {}\n", base.grid.shape.cols, base.grid.shape.rows,
        base.grid.cell_m(), base.grid.epsg, base.grid.west_cm / 100, base.grid.north_cm / 100);
    say("buurten    {}, of which {} wholly inside the area\n", base.neighbourhoods.size(),
        std::ranges::count(base.neighbourhoods, false, &Neighbourhood::partial));
    say("dwellings  {}, demand enters the streets at {} cells\n", base.dwelling_points.size(), base.nodes.size());
    say("chargers   {} locations, {} public sites\n", base.chargers.size(), base.sites.size());
    say("links      {} between levels\n", base.links.size());
    say("candidates {}, of which {} pass the hard rules\n", base.candidates.size(),
        std::ranges::count_if(base.candidates, &Candidate::eligible));
    for (ReasonCode const& reason : reason_codes) {
        auto const count = std::ranges::count_if(
            base.candidates, [&](Candidate const& c) { return std::ranges::count(c.reasons, reason.code) > 0; });
        if (count) say("           {:<9} {:>5}  {}\n", reason.code, count, reason.meaning);
    }
    PrognosisLabel const& label = run.inputs.prognosis.origin.label;
    say("prognosis  {} {}{}{}{}\n", run.inputs.prognosis.year, run.inputs.prognosis.scenario,
        label.version.empty() ? "" : ", version " + label.version, label.date.empty() ? "" : " of " + label.date,
        run.inputs.prognosis.illustrative ? ", ILLUSTRATIVE" : "");
    for (TypeEnergy const& type : run.inputs.prognosis.types)
        say("           {:<12} {:>8.0f} MWh a year{}\n", type.location_type, mwh(sum_of(type.neighbourhood_wh)),
            type.is_public ? ", public" : "");
    say("grid       {} assets, {} quarters\n", run.inputs.grid.assets.size(), run.inputs.grid.quarters.size());
    for (auto const* notes : {&base.notes, &run.inputs.prognosis.notes, &run.inputs.grid.notes})
        for (std::string const& note : *notes)
            say("note       {}\n", note);
    print_rejected(base.rejected);
}

}  // namespace laad
