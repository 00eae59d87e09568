// SPDX-License-Identifier: Apache-2.0
#include "host/compare/candidate_facts.hpp"

#include "rasters/error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>

namespace laad {
namespace {

using Json = nlohmann::json;

std::int64_t hundreds_of_wh(Json const& entry, char const* key)
{
    return std::llround(entry.value(key, 0.0) * 10);
}

}  // namespace

std::map<std::string, CandidateFacts> candidate_facts(std::filesystem::path const& folder,
                                                      std::set<std::string> const& candidates)
{
    auto const file = folder / "explain.json";
    std::ifstream stream{file};
    if (!stream) throw InputError{fmt::format("{}: cannot be read; make the folder again", file.string())};
    constexpr int depth_of_candidates = 2;
    auto const wanted = [&](int depth, Json::parse_event_t event, Json& parsed) {
        return event != Json::parse_event_t::key || depth != depth_of_candidates ||
               candidates.contains(parsed.get_ref<std::string const&>());
    };
    try {
        Json const json = Json::parse(stream, wanted);
        std::map<std::string, CandidateFacts> facts;
        for (auto const& [id, entry] : json.at("candidates").items())
            facts[id] = {json.at("rules")
                             .at(entry.at("rules").get<std::size_t>())
                             .at("stopped_by")
                             .get<std::vector<std::string>>(),
                         hundreds_of_wh(entry, "first_gain_kwh"), hundreds_of_wh(entry, "gain_after_plan_kwh"),
                         entry.value("too_close", false)};
        return facts;
    } catch (Json::exception const& error) {
        throw InputError{
            fmt::format("{}: not the explanations of a run ({}); make the folder again", file.string(), error.what())};
    }
}

}  // namespace laad
