// SPDX-License-Identifier: Apache-2.0
#include "host/report/explain.hpp"

#include "host/plan_folder/place_facts.hpp"
#include "host/plan_folder/plan_files.hpp"
#include "host/plan_folder/stored_candidates.hpp"
#include "host/plan_folder/table_reader.hpp"
#include "host/present/words.hpp"
#include "rasters/error.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace laad {
namespace {

std::string kwh_text(double kwh)
{
    return fmt::format("{:.1f}", kwh);
}

std::string list_text(std::vector<std::string> const& codes)
{
    return codes.empty() ? "none" : joined(codes, ", ");
}

using Places = std::vector<PlaceFacts>;

std::string room_text(char const* when, double kw, std::string const& asset, std::string const& quarter)
{
    return fmt::format("  headroom {}: {:.1f} kW, least at {} in {}\n", when, kw, asset, quarter);
}

/// What put it before the next one, and how close that was.
std::string below_text(PlaceFacts const& place, PlaceFacts const& next)
{
    std::string const out = fmt::format("  before {} (rank {}): ", next.candidate, next.rank);
    Decided const found = decided(place, next);
    switch (found.by) {
        case Decided::By::grid:
            return out + "that one waits for the grid\n";
        case Decided::By::review:
            return out + "the review put this one first\n";
        case Decided::By::square:
            return out + "this one fills a white square, which comes first\n";
        case Decided::By::search_area:
            return out + "this one is the station of a search area, which comes first\n";
        case Decided::By::relief:
            return out + "both are stations of search areas; what they relieve decides\n";
        case Decided::By::place:
            return out +
                   "they are worth as much, with as much demand in reach, and share a rank; this one lies further "
                   "north, or west\n";
        case Decided::By::reach:
            return out + fmt::format("worth as much, with {} kWh more demand in reach\n", kwh_text(found.more_kwh));
        case Decided::By::worth:
            break;
    }
    bool const close = found.more_kwh < 0.01 * place.worth_kwh;
    return out + fmt::format("worth {} kWh a year more{}\n", kwh_text(found.more_kwh),
                             close ? ", which is close (under 1 %)" : "");
}

std::string above_text(PlaceFacts const& above, PlaceFacts const& place)
{
    Decided const found = decided(above, place);
    switch (found.by) {
        case Decided::By::grid:
            return "  the rank above can be connected, this one waits for the grid: such places come last\n";
        case Decided::By::review:
            return "  the review put the rank above first\n";
        case Decided::By::square:
            return "  the rank above fills a white square, which comes first\n";
        case Decided::By::search_area:
            return "  the rank above is the station of a search area, which comes first\n";
        case Decided::By::relief:
            return "  the rank above relieves its search area more, or as much\n";
        case Decided::By::place:
            return fmt::format("  shares its rank with {}, which lies further north, or west\n", above.candidate);
        case Decided::By::reach:
        case Decided::By::worth:
            break;
    }
    return fmt::format("  to move up one rank: {} kWh a year more{}\n", kwh_text(found.more_kwh),
                       found.by == Decided::By::reach ? " demand in reach (it is worth as much)" : " of worth");
}

std::string placed_text(StoredCandidate const& candidate, Places const& places, std::size_t i)
{
    PlaceFacts const& place = places[i];
    std::string out = fmt::format("rank {}{}: newly serves {} kWh a year at {} places of demand\n", place.rank,
                                  place.shared_by > 1 ? fmt::format(" (shared by {})", place.shared_by) : "",
                                  kwh_text(place.gain_kwh), candidate.demand_places);
    out += fmt::format("  worth by nearness: {} kWh a year; all unmet demand in reach counts {} kWh\n",
                       kwh_text(place.worth_kwh), kwh_text(place.reach_kwh));
    out += fmt::format("  overlap with better ranks: {} kWh a year\n", kwh_text(place.overlap_kwh));
    out += fmt::format("  walk to that demand: {:.1f} m on average, {:.1f} m at most\n", place.mean_walk_m,
                       place.longest_walk_m);
    if (!place.review.empty()) out += "  review: " + place.review + "\n";
    if (place.fills_white_square) out += "  the first station of its white square\n";
    if (place.fills_search_area) out += "  the first station of its search area\n";
    if (place.for_search_area) out += "  chosen for that: by what it relieves of the pressure on foot, then by worth\n";
    out += fmt::format("  grid: {}{}; basis: {}\n", place.status,
                       place.grid_reason.empty() ? "" : " (" + place.grid_reason + ")", place.basis);
    if (place.headroom_before_kw && place.headroom_after_kw) {
        out += room_text("before", *place.headroom_before_kw, place.binding_asset, place.binding_quarter);
        out += room_text("after", *place.headroom_after_kw, candidate.binding_asset_after,
                         candidate.binding_quarter_after);
    }
    if (i + 1 < places.size()) out += below_text(place, places[i + 1]);
    if (i > 0) out += above_text(places[i - 1], place);
    return out;
}

/// Why an eligible candidate has no rank, and what would give it one.
std::string unplaced_text(StoredCandidate const& candidate, Places const& places)
{
    if (!candidate.first_gain_wh) return "no rank: no street or path within reach from which it could serve demand\n";
    std::string const out =
        fmt::format("no rank: it would serve {} kWh a year as the first station, {} kWh after the plan\n",
                    kwh_text(kwh(*candidate.first_gain_wh)), kwh_text(kwh(candidate.gain_after_plan_wh)));
    if (candidate.too_close)
        return out +
               "  too close to a station of the plan (minimum spacing, min_station_m): only a smaller spacing, or the "
               "plan without that station, would give it a rank\n";
    if (candidate.gain_after_plan_wh <= 0) return out + "  the plan leaves no unmet demand in its reach\n";
    std::string const worth = kwh_text(weighted_kwh(candidate.worth_after_plan));
    if (places.empty()) return out + fmt::format("  that is worth {} kWh by nearness; no place has a rank\n", worth);
    return out + fmt::format(
                     "  that is worth {} kWh by nearness, the last rank ({}) {} kWh; a higher quota or more "
                     "unmet demand would move it up\n",
                     worth, places.back().rank, kwh_text(places.back().worth_kwh));
}

std::string stopped_text(std::vector<std::string> const& reasons)
{
    std::string out = "no rank: stopped by a hard rule\n";
    for (std::string const& reason : reasons)
        out += fmt::format("  {}: {}\n", reason, meaning(reason));
    return out;
}

std::optional<StoredCandidate> candidate_in(std::filesystem::path const& folder, std::string const& id)
{
    std::optional<StoredCandidate> found;
    each_candidate(folder, id, [&](StoredCandidate const& row) { found = row; });
    return found;
}

/// As people call it, from the table of key figures.
std::string neighbourhood_words(std::filesystem::path const& folder, std::string const& key)
{
    TableReader const areas{folder / plan_files::areas};
    for (Feature const& row : areas.rows())
        if (areas.words(row, "name") == key && areas.level(row, "level") == AreaLevel::neighbourhood)
            return called(key, areas.words_if_any(row, "buurt_name"));
    return key;
}

[[noreturn]] void refuse(std::filesystem::path const& folder, std::string const& candidate)
{
    std::vector<std::string> ids;
    each_candidate(folder, {}, [&](StoredCandidate const& row) { ids.push_back(row.id); });
    throw InputError{
        fmt::format("{}: no candidate \"{}\"{}", folder.string(), candidate, did_you_mean(candidate, ids))};
}

}  // namespace

