// SPDX-License-Identifier: Apache-2.0
#include "host/cli/commands.hpp"
#include "host/cli/say.hpp"
#include "host/inspect/inspect.hpp"
#include "host/present/folder.hpp"
#include "host/present/words.hpp"
#include "host/report/input_tables.hpp"
#include "host/run/run.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/io/files/scratch_folder.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace laad {
namespace {

/// One line a kind, with what is lost.
void print_set_aside(Inputs const& inputs)
{
    auto const kinds = by_kind(set_aside(inputs));
    if (kinds.empty()) say("no row was set aside\n");
    for (SetAsideKind const& one : kinds) {
        auto const cost = one.cost_in_words();
        say("set aside  {}: {} rows ({}): {}{}\n", one.kind.empty() ? "row" : one.kind, one.rows, one.input, one.reason,
            cost.empty() ? "" : "; lost: " + cost);
    }
}

void print_prognosis(Prognosis const& prognosis)
{
    PrognosisLabel const& label = prognosis.origin.label;
    say("prognosis  {} {}{}{}{}\n", prognosis.year, prognosis.scenario,
        label.version.empty() ? "" : ", version " + label.version, label.date.empty() ? "" : " of " + label.date,
        prognosis.illustrative ? ", ILLUSTRATIVE" : "");
    for (TypeEnergy const& type : prognosis.types)
        say("           {:<12} {:>8.0f} MWh a year{}\n", type.location_type, mwh(sum_of(type.neighbourhood_wh)),
            type.is_public ? ", public" : "");
}

void print_guesses(std::vector<Guess> const& guesses)
{
    if (guesses.empty()) return;
    std::size_t what = 0, decides = std::string_view{"decides"}.size(), of = 0;
    auto const of_words = [](Guess const& one) { return grouped(one.total) + " " + one.unit; };
    for (Guess const& one : guesses) {
        what = std::max(what, one.what.size());
        decides = std::max(decides, grouped(one.affected).size());
        of = std::max(of, of_words(one).size());
    }
    say("{:<{}}  {:>{}}  {:<{}}  {}\n", "guessed, as the inputs do not say it", what, "decides", decides, "of", of,
        "change it with");
    for (Guess const& one : guesses)
        say("{:<{}}  {:>{}}  {:<{}}  {}\n", one.what, what, grouped(one.affected), decides, of_words(one), of,
            one.rule);
}

}  // namespace

void inspect_command(InspectRequest const& request)
{
    if (!request.out.empty()) PartialFolder::check(request.out);
    ScratchFolder const scratch;
    Scenario const scenario = parse_scenario(request.region);
    bool const has_prognosis = has_prognosis_table(scenario);
    RunScope const scope = has_prognosis ? RunScope::plan : RunScope::coverage;
    Run const run = read_inputs(scenario, scope, scratch.path(), [](std::string const&, double) {});
    BaseLayers const& base = run.inputs.base;
    say("region     {}\n", run.inputs.scenario.region.name);
    say("grid       {} x {} cells of {} m, EPSG:{}, west {} north {}\n", base.grid.shape.cols, base.grid.shape.rows,
        base.grid.cell_m(), base.grid.epsg, base.grid.west_cm / 100, base.grid.north_cm / 100);
    say("buurten    {}{}, of which {} wholly inside the area\n", base.neighbourhoods.size(),
        scenario.region.neighbourhoods.file.empty() ? " squares" : "",
        std::ranges::count(base.neighbourhoods, false, &Neighbourhood::partial));
    say("dwellings  {}{}, demand enters the streets at {} cells\n", base.dwelling_points.size(),
        scenario.estimates_dwellings() ? " estimated from households per buurt" : "", base.nodes.size());
    say("chargers   {} locations, {} public sites\n", base.chargers.size(), base.sites.size());
    say("links      {} between levels\n", base.links.size());
    say("candidates {}, of which {} pass the hard rules\n", base.candidates.size(),
        std::ranges::count_if(base.candidates, &Candidate::eligible));
    for (ReasonCode const& reason : reason_codes) {
        auto const count = std::ranges::count_if(
            base.candidates, [&](Candidate const& c) { return std::ranges::count(c.reasons, reason.code) > 0; });
        if (count) say("           {:<9} {:>5}  {}\n", reason.code, count, reason.meaning);
    }
    if (has_prognosis)
        print_prognosis(run.inputs.prognosis);
    else
        say("prognosis  {}: coverage can be made, a plan needs one (`laadraster prognosis sketch` makes an "
            "illustrative "
            "one)\n",
            scenario.prognosis.given() ? scenario.prognosis.file.string() + " does not exist" : "none");
    if (run.inputs.has_grid())
        say("grid       {} assets, {} quarters\n", run.inputs.grid.assets.size(), run.inputs.grid.quarters.size());
    else if (!run.inputs.is_plan())
        say("grid       {}\n", scenario.grid.given() ? "not read without a prognosis" : "none");
    for (auto const* notes : {&base.notes, &run.inputs.prognosis.notes, &run.inputs.grid.notes})
        for (std::string const& note : *notes)
            say("note       {}\n", note);
    print_guesses(base.guesses);
    print_set_aside(run.inputs);
    if (request.out.empty()) return;
    write_inspection(run.inputs, request.out);
    say("look at    {}: surface.png, dwellings.png, charging.png; guesses.csv, set_aside.csv\n", request.out.string());
}

}  // namespace laad
