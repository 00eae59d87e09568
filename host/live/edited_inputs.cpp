// SPDX-License-Identifier: Apache-2.0
#include "host/live/edited_inputs.hpp"

#include "host/language/to_say.hpp"
#include "host/placement/spacing.hpp"
#include "host/prepare/chargers.hpp"
#include "host/prepare/ground.hpp"
#include "rasters/error.hpp"
#include "rasters/tile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <ranges>
#include <tuple>

namespace laad {
namespace {

constexpr char const* spacing_rule = "SPACING";

/// What a charge location adds to the grid, and from where it keeps candidates away.
struct Standing {
    std::string id;
    bool planned{};
    bool placed{};
    int evse{};
    Cell cell{};
    Point at{};

    friend bool operator<(Standing const& a, Standing const& b)
    {
        return std::tie(a.id, a.planned, a.placed, a.evse, a.cell, a.at.x, a.at.y) <
               std::tie(b.id, b.planned, b.placed, b.evse, b.cell, b.at.x, b.at.y);
    }
};

std::vector<Standing> public_ones(Indexed<ChargerId, Charger> const& chargers, std::set<std::string> const& placed)
{
    std::vector<Standing> all;
    for (Charger const& c : chargers)
        if (c.access == ChargerAccess::is_public)
            all.push_back({c.id, c.planned, placed.contains(c.id), c.evse, c.cell, c.at});
    std::sort(all.begin(), all.end());
    return all;
}

std::vector<Standing> without(std::vector<Standing> const& these, std::vector<Standing> const& those)
{
    std::vector<Standing> left;
    std::set_difference(these.begin(), these.end(), those.begin(), those.end(), std::back_inserter(left));
    return left;
}

[[noreturn]] void refuse_unknown(std::string const& station)
{
    throw InputError{to_say("there is no public charge location \"{}\"; take one that is on the map", station)};
}

[[noreturn]] void refuse_unknown_space(std::string const& candidate)
{
    throw InputError{to_say("there is no space \"{}\"; take one that is on the map", candidate)};
}

/// The public locations with one of the ids in `station`, which may hold several, as tables of stations do: an existing
/// and a planned one may share an id too.
std::vector<ChargerId> named(Indexed<ChargerId, Charger> const& chargers, std::string const& station)
{
    auto const with_id = [&](std::string_view id) {
        std::vector<ChargerId> found;
        for (ChargerId const c : chargers.ids())
            if (chargers[c].id == id && chargers[c].access == ChargerAccess::is_public) found.push_back(c);
        return found;
    };
    std::vector<ChargerId> all = with_id(station);
    if (!all.empty()) return all;
    for (auto const part : std::views::split(station, ';')) {
        auto const some = with_id({part.begin(), part.end()});
        if (some.empty()) refuse_unknown(station);
        all.insert(all.end(), some.begin(), some.end());
    }
    if (all.empty()) refuse_unknown(station);
    return all;
}

}  // namespace

EditedInputs::EditedInputs(Inputs& inputs)
    : inputs_{inputs},
      as_read_{inputs.base.chargers},
      surface_maker_{inputs.scenario.surface, inputs.base.grid},
      now_{inputs.base.chargers, {}, {}}
{
    for (CandidateId const c : inputs.base.candidates.ids())
        by_id_.emplace(inputs.base.candidates[c].id, c);
}

CandidateId EditedInputs::candidate(std::string const& id) const
{
    auto const found = by_id_.find(id);
    return found == by_id_.end() ? CandidateId{} : found->second;
}

std::string EditedInputs::free_id(Edits const& edits) const
{
    auto const is_taken = [&](std::string const& id) {
        return std::ranges::count(as_read_, id, &Charger::id) + std::ranges::count(edits, id, &Edit::station) > 0;
    };
    int number = 1;
    while (is_taken(fmt::format("placed-{}", number)))
        ++number;
    return fmt::format("placed-{}", number);
}

void EditedInputs::become(Edits const& edits)
{
    Outcome next = outcome_of(edits);
    auto const before = public_ones(now_.chargers, now_.placed);
    auto const after = public_ones(next.chargers, next.placed);
    std::vector<Point> changed;
    for (Standing const& one : without(before, after))
        changed.push_back(one.at);
    for (Standing const& one : without(after, before))
        changed.push_back(one.at);
    draw_from_grid(next);
    reject(next.blocked);
    now_ = std::move(next);
    inputs_.base.chargers = now_.chargers;
    inputs_.base.sites = sites_of(inputs_.base.chargers);
    judge_spacing(changed);
}

EditedInputs::Outcome EditedInputs::outcome_of(Edits const& edits)
{
    Outcome next{as_read_, {}, {}};
    for (Edit const& edit : edits)
        switch (edit.op) {
            case Edit::Op::place:
                place(next, edit);
                break;
            case Edit::Op::move:
                move(next, edit);
                break;
            case Edit::Op::remove:
                remove(next, edit);
                break;
            case Edit::Op::block:
                block(next, edit);
        }
    std::ranges::sort(next.chargers, {}, [](Charger const& c) { return std::tie(c.id, c.planned); });
    return next;
}

void EditedInputs::place(Outcome& next, Edit const& edit)
{
    if (edit.evse < 1 || edit.evse > most_placed_evse)
        throw InputError{to_say("a station has 1 to {} charge points (EVSE), not {}", most_placed_evse, edit.evse)};
    CandidateId const c = candidate(edit.candidate);
    if (!c && !edit.candidate.empty()) refuse_unknown_space(edit.candidate);
    Charger charger;
    charger.id = edit.station;
    charger.evse = edit.evse;
    charger.access = ChargerAccess::is_public;
    put(charger, c ? inputs_.base.candidates[c].pole : edit.at);
    next.placed.insert(charger.id);
    next.chargers.push_back(std::move(charger));
}

void EditedInputs::move(Outcome& next, Edit const& edit)
{
    for (ChargerId const c : named(next.chargers, edit.station))
        put(next.chargers[c], edit.at);
}

void EditedInputs::remove(Outcome& next, Edit const& edit)
{
    auto const gone = named(next.chargers, edit.station);
    Indexed<ChargerId, Charger> left;
    for (ChargerId const c : next.chargers.ids())
        if (std::ranges::count(gone, c) == 0) left.push_back(std::move(next.chargers[c]));
    next.chargers = std::move(left);
}

void EditedInputs::block(Outcome& next, Edit const& edit) const
{
    CandidateId const c = candidate(edit.candidate);
    if (!c) refuse_unknown_space(edit.candidate);
    bool const is_rejected = std::ranges::count(inputs_.base.candidates[c].reasons, rejected_in_review) > 0;
    if (!is_rejected || now_.blocked.contains(c)) next.blocked.insert(c);
}

/// As `prepare` places a row of the register.
void EditedInputs::put(Charger& charger, Point at)
{
    Spot const& spot = spot_at(at);
    if (!spot.entry)
        throw InputError{
            to_say("at {:.1f}, {:.1f} there is no street or path within {} m in a line that crosses no barrier; "
                   "choose a place nearer to a street",
                   at.x, at.y, inputs_.scenario.coverage.access_max_m)};
    charger.at = at;
    charger.cell = spot.cell;
    charger.in_area = spot.in_area;
    charger.entry = spot.entry;
    if (!charger.access_inferred || !spot.in_building) return;
    charger.access_inferred = false;
    charger.access = ChargerAccess::semi_public;
}

EditedInputs::Spot const& EditedInputs::spot_at(Point at)
{
    auto const known = spots_.find({at.x, at.y});
    if (known != spots_.end()) return known->second;
    BaseLayers const& base = inputs_.base;
    GroundLayers const layers{base.grid,          base.surface,   base.area,
                              base.neighbourhood, surface_maker_, inputs_.scenario.coverage.access_max_m};
    Spot spot{base.grid.cell_at(at), false, false, {}};
    if (!inside(base.grid.shape, spot.cell))
        throw InputError{to_say("{:.1f}, {:.1f} lies outside the region; choose a place inside it", at.x, at.y)};
    Ground const ground{layers, grow({spot.cell, {1, 1}}, layers.reach(), base.grid.shape)};
    spot.in_area = ground.in_area(spot.cell);
    spot.in_building = ground.surface_at(spot.cell) == Surface::building;
    spot.entry = ground.entry(at);
    return spots_.emplace(std::pair{at.x, at.y}, spot).first->second;
}

void EditedInputs::draw_from_grid(Outcome const& next)
{
    auto const before = public_ones(now_.chargers, now_.placed);
    auto const after = public_ones(next.chargers, next.placed);
    auto const draw = [&](std::vector<Standing> const& stations, int sign) {
        for (Standing const& one : stations)
            if (inside(inputs_.base.grid.shape, one.cell))
                add_station(inputs_.grid, one.cell, sign * one.evse,
                            one.planned || one.placed ? Drawn::always : Drawn::by_date,
                            inputs_.scenario.chargers.snapshot_date);
    };
    draw(without(before, after), -1);
    draw(without(after, before), 1);
}

/// Judges the rule anew for the candidates near the places where something changed.
void EditedInputs::judge_spacing(std::vector<Point> const& changed)
{
    double const least_m = inputs_.scenario.placement.rules.min_station_m;
    if (least_m <= 0 || changed.empty()) return;
    Spacing of_changed{least_m};
    for (Point const at : changed)
        of_changed.add(at);
    Spacing stations{least_m};
    for (Charger const& charger : inputs_.base.chargers)
        if (charger.access == ChargerAccess::is_public) stations.add(charger.at);
    for (CandidateId const c : inputs_.base.candidates.ids()) {
        Candidate& candidate = inputs_.base.candidates[c];
        if (!of_changed.forbids(candidate.pole)) continue;
        std::erase(candidate.reasons, spacing_rule);
        bool const is_rejected = std::erase(candidate.reasons, rejected_in_review) > 0;
        std::erase(candidate.passed, spacing_rule);
        (stations.forbids(candidate.pole) ? candidate.reasons : candidate.passed).emplace_back(spacing_rule);
        if (is_rejected) candidate.reasons.emplace_back(rejected_in_review);
    }
}

void EditedInputs::reject(std::set<CandidateId> const& next)
{
    for (CandidateId const c : now_.blocked)
        std::erase(inputs_.base.candidates[c].reasons, rejected_in_review);
    for (CandidateId const c : next)
        inputs_.base.candidates[c].reasons.emplace_back(rejected_in_review);
}

}  // namespace laad
