// SPDX-License-Identifier: Apache-2.0
#include "host/serve/planner.hpp"

#include "host/language/to_say.hpp"
#include "host/live/edit_json.hpp"
#include "host/present/base64.hpp"
#include "host/report/tables.hpp"
#include "host/run/parts/gain.hpp"
#include "host/run/parts/headroom.hpp"
#include "host/run/parts/walk.hpp"
#include "host/serve/columnar_layer.hpp"
#include "host/serve/exported.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace laad {
namespace {

using Json = nlohmann::json;
using Clock = std::chrono::steady_clock;

/// The layers that a page shows; the others change with them.
constexpr std::array shown_layers{walk_layer.name, evse_within_layer.name, headroom_layer.name,
                                  connectable_points_layer.name, gain_layer.name};

std::vector<std::string> const station_columns{"station",      "access",          "evse",       "planned_evse",
                                               "assumed_evse", "public_inferred", "in_area",    "reached_on_foot",
                                               "capacity_kwh", "offered_kwh",     "served_kwh", "pressure_pct"};
std::vector<std::string> const place_columns{"rank",
                                             "shared_by",
                                             "candidate",
                                             "status",
                                             "x_m>x",
                                             "y_m>y",
                                             "gain_kwh",
                                             "worth_kwh",
                                             "cumulative_kwh",
                                             "buurt",
                                             "buurt_name",
                                             "gemeente",
                                             "street",
                                             "side",
                                             "address",
                                             "mean_walk_m",
                                             "headroom_before_kw",
                                             "headroom_after_kw",
                                             "basis",
                                             "fills_white_square"};

Json patches_json(std::vector<LayerPatch> const& patches)
{
    Json list = Json::array();
    for (LayerPatch const& patch : patches)
        if (std::ranges::count(shown_layers, patch.layer) > 0)
            list.push_back(
                {{"layer", patch.layer},
                 {"row", patch.window.first.row},
                 {"col", patch.window.first.col},
                 {"rows", patch.window.shape.rows},
                 {"cols", patch.window.shape.cols},
                 {"cells", base64({reinterpret_cast<char const*>(patch.cells.data()), patch.cells.size()})}});
    return list;
}

std::vector<std::string> places_of(LiveRun const& run)
{
    std::vector<std::string> ids;
    for (Placement const& placement : run.findings().plan.placements)
        ids.push_back(run.inputs().base.candidates[placement.candidate].id);
    return ids;
}

Json without(std::vector<std::string> const& these, std::vector<std::string> const& those)
{
    Json left = Json::array();
    for (std::string const& one : these)
        if (std::ranges::count(those, one) == 0) left.push_back(one);
    return left;
}

/// Dwellings are counted within the walk that makes a white spot, where that is among the shares.
std::size_t counted_share(CoverageConfig const& config)
{
    auto const found = std::ranges::find(config.walk_shares_m, config.white_spot_walk_m);
    return static_cast<std::size_t>(found - config.walk_shares_m.begin()) -
           (found == config.walk_shares_m.end() ? 1 : 0);
}

/// Where an edit is made; nothing: its station is not there.
std::optional<Point> place_of(Edit const& edit, BaseLayers const& base, CandidateId candidate)
{
    if (candidate) return base.candidates[candidate].pole;
    if (edit.op == Edit::Op::place || edit.op == Edit::Op::move) return edit.at;
    auto const charger = std::ranges::find(base.chargers, edit.station, &Charger::id);
    return charger == base.chargers.end() ? std::nullopt : std::optional{charger->at};
}

Json change(double before, double after)
{
    return {{"before", before}, {"after", after}};
}

}  // namespace

Planner::Planner(LiveRun& run, std::filesystem::path const& folder)
    : run_{run}, variants_{folder}, review_{folder / "review.json"}, plan_{figures()}, places_{places_of(run)}
{
    std::string const last = variants_.current();
    bool const goes_on = !last.empty() && variants_.has(last);
    open(goes_on ? last : free_name(), goes_on ? variants_.read(last) : Edits{});
}

std::string Planner::free_name() const
{
    int number = 1;
    while (variants_.has(fmt::format("variant-{}", number)))
        ++number;
    return fmt::format("variant-{}", number);
}

Planner::Figures Planner::figures() const
{
    Findings const& findings = run_.findings();
    Figures now;
    auto const& within = findings.walk_shares.area.within;
    if (!within.empty()) now.dwellings_within = within[counted_share(run_.inputs().scenario.coverage)];
    for (NodeId const node : findings.unmet_wh.ids())
        if (run_.inputs().base.nodes[node].in_area) now.unmet_wh += findings.unmet_wh[node];
    now.served_wh = findings.plan.served_wh();
    return now;
}

Json Planner::figures_json(Figures const& now) const
{
    auto const& config = run_.inputs().scenario.coverage;
    auto const kwh = [](std::int64_t wh) { return static_cast<double>(wh) / 1000; };
    Json figures{{"unmet_kwh", change(kwh(plan_.unmet_wh), kwh(now.unmet_wh))},
                 {"served_kwh", change(kwh(plan_.served_wh), kwh(now.served_wh))}};
    if (!config.walk_shares_m.empty()) {
        Json& within =
            figures["dwellings_within"] = {{"before", plan_.dwellings_within}, {"after", now.dwellings_within}};
        within["limit_m"] = config.walk_shares_m[counted_share(config)];
    }
    return figures;
}

