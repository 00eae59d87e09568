// SPDX-License-Identifier: Apache-2.0
#include "host/report/explain.hpp"

#include "host/plan_folder/plan_files.hpp"
#include "host/plan_folder/stored_candidates.hpp"
#include "host/plan_folder/table_reader.hpp"
#include "host/present/words.hpp"
#include "rasters/error.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>

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

/// The ranked places of a plan in its order: rows of placements.csv.
class RankedRows {
  public:
    explicit RankedRows(std::filesystem::path const& folder) : table_{folder / plan_files::placements, Rows::may_lack}
    {
    }

    std::size_t count() const { return table_.rows().size(); }
    std::string words(std::size_t i, char const* field) const { return table_.words(table_.rows()[i], field); }
    std::int64_t whole(std::size_t i, char const* field) const { return table_.whole(table_.rows()[i], field); }
    double real(std::size_t i, char const* field) const { return table_.real(table_.rows()[i], field); }
    /// The first with that text in a column.
    std::optional<std::size_t> find(char const* field, std::string const& text) const
    {
        for (std::size_t i = 0; i < count(); ++i)
            if (words(i, field) == text) return i;
        return {};
    }

  private:
    TableReader table_;
};

/// What put the first of two neighbours in the plan before the second.
struct Decided {
    enum class By { grid, square, worth, reach, place } by{};
    double more_kwh{};
};

Decided decided(RankedRows const& places, std::size_t first, std::size_t second)
{
    using enum Decided::By;
    auto const differ = [&](char const* field) { return places.words(first, field) != places.words(second, field); };
    auto const more = [&](char const* field) { return places.real(first, field) - places.real(second, field); };
    if (differ("status") && places.words(second, "status") == words(GridStatus::waits_for_grid)) return {grid, 0};
    if (differ("fills_white_square")) return {square, 0};
    if (differ("worth_kwh")) return {worth, more("worth_kwh")};
    if (differ("reach_kwh")) return {reach, more("reach_kwh")};
    return {place, 0};
}

std::string room_text(char const* when, double kw, std::string const& asset, std::string const& quarter)
{
    return fmt::format("  headroom {}: {:.1f} kW, least at {} in {}\n", when, kw, asset, quarter);
}

/// What put it before the next one, and how close that was.
std::string below_text(RankedRows const& places, std::size_t i)
{
    std::string const out =
        fmt::format("  before {} (rank {}): ", places.words(i + 1, "candidate"), places.whole(i + 1, "rank"));
    Decided const found = decided(places, i, i + 1);
    switch (found.by) {
        case Decided::By::grid:
            return out + "that one waits for the grid\n";
        case Decided::By::square:
            return out + "this one fills a white square, which comes first\n";
        case Decided::By::place:
            return out +
                   "they are worth as much, with as much demand in reach, and share a rank; this one lies further "
                   "north, or west\n";
        case Decided::By::reach:
            return out + fmt::format("worth as much, with {} kWh more demand in reach\n", kwh_text(found.more_kwh));
        case Decided::By::worth:
            break;
    }
    bool const close = found.more_kwh < 0.01 * places.real(i, "worth_kwh");
    return out + fmt::format("worth {} kWh a year more{}\n", kwh_text(found.more_kwh),
                             close ? ", which is close (under 1 %)" : "");
}

std::string above_text(RankedRows const& places, std::size_t i)
{
    Decided const found = decided(places, i - 1, i);
    switch (found.by) {
        case Decided::By::grid:
            return "  the rank above can be connected, this one waits for the grid: such places come last\n";
        case Decided::By::square:
            return "  the rank above fills a white square, which comes first\n";
        case Decided::By::place:
            return fmt::format("  shares its rank with {}, which lies further north, or west\n",
                               places.words(i - 1, "candidate"));
        case Decided::By::reach:
        case Decided::By::worth:
            break;
    }
    return fmt::format("  to move up one rank: {} kWh a year more{}\n", kwh_text(found.more_kwh),
                       found.by == Decided::By::reach ? " demand in reach (it is worth as much)" : " of worth");
}

std::string placed_text(StoredCandidate const& candidate, RankedRows const& places, std::size_t i)
{
    auto const words = [&](char const* field) { return places.words(i, field); };
    auto const kwh = [&](char const* field) { return kwh_text(places.real(i, field)); };
    std::int64_t const shared_by = places.whole(i, "shared_by");
    std::string out = fmt::format("rank {}{}: newly serves {} kWh a year at {} places of demand\n", words("rank"),
                                  shared_by > 1 ? fmt::format(" (shared by {})", shared_by) : "", kwh("gain_kwh"),
                                  candidate.demand_places);
    out += fmt::format("  worth by nearness: {} kWh a year; all unmet demand in reach counts {} kWh\n",
                       kwh("worth_kwh"), kwh("reach_kwh"));
    out += fmt::format("  overlap with better ranks: {} kWh a year\n", kwh("overlap_kwh"));
    out += fmt::format("  walk to that demand: {:.1f} m on average, {:.1f} m at most\n", places.real(i, "mean_walk_m"),
                       places.real(i, "longest_walk_m"));
    if (words("fills_white_square") == "yes") out += "  the first station of its white square\n";
    std::string const reason = words("grid_reason");
    out += fmt::format("  grid: {}{}; basis: {}\n", words("status"), reason.empty() ? "" : " (" + reason + ")",
                       words("basis"));
    if (!words("headroom_before_kw").empty()) {
        out +=
            room_text("before", places.real(i, "headroom_before_kw"), words("binding_asset"), words("binding_quarter"));
        out += room_text("after", places.real(i, "headroom_after_kw"), candidate.binding_asset_after,
                         candidate.binding_quarter_after);
    }
    if (i + 1 < places.count()) out += below_text(places, i);
    if (i > 0) out += above_text(places, i);
    return out;
}

/// Why an eligible candidate has no rank, and what would give it one.
std::string unplaced_text(StoredCandidate const& candidate, RankedRows const& places)
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
    if (places.count() == 0)
        return out + fmt::format("  that is worth {} kWh by nearness; no place has a rank\n", worth);
    std::size_t const last = places.count() - 1;
    return out + fmt::format(
                     "  that is worth {} kWh by nearness, the last rank ({}) {} kWh; a higher quota or more "
                     "unmet demand would move it up\n",
                     worth, places.words(last, "rank"), kwh_text(places.real(last, "worth_kwh")));
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
    RankedRows const places{folder};
    if (auto const of_rank = places.find("rank", id_or_rank); !candidate && of_rank)
        candidate = candidate_in(folder, places.words(*of_rank, "candidate"));
    if (!candidate) refuse(folder, id_or_rank);
    std::string out = fmt::format("{} in {}, {} ({:.1f}, {:.1f}), in the input {}\n", candidate->id,
                                  neighbourhood_words(folder, candidate->neighbourhood), candidate->municipality,
                                  candidate->pole.x, candidate->pole.y, candidate->bay_ids);
    if (auto const place = places.find("candidate", candidate->id))
        out += placed_text(*candidate, places, *place);
    else
        out += candidate->stopped_by.empty() ? unplaced_text(*candidate, places) : stopped_text(candidate->stopped_by);
    out += "  rules passed: " + list_text(candidate->passed) + "\n";
    out += "  rules not checked (no data, or switched off): " + list_text(candidate->unchecked) + "\n";
    return out;
}

}  // namespace laad