std::string explain(std::filesystem::path const& folder, std::string const& id_or_rank)
{
    auto candidate = candidate_in(folder, id_or_rank);
    Places const places = place_facts(folder);
    auto const of_rank =
        std::ranges::find(places, id_or_rank, [](PlaceFacts const& p) { return std::to_string(p.rank); });
    if (!candidate && of_rank != places.end()) candidate = candidate_in(folder, of_rank->candidate);
    if (!candidate) refuse(folder, id_or_rank);
    std::string out = fmt::format("{} in {}, {} ({:.1f}, {:.1f}), in the input {}\n", candidate->id,
                                  neighbourhood_words(folder, candidate->neighbourhood), candidate->municipality,
                                  candidate->pole.x, candidate->pole.y, candidate->bay_ids);
    if (auto const where = words(candidate->where); !where.empty()) out += "  " + where + "\n";
    auto const place = std::ranges::find(places, candidate->id, &PlaceFacts::candidate);
    if (place != places.end())
        out += placed_text(*candidate, places, static_cast<std::size_t>(place - places.begin()));
    else
        out += candidate->stopped_by.empty() ? unplaced_text(*candidate, places) : stopped_text(candidate->stopped_by);
    out += "  rules passed: " + list_text(candidate->passed) + "\n";
    out += "  rules not checked (no data, or switched off): " + list_text(candidate->unchecked) + "\n";
    return out;
}

}  // namespace laad