Json Planner::session()
{
    std::lock_guard const lock{mutex_};
    return {{"variant", name_}, {"edits", to_json(edits_)}, {"can", {"place", "move", "remove", "block", "review"}}};
}

Json Planner::state()
{
    std::lock_guard const lock{mutex_};
    Edits now = edits_;
    become({});
    return become(std::move(now));
}

Json Planner::variants()
{
    std::lock_guard const lock{mutex_};
    return {{"variants", variants_.names()}, {"variant", name_}};
}

Json Planner::edit(Json const& asked)
{
    std::lock_guard const lock{mutex_};
    Edits next = edits_;
    if (asked.is_object() && text_of(asked, "op") == "undo") {
        if (next.empty()) throw InputError{to_say("there is nothing to undo")};
        next.pop_back();
    } else {
        constexpr std::size_t most_edits = 2000;
        if (next.size() == most_edits)
            throw InputError{to_say("a variant has at most {} edits; save it and begin a new one", most_edits)};
        next.push_back(edit_from(asked));
        if (next.back().op == Edit::Op::place) next.back().station = run_.edited().free_id(edits_);
    }
    Json answer = become(std::move(next));
    keep();
    return answer;
}

/// The room on the grid where the last edit is made, or undone.
Json Planner::become(Edits next)
{
    auto const begin = Clock::now();
    Edits const& longer = next.size() > edits_.size() ? next : edits_;
    std::optional<Point> at;
    if (!longer.empty())
        at = place_of(longer.back(), run_.inputs().base, run_.edited().candidate(longer.back().candidate));
    AssetId leaf;
    if (at && run_.grid()) leaf = run_.inputs().grid.leaves.at(run_.inputs().base.grid.cell_at(*at));
    auto const room_w = [&] { return leaf ? run_.grid()->room(leaf) : ChainRoom{}; };
    ChainRoom const before = room_w();
    auto const patches = run_.become(next);
    edits_ = std::move(next);

    Inputs const& inputs = run_.inputs();
    Findings const& findings = run_.findings();
    Json figures = figures_json(this->figures());
    if (leaf) {
        Json& headroom = figures["headroom_kw"] = change(before.headroom_w / 1000.0, room_w().headroom_w / 1000.0);
        headroom["asset"] = asset_id(inputs.grid, room_w().binding_asset);
    }
    Json answer{
        {"variant", name_},
        {"edits", to_json(edits_)},
        {"patches", patches_json(patches)},
        {"stations", columnar(filled(station_table(), charging_rows(inputs.base, findings.stations)), station_columns)},
        {"places", columnar(filled(placement_table(inputs), findings.plan.placements), place_columns)},
        {"figures", figures}};
    answer["ms"] = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin).count();
    return answer;
}

Json Planner::open(std::string const& name, Edits edits)
{
    Variants::check(name);
    Json answer = become(std::move(edits));
    name_ = name;
    answer["variant"] = name_;
    keep();
    variants_.set_current(name_);
    return answer;
}

Json Planner::variant(Json const& asked)
{
    std::lock_guard const lock{mutex_};
    if (!asked.is_object()) throw InputError{"a variant is asked for with {\"op\", \"name\"}"};
    std::string const op = text_of(asked, "op");
    std::string const name = text_of(asked, "name");
    if (op == "compare") return compared();
    if (op == "open") return open(name, variants_.read(name));
    if (op == "new") {
        if (!name.empty() && variants_.has(name))
            throw InputError{to_say("there is a variant \"{}\" already; choose another name", name)};
        return open(name.empty() ? free_name() : name, {});
    }
    if (op == "save") return open(name.empty() ? name_ : name, edits_);
    if (op != "name") throw InputError{to_say("op \"{}\" is not known; there are: name, save, new, open, compare", op)};
    variants_.rename(name_, name);
    return open(name, edits_);
}

/// The variant beside the plan without edits.
Json Planner::compared()
{
    auto const places = places_of(run_);
    return {{"variant", name_},
            {"edits", to_json(edits_)},
            {"figures", figures_json(figures())},
            {"places",
             {{"plan", places_.size()},
              {"variant", places.size()},
              {"gone", without(places_, places)},
              {"new", without(places, places_)}}}};
}

Json Planner::review(Json const& asked)
{
    std::lock_guard const lock{mutex_};
    review_.replace(asked);
    return review_.json();
}

Json Planner::review_rows()
{
    std::lock_guard const lock{mutex_};
    return review_.json();
}

std::string Planner::exported(Export format)
{
    std::lock_guard const lock{mutex_};
    Exported const all{run_, edits_, name_, review_.rows()};
    switch (format) {
        case Export::geojson:
            return all.geojson();
        case Export::csv:
            return all.csv();
        case Export::toml:
            return all.toml();
        case Export::review:
            break;
    }
    return csv_of(all.review());
}

}  // namespace laad
