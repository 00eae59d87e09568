// SPDX-License-Identifier: Apache-2.0
#include "host/publish/cards.hpp"

#include "host/plan_folder/place_facts.hpp"
#include "host/plan_folder/stored_candidates.hpp"
#include "host/publish/columnar.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <unordered_map>

namespace laad {
namespace {

using Json = nlohmann::ordered_json;

double tenths(double value)
{
    return std::round(value * 10) / 10;
}

/// How a place relates to its neighbour in the plan, the better of the two first.
Json step_json(PlaceFacts const& first, PlaceFacts const& second, PlaceFacts const& neighbour)
{
    static constexpr std::array names{"grid", "review", "square", "search_area", "relief", "worth", "reach", "place"};
    Decided const found = decided(first, second);
    return {{"candidate", neighbour.candidate},
            {"rank", neighbour.rank},
            {"by", names[static_cast<std::size_t>(found.by)]},
            {"kwh", tenths(found.more_kwh)}};
}

Json grid_json(PlaceFacts const& place, StoredCandidate const& candidate)
{
    Json grid{{"status", place.status}, {"reason", place.grid_reason}, {"basis", place.basis}};
    if (!place.headroom_before_kw || !place.headroom_after_kw) return grid;
    grid["before_kw"] = tenths(*place.headroom_before_kw);
    grid["asset"] = place.binding_asset;
    grid["quarter"] = place.binding_quarter;
    grid["after_kw"] = tenths(*place.headroom_after_kw);
    grid["asset_after"] = candidate.binding_asset_after;
    grid["quarter_after"] = candidate.binding_quarter_after;
    return grid;
}

/// A list of rings: the outer ring of each polygon.
Json rings_json(Geometry const& shape)
{
    Json rings = Json::array();
    for (Polygon const& polygon : shape.polygons) {
        Json ring = Json::array();
        for (Point const p : polygon.outer)
            ring.push_back({std::round(p.x * 100) / 100, std::round(p.y * 100) / 100});
        rings.push_back(std::move(ring));
    }
    return rings;
}

class Cards {
  public:
    Cards(StoredPlan const& plan, PublicTables const& tables) : places_{place_facts(plan.path)}
    {
        each_ranked_candidate(plan.path, [&](StoredCandidate const& one) { candidates_[one.id] = one; });
        FeatureTable const bays = tables.read("placement_bays");
        for (Feature const& row : bays.features)
            bays_[text(row.values[bays.column("candidate")])] = row.geometry;
        for (PlaceFacts const& place : places_)
            if (!candidates_.contains(place.candidate) || !bays_.contains(place.candidate))
                throw InputError{fmt::format("{}: does not explain {}, which {} ranks; make the folder again",
                                             bays.file, place.candidate, plan_files::placements)};
    }

    std::size_t count() const { return places_.size(); }
    Json card(std::size_t i) const
    {
        PlaceFacts const& place = places_[i];
        StoredCandidate const& candidate = candidates_.at(place.candidate);
        auto const demand_places = told(candidate.demand_places);
        Json card{{"candidate", place.candidate},
                  {"rank", place.rank},
                  {"served_kwh", tenths(place.gain_kwh)},
                  {"worth_kwh", tenths(place.worth_kwh)},
                  {"reach_kwh", tenths(place.reach_kwh)},
                  {"overlap_kwh", tenths(place.overlap_kwh)},
                  {"demand_places", demand_places ? Json(*demand_places) : Json{}}};
        if (!demand_places) card["few"] = true;
        if (!place.review.empty()) card["review"] = place.review;
        card["mean_walk_m"] = tenths(place.mean_walk_m);
        card["longest_walk_m"] = tenths(place.longest_walk_m);
        if (i + 1 < places_.size()) card["next"] = step_json(place, places_[i + 1], places_[i + 1]);
        if (i > 0) card["above"] = step_json(places_[i - 1], place, places_[i - 1]);
        card["grid"] = grid_json(place, candidate);
        card["rules_passed"] = candidate.passed;
        card["rules_not_checked"] = candidate.unchecked;
        card["bays"] = rings_json(bays_.at(place.candidate));
        return card;
    }

  private:
    std::vector<PlaceFacts> places_;
    std::unordered_map<std::string, Geometry> bays_;
    std::unordered_map<std::string, StoredCandidate> candidates_;
};

}  // namespace

std::vector<std::string> cards_json(StoredPlan const& plan, PublicTables const& tables)
{
    Cards const cards{plan, tables};
    std::vector<std::string> files;
    for (std::size_t first = 0; first < cards.count(); first += cards_per_file) {
        Json file = Json::array();
        for (std::size_t i = first; i < std::min(cards.count(), first + cards_per_file); ++i)
            file.push_back(cards.card(i));
        files.push_back(file.dump(-1, ' ', false, Json::error_handler_t::replace));
    }
    return files;
}

}  // namespace laad
