// SPDX-License-Identifier: Apache-2.0
#include "host/present/style/qml.hpp"
#include "host/present/style/quantities.hpp"
#include "host/present/words.hpp"
#include "host/report/tables.hpp"

#include <fmt/format.h>

namespace laad {
namespace {

std::optional<Power> known_room(ChainRoom const& room)
{
    return room.basis == Basis::none ? std::nullopt : std::optional{Power{room.headroom_w}};
}

std::string place_name(BaseLayers const& base, Candidate const& candidate)
{
    std::string const neighbourhood =
        called(neighbourhood_key(base, candidate.neighbourhood), neighbourhood_name(base, candidate.neighbourhood));
    std::string const municipality = municipality_name(base, candidate.municipality);
    return neighbourhood.empty() || municipality.empty() ? neighbourhood + municipality
                                                         : neighbourhood + ", " + municipality;
}

auto name_in(BaseLayers const& base)
{
    return [&](Candidate const& candidate) { return neighbourhood_name(base, candidate.neighbourhood); };
}

/// `of`: makes of a part of a candidate that of a row.
void add_whereabouts(auto& table, auto const& of)
{
    auto const add = [&](char const* name, auto part) {
        table.columns.push_back({name, of([=](Candidate const& c) { return part(c.where); })});
    };
    add("street", [](Whereabouts const& w) { return w.street; });
    add("side", [](Whereabouts const& w) { return w.side; });
    add("address", [](Whereabouts const& w) { return w.address; });
    add("address_m",
        [](Whereabouts const& w) { return w.address_cm ? std::optional{*w.address_cm / 100.0} : std::nullopt; });
    add("postcode", [](Whereabouts const& w) { return w.postcode; });
    add("town", [](Whereabouts const& w) { return w.town; });
}

/// `part` of what a member of a row points to; nothing where it points to nothing.
template <class Of>
auto if_any(Of const* CandidateRow::*member, auto part)
{
    return [=](CandidateRow const& row) {
        return row.*member != nullptr ? std::optional{std::invoke(part, *(row.*member))} : std::nullopt;
    };
}

/// "12 / 30", in whole units.
Figures two(double first, double second)
{
    return {fmt::format("{:.0f} / {:.0f}", first, second)};
}

}  // namespace

Table<Placement> placement_table(Inputs const& inputs)
{
    using Row = Placement const&;
    auto const of = [&](auto part) { return [&, part](Row p) { return part(candidate_of(inputs, p)); }; };
    int const epsg = inputs.base.grid.epsg;
    // Files keep their columns, a page shows what is known.
    auto const of_grid = [&](char const* title) { return inputs.has_grid() ? title : ""; };
    Table<Placement> table{
        "placements",
        "Ranked places for the next charging stations; the point is where the pole comes",
        {{"rank", &Placement::rank},
         {"", "Rank", [](Row p) { return Figures{rank_words(p)}; }},
         {"shared_by", &Placement::shared_by},
         {"candidate", "Place", of([](Candidate const& c) { return c.id; })},
         {"bay_ids", of([](Candidate const& c) { return c.bay_ids; })},
         {"", "Buurt", of([&](Candidate const& c) { return place_name(inputs.base, c); })},
         {"", "Where", of([](Candidate const& c) { return words(c.where); })},
         {"", epsg == 28992 ? "RD x, y (m)" : fmt::format("x, y (m, EPSG:{})", epsg),
          of([](Candidate const& c) { return fmt::format("{:.0f}, {:.0f}", c.pole.x, c.pole.y); })},
         {"status", [](Row p) { return words(p.status); }},
         {"grid_reason", [](Row p) { return Sentence{p.grid_reason}; }},
         {"fills_white_square", &Placement::fills_square},
         {"worth_kwh", "Worth kWh a year", [](Row p) { return Worth{p.value.worth}; }},
         {"reach_kwh", "In reach by nearness kWh", [](Row p) { return Worth{p.value.reach}; }},
         {"", "White square", [](Row p) { return p.fills_square ? "first of it" : "-"; }},
         {"gain_kwh", "Gain kWh a year", [](Row p) { return Energy{p.value.gain_wh}; }},
         {"cumulative_kwh", "Plan so far kWh", [](Row p) { return Energy{p.cumulative_wh}; }},
         {"overlap_kwh", "Overlap kWh", [](Row p) { return Energy{p.first_gain_wh - p.value.gain_wh}; }},
         {"mean_walk_m", [](Row p) { return walk_to_demand(p).mean_m; }},
         {"longest_walk_m", [](Row p) { return walk_to_demand(p).longest_m; }},
         {"", "Walk m, mean / longest",
          [](Row p) { return two(walk_to_demand(p).mean_m, walk_to_demand(p).longest_m); }},
         {"", of_grid("Grid"), [](Row p) { return words(p.status); }},
         {"buurt", of([&](Candidate const& c) { return neighbourhood_key(inputs.base, c.neighbourhood); })},
         {"gemeente", of([&](Candidate const& c) { return municipality_name(inputs.base, c.municipality); })},
         {"binding_asset", [&](Row p) { return asset_id(inputs.grid, p.before.binding_asset); }},
         {"binding_quarter", [&](Row p) { return quarter_name(inputs.grid, p.before.binding_quarter); }},
         {"headroom_before_kw", [](Row p) { return known_room(p.before); }},
         {"headroom_after_kw", [](Row p) { return known_room(p.after); }},
         {"", of_grid("Headroom kW, before / after"),
          [](Row p) {
              return p.before.basis == Basis::none ? Figures{"-"}
                                                   : two(kw(p.before.headroom_w), kw(p.after.headroom_w));
          }},
         {"basis", of_grid("Basis"), [](Row p) { return words(p.before.basis); }},
         {"rules_passed", of([](Candidate const& c) { return joined(c.passed, " "); })},
         {"rules_not_checked", of([](Candidate const& c) { return joined(c.unchecked, " "); })},
         {"", "Rules not checked",
          of([](Candidate const& c) { return c.unchecked.empty() ? "none" : joined(c.unchecked, ", "); })},
         {"x_m", of([](Candidate const& c) { return c.pole.x; })},
         {"y_m", of([](Candidate const& c) { return c.pole.y; })}},
        ShapeKind::point,
        of([](Candidate const& c) { return point(c.pole); }),
        qml(styles::placements)};
    add_whereabouts(table, of);
    if (inputs.use) {
        table.columns.push_back({"fills_search_area", "Search area", &Placement::fills_area});
        table.columns.push_back({"relief_h", [](Row p) {
                                     return p.aim == Aim::search_areas ? std::optional{relief_hours(p.relief)}
                                                                       : std::nullopt;
                                 }});
    }
    table.columns.push_back({"review", [&](Row p) { return inputs.review.words_of(p.candidate); }});
    if (inputs.base.names_neighbourhoods()) table.columns.push_back({"buurt_name", of(name_in(inputs.base))});
    return table;
}

Table<Placement> placement_bay_table(Inputs const& inputs)
{
    auto const candidate = [&](Placement const& p) -> Candidate const& { return candidate_of(inputs, p); };
    return {"placement_bays",
            "The two parking bays of each ranked place",
            {{"rank", &Placement::rank},
             {"candidate", [=](Placement const& p) { return candidate(p).id; }},
             {"bay_ids", [=](Placement const& p) { return candidate(p).bay_ids; }}},
            ShapeKind::polygon,
            [=](Placement const& p) { return candidate(p).bays; },
            qml(styles::bays)};
}

std::vector<CandidateRow> candidate_rows(Inputs const& inputs, Findings const& findings)
{
    Indexed<CandidateId, CandidateRow> rows;
    for (Candidate const& candidate : inputs.base.candidates)
        rows.push_back({&candidate});
    RankedPlan const& plan = findings.plan;
    for (CandidateId const c : rows.ids()) {
        rows[c].review = inputs.review.words_of(c);
        if (!inputs.base.candidates[c].entry) continue;
        rows[c].first = &plan.first[c];
        rows[c].left = &plan.left[c];
        rows[c].too_close = !plan.too_close.empty() && plan.too_close[c];
    }
    for (Placement const& placement : plan.placements)
        rows[placement.candidate].placement = &placement;
    return rows;
}

Table<CandidateRow> candidate_table(Inputs const& inputs)
{
    using Row = CandidateRow const&;
    auto const of = [](auto part) { return [part](Row row) { return part(*row.candidate); }; };
    Table<CandidateRow> table{
        "candidates",
        "Pairs of bays that were considered; gain is what one station would newly serve as the first, worth the "
        "same counted by nearness",
        {{"candidate", of([](Candidate const& c) { return c.id; })},
         {"bay_ids", of([](Candidate const& c) { return c.bay_ids; })},
         {"eligible", of([](Candidate const& c) { return c.eligible(); })},
         {"rank", if_any(&CandidateRow::placement, &Placement::rank)},
         {"gain_kwh", if_any(&CandidateRow::first, [](CandidateValue const& v) { return Energy{v.gain_wh}; })},
         {"worth_kwh", if_any(&CandidateRow::first, [](CandidateValue const& v) { return Worth{v.worth}; })},
         {"reasons", of([](Candidate const& c) { return joined(c.reasons, " "); })},
         {"rules_passed", of([](Candidate const& c) { return joined(c.passed, " "); })},
         {"rules_not_checked", of([](Candidate const& c) { return joined(c.unchecked, " "); })},
         {"buurt", of([&](Candidate const& c) { return neighbourhood_key(inputs.base, c.neighbourhood); })},
         {"gemeente", of([&](Candidate const& c) { return municipality_name(inputs.base, c.municipality); })}},
        ShapeKind::polygon,
        of([](Candidate const& c) { return c.bays; }),
        qml(styles::candidates)};
    add_whereabouts(table, of);
    if (inputs.base.names_neighbourhoods()) table.columns.push_back({"buurt_name", of(name_in(inputs.base))});
    return table;
}

Table<CandidateRow> explanation_table(PowerGrid const& grid)
{
    using Row = CandidateRow const&;
    auto const if_placed = [](auto part) { return if_any(&CandidateRow::placement, part); };
    return {
        "explanations",
        "What explains a candidate beside what the other layers say of it: its pole, what it would still add to "
        "the plan, what the review says of it, and of a ranked place where it serves and what has least room with it",
        {{"candidate", [](Row row) { return row.candidate->id; }},
         {"x_m", [](Row row) { return row.candidate->pole.x; }},
         {"y_m", [](Row row) { return row.candidate->pole.y; }},
         {"gain_after_plan_kwh",
          if_any(&CandidateRow::left, [](CandidateValue const& v) { return Energy{v.gain_wh}; })},
         {"worth_after_plan_kwh", if_any(&CandidateRow::left, [](CandidateValue const& v) { return Worth{v.worth}; })},
         {"too_close", [](Row row) { return row.left != nullptr ? std::optional{row.too_close} : std::nullopt; }},
         {"demand_places", if_placed([](Placement const& place) { return place.serves.size(); })},
         {"binding_asset_after",
          if_placed([&](Placement const& place) { return asset_id(grid, place.after.binding_asset); })},
         {"binding_quarter_after",
          if_placed([&](Placement const& place) { return quarter_name(grid, place.after.binding_quarter); })},
         {"review", &CandidateRow::review}}};
}

}  // namespace laad
