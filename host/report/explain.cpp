// SPDX-License-Identifier: Apache-2.0
#include "host/report/explain.hpp"

#include "host/report/words.hpp"
#include "rasters/error.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <vector>

namespace laad {
namespace {

using Json = nlohmann::json;  // finds a key quickly among hundreds of thousands

std::filesystem::path file_in(std::filesystem::path const& folder)
{
    return folder / "explain.json";
}

[[noreturn]] void refuse_damaged(std::filesystem::path const& folder, std::string const& why)
{
    throw InputError{fmt::format("{}: not the explanations of a run ({}); run again", file_in(folder).string(), why)};
}

Json read_explanations(std::filesystem::path const& folder)
{
    auto const file = file_in(folder);
    std::ifstream stream{file};
    if (!stream)
        throw InputError{
            fmt::format("{}: cannot be read, is {} the output folder of a run?", file.string(), folder.string())};
    Json json = Json::parse(stream, nullptr, false);
    if (!json.is_object() || !json.contains("candidates") || !json.at("candidates").is_object())
        refuse_damaged(folder, "it lists no candidates");
    return json;
}

/// The id of the candidate with that rank, or the id itself.
std::string id_of(std::string const& id_or_rank, Json const& all)
{
    for (auto const& [id, entry] : all.items())
        if (entry.contains("placement") && std::to_string(entry.at("placement").value("rank", 0)) == id_or_rank)
            return id;
    return id_or_rank;
}

[[noreturn]] void refuse(std::filesystem::path const& folder, std::string const& candidate, Json const& all)
{
    std::vector<std::string> ids;
    for (auto const& [id, entry] : all.items())
        ids.push_back(id);
    throw InputError{
        fmt::format("{}: no candidate \"{}\"{}", folder.string(), candidate, did_you_mean(candidate, ids))};
}

std::string number_text(Json const& json, char const* key)
{
    return fmt::format("{:.1f}", json.value(key, 0.0));
}

std::string list_text(Json const& codes)
{
    std::string out;
    for (Json const& code : codes)
        out += (out.empty() ? "" : ", ") + code.get<std::string>();
    return out.empty() ? "none" : out;
}

std::string room_text(char const* when, Json const& room)
{
    return fmt::format("  headroom {}: {} kW, least at {} in {}\n", when, number_text(room, "kw"),
                       room.value("binding_asset", ""), room.value("binding_quarter", ""));
}

/// What put it before the next one, and how close that was.
std::string below_text(Json const& p)
{
    Json const& next = p.at("below");
    std::string const by = next.value("by", "");
    std::string const more = number_text(next, "kwh");
    std::string out = fmt::format("  before {} (rank {}): ", next.value("candidate", ""), next.value("rank", 0));
    if (by == "grid") return out + "that one waits for the grid\n";
    if (by == "square") return out + "this one fills a white square, which comes first\n";
    if (by == "place")
        return out +
               "they are worth as much, with as much demand in reach, and share a rank; this one lies further "
               "north, or west\n";
    if (by == "reach") return out + fmt::format("worth as much, with {} kWh more demand in reach\n", more);
    double const worth = p.value("worth_kwh", 0.0);
    bool const close = next.value("kwh", 0.0) < 0.01 * worth;
    return out + fmt::format("worth {} kWh a year more{}\n", more, close ? ", which is close (under 1 %)" : "");
}

std::string above_text(Json const& above)
{
    std::string const by = above.value("by", "");
    if (by == "grid") return "  the rank above can be connected, this one waits for the grid: such places come last\n";
    if (by == "square") return "  the rank above fills a white square, which comes first\n";
    if (by == "place")
        return fmt::format("  shares its rank with {}, which lies further north, or west\n",
                           above.value("candidate", ""));
    return fmt::format("  to move up one rank: {} kWh a year more{}\n", number_text(above, "kwh"),
                       by == "reach" ? " demand in reach (it is worth as much)" : " of worth");
}

std::string placed_text(Json const& p)
{
    int const shared_by = p.value("shared_by", 1);
    std::string out = fmt::format("rank {}{}: newly serves {} kWh a year at {} places of demand\n", p.value("rank", 0),
                                  shared_by > 1 ? fmt::format(" (shared by {})", shared_by) : "",
                                  number_text(p, "gain_kwh"), p.value("demand_places", 0));
    out += fmt::format("  worth by nearness: {} kWh a year; all unmet demand in reach counts {} kWh\n",
                       number_text(p, "worth_kwh"), number_text(p, "reach_kwh"));
    out += fmt::format("  overlap with better ranks: {} kWh a year\n", number_text(p, "overlap_kwh"));
    out += fmt::format("  walk to that demand: {} m on average, {} m at most\n", number_text(p, "mean_walk_m"),
                       number_text(p, "longest_walk_m"));
    if (p.value("fills_white_square", false)) out += "  the first station of its white square\n";
    std::string const reason = p.value("grid_reason", "");
    out += fmt::format("  grid: {}{}; basis: {}\n", p.value("status", ""), reason.empty() ? "" : " (" + reason + ")",
                       p.value("basis", ""));
    if (p.contains("headroom_before")) out += room_text("before", p.at("headroom_before"));
    if (p.contains("headroom_after")) out += room_text("after", p.at("headroom_after"));
    if (p.contains("below")) out += below_text(p);
    if (p.contains("above")) out += above_text(p.at("above"));
    return out;
}

/// Why an eligible candidate has no rank, and what would give it one.
std::string unplaced_text(Json const& entry, Json const& all)
{
    if (!entry.contains("first_gain_kwh"))
        return "no rank: no street or path within reach from which it could serve demand\n";
    std::string out = fmt::format("no rank: it would serve {} kWh a year as the first station, {} kWh after the plan\n",
                                  number_text(entry, "first_gain_kwh"), number_text(entry, "gain_after_plan_kwh"));
    if (entry.value("too_close", false))
        return out +
               "  too close to a station of the plan (minimum spacing, min_station_m): only a smaller spacing, or the "
               "plan without that "
               "station, would give it a rank\n";
    if (entry.value("gain_after_plan_kwh", 0.0) <= 0) return out + "  the plan leaves no unmet demand in its reach\n";
    return out + fmt::format(
                     "  that is worth {} kWh by nearness, the last rank ({}) {} kWh; a higher quota or more unmet "
                     "demand would move it up\n",
                     number_text(entry, "worth_after_plan_kwh"), all.value("last_rank", 0),
                     number_text(all, "last_worth_kwh"));
}

std::string stopped_text(Json const& reasons)
{
    std::string out = "no rank: stopped by a hard rule\n";
    for (Json const& reason : reasons)
        out += fmt::format("  {}: {}\n", reason.get<std::string>(), meaning(reason.get<std::string>()));
    return out;
}

std::string explained(Json const& json, std::filesystem::path const& folder, std::string const& id_or_rank)
{
    Json const& all = json.at("candidates");
    std::string const candidate = all.contains(id_or_rank) ? id_or_rank : id_of(id_or_rank, all);
    if (!all.contains(candidate)) refuse(folder, candidate, all);
    Json const& entry = all.at(candidate);
    Json const& place = json.at("places").at(entry.value("place", std::size_t{0}));
    Json const& rules = json.at("rules").at(entry.value("rules", std::size_t{0}));
    std::string out = fmt::format("{} in {}, {} ({:.1f}, {:.1f}), in the input {}\n", candidate,
                                  place.value("buurt", ""), place.value("gemeente", ""), entry.value("x", 0.0),
                                  entry.value("y", 0.0), entry.value("bay_ids", ""));
    if (entry.contains("placement"))
        out += placed_text(entry.at("placement"));
    else
        out += rules.at("stopped_by").empty() ? unplaced_text(entry, json) : stopped_text(rules.at("stopped_by"));
    out += "  rules passed: " + list_text(rules.at("passed")) + "\n";
    out += "  rules not checked (no data, or switched off): " + list_text(rules.at("not_checked")) + "\n";
    return out;
}

}  // namespace

std::string explain(std::filesystem::path const& folder, std::string const& id_or_rank)
{
    Json const json = read_explanations(folder);
    try {
        return explained(json, folder, id_or_rank);
    } catch (Json::exception const& error) {
        refuse_damaged(folder, error.what());
    }
}

}  // namespace laad
