// SPDX-License-Identifier: Apache-2.0
#include "host/report/changes.hpp"

#include "host/plan_folder/plan_files.hpp"
#include "host/prepare/boxes.hpp"
#include "host/run/parts/part_info.hpp"
#include "rasters/error.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <map>

namespace laad {
namespace {

using Json = nlohmann::ordered_json;

/// What the names in the keys of parts mean; see TileDigests.
std::string in_words(std::string const& input)
{
    static std::map<std::string, char const*> const words{
        {"new", "it was not computed before"},
        {"algorithm", "this version of laadraster computes it in another way"},
        {"gains_algorithm", "this version of laadraster computes it in another way"},
        {"settings", "a distance or weight in region.toml is another"},
        {"ground", "streets, buildings, water or borders in reach are other than before"},
        {"chargers", "charging stations in reach are other than before"},
        {"dwellings", "places of demand (dwellings) in reach are other than before"},
        {"candidates", "parking spaces are other than before"},
        {"demand", "the prognosis puts another demand here"},
        {"grid", "the room of the grid assets that feed it is another"},
        {"capacity", "what a new station can serve is another"},
        {"unmet", "today's stations leave another part of the demand"},
        {"gains", "candidates here would newly serve another amount"},
        {"use", "what was counted at charge points near here, or what will relieve them, is other than before"}};
    auto const found = words.find(input);
    return found == words.end() ? input : found->second;
}

Json tile_json(GridSpec const& grid, RunLog const& log, Computed const& one)
{
    auto const [west, south, east, north] = box_of(grid, log.tiles[one.tile].core);
    return {{"west", west}, {"south", south}, {"east", east}, {"north", north}, {"changed", one.changed}};
}

[[noreturn]] void refuse_damaged(std::filesystem::path const& folder, std::string const& why)
{
    throw InputError{
        fmt::format("{}: not the changes of a run ({}); run again", (folder / plan_files::changes).string(), why)};
}

Json read(std::filesystem::path const& folder)
{
    std::ifstream stream{folder / plan_files::changes};
    if (!stream) {
        throw InputError{
            fmt::format("{}: holds no {}; give an output folder of laadraster run, or the folder of a region",
                        folder.string(), plan_files::changes)};
    }
    Json const json = Json::parse(stream, nullptr, false);
    if (!json.is_object() || !json.contains("parts")) refuse_damaged(folder, "it lists no parts");
    return json;
}

std::string in_words(Json const& part, std::int64_t tiles, std::string const& layer)
{
    auto const& computed = part.at("computed");
    auto const count = static_cast<std::int64_t>(computed.size());
    std::string text =
        fmt::format("{}: {} of {} tiles computed, {} kept from an earlier run\n", layer, count, tiles, tiles - count);
    if (count == 0) return text + "  nothing that it follows from has changed\n";
    std::map<std::string, int> reasons;
    for (auto const& tile : computed)
        for (auto const& changed : tile.at("changed"))
            ++reasons[changed.get<std::string>()];
    for (auto const& [reason, number] : reasons)
        text += fmt::format("  {} tile{}: {}\n", number, number == 1 ? "" : "s", in_words(reason));
    constexpr int shown = 10;
    int listed = 0;
    for (auto const& tile : computed) {
        if (++listed > shown)
            return text + fmt::format("  ... and {} more, see {}\n", count - shown, plan_files::changes);
        text +=
            fmt::format("  x {:.0f} to {:.0f}, y {:.0f} to {:.0f}\n", tile.at("west").get<double>(),
                        tile.at("east").get<double>(), tile.at("south").get<double>(), tile.at("north").get<double>());
    }
    return text;
}

std::string answer(Json const& json, std::filesystem::path const& folder, std::string const& layer)
{
    std::vector<std::string> names{"ranking"};
    auto const tiles = json.at("tiles").get<std::int64_t>();
    for (auto const& part : json.at("parts"))
        for (auto const& name : part.at("layers")) {
            if (name == layer) return in_words(part, tiles, layer);
            names.push_back(name.get<std::string>());
        }
    if (layer == "ranking") {
        auto const& ranking = json.at("ranking");
        return fmt::format(
            "ranking: {} parts (placements and bounds of gemeenten that hang together) computed, {} kept\n",
            ranking.at("computed").get<int>(), ranking.at("kept").get<int>());
    }
    throw InputError{fmt::format("{}: no layer \"{}\"{}; there are: {}", folder.string(), layer,
                                 did_you_mean(layer, names), fmt::join(names, ", "))};
}

}  // namespace

std::string changes_json(Inputs const& inputs, RunLog const& log)
{
    Json parts = Json::array();
    for (PartInfo const& part : part_infos()) {
        if (!part.is_in(RunScope::plan, inputs.scenario)) continue;
        Json layers = Json::array();
        for (LayerInfo const& layer : part.layers)
            layers.push_back(layer.name);
        Json computed = Json::array();
        for (Computed const& one : log.computed)
            if (one.part == part.algorithm.name) computed.push_back(tile_json(inputs.base.grid, log, one));
        parts.push_back({{"part", part.algorithm.name}, {"layers", layers}, {"computed", computed}});
    }
    Json const json{{"tiles", log.tiles.size()},
                    {"parts", parts},
                    {"ranking", {{"kept", log.ranking_parts.kept}, {"computed", log.ranking_parts.made}}}};
    return json.dump(1) + "\n";
}

std::string why(std::filesystem::path const& folder, std::string const& layer)
{
    Json const json = read(folder);
    try {
        return answer(json, folder, layer);
    } catch (Json::exception const& error) {
        refuse_damaged(folder, error.what());
    }
}

}  // namespace laad
