// SPDX-License-Identifier: Apache-2.0
#include "host/plan_folder/place_facts.hpp"

#include "host/plan_folder/plan_files.hpp"
#include "host/plan_folder/table_reader.hpp"
#include "host/present/words.hpp"

namespace laad {
namespace {

/// How early the verdict of a review puts a place.
int aim_of(PlaceFacts const& place)
{
    return place.review.starts_with("approve") ? 0 : place.review.starts_with("prefer") ? 1 : 2;
}

}  // namespace

std::vector<PlaceFacts> place_facts(std::filesystem::path const& folder)
{
    TableReader const table{folder / plan_files::placements, Rows::may_lack};
    std::vector<PlaceFacts> places;
    for (Feature const& row : table.rows()) {
        auto const words = [&](char const* field) { return table.words(row, field); };
        auto const real = [&](char const* field) { return table.real(row, field); };
        auto const if_any = [&](char const* field) {
            return words(field).empty() ? std::nullopt : std::optional{real(field)};
        };
        places.push_back({.rank = table.whole(row, "rank"),
                          .shared_by = table.whole(row, "shared_by"),
                          .candidate = words("candidate"),
                          .status = words("status"),
                          .grid_reason = words("grid_reason"),
                          .fills_white_square = words("fills_white_square") == "yes",
                          .fills_search_area = table.words_if_any(row, "fills_search_area") == "yes",
                          .for_search_area = !table.words_if_any(row, "relief_h").empty(),
                          .relief_h = table.words_if_any(row, "relief_h").empty() ? 0.0 : real("relief_h"),
                          .worth_kwh = real("worth_kwh"),
                          .reach_kwh = real("reach_kwh"),
                          .gain_kwh = real("gain_kwh"),
                          .overlap_kwh = real("overlap_kwh"),
                          .mean_walk_m = real("mean_walk_m"),
                          .longest_walk_m = real("longest_walk_m"),
                          .headroom_before_kw = if_any("headroom_before_kw"),
                          .headroom_after_kw = if_any("headroom_after_kw"),
                          .binding_asset = words("binding_asset"),
                          .binding_quarter = words("binding_quarter"),
                          .basis = words("basis"),
                          .review = words("review")});
    }
    return places;
}

Decided decided(PlaceFacts const& first, PlaceFacts const& second)
{
    using enum Decided::By;
    if (first.status != second.status && second.status == words(GridStatus::waits_for_grid)) return {grid, 0};
    if (aim_of(first) == 0 || aim_of(first) != aim_of(second)) return {review, 0};
    if (aim_of(first) == 2 && first.fills_white_square != second.fills_white_square) return {square, 0};
    if (first.for_search_area != second.for_search_area) return {search_area, 0};
    if (first.for_search_area && first.relief_h != second.relief_h) return {relief, first.relief_h - second.relief_h};
    if (first.worth_kwh != second.worth_kwh) return {worth, first.worth_kwh - second.worth_kwh};
    if (first.reach_kwh != second.reach_kwh) return {reach, first.reach_kwh - second.reach_kwh};
    return {place, 0};
}

}  // namespace laad
