// SPDX-License-Identifier: Apache-2.0
#include "host/compare/candidate_facts.hpp"

#include "rasters/error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>

namespace laad {
namespace {

using Json = nlohmann::json;
using Gains = std::map<std::string, std::int64_t>;

std::int64_t hundreds_of_wh(Json const& entry, char const* key)
{
    return std::llround(entry.value(key, 0.0) * 10);
}

/// Counts an entry of explain.json among the spare candidates if it is one.
void count_spare(Json const& entry, Json const& places, Gains const& last_gains,
                 std::map<std::string, SpareCandidates>& spare)
{
    if (!entry.contains("first_gain_kwh") || entry.contains("placement")) return;
    Json const& place = places.at(entry.at("place").get<std::size_t>());
    SpareCandidates& buurt = spare[place.at("buurt").get<std::string>()];
    ++buurt.count;
    if (entry.value("too_close", false)) {
        ++buurt.too_close;
        return;
    }
    std::int64_t const gain = hundreds_of_wh(entry, "gain_after_plan_kwh");
    buurt.best_gain_hwh = std::max(buurt.best_gain_hwh, gain);
    auto const last = last_gains.find(place.at("gemeente").get<std::string>());
    if (last != last_gains.end() && gain >= last->second) ++buurt.equal;
}

CandidateFacts facts_of(Json const& entry, Json const& rules)
{
    return {
        rules.at(entry.at("rules").get<std::size_t>()).at("stopped_by").get<std::vector<std::string>>(),
        hundreds_of_wh(entry, "first_gain_kwh"),
        hundreds_of_wh(entry, "gain_after_plan_kwh"),
        entry.value("too_close", false),
    };
}

}  // namespace

std::int64_t hundreds(std::int64_t wh)
{
    return std::llround(static_cast<double>(wh) / 100);
}

std::int64_t PlanCandidates::equal() const
{
    std::int64_t count = 0;
    for (auto const& [buurt, candidates] : spare)
        count += candidates.equal;
    return count;
}

std::map<std::string, std::int64_t> last_gains_hwh(PlanFolder const& plan)
{
    Gains gains;
    for (Place const& place : plan.places)  // by rank
        gains[place.gemeente] = hundreds(place.gain_wh);
    return gains;
}

PlanCandidates plan_candidates(PlanFolder const& plan, std::set<std::string> const& named)
{
    auto const file = plan.path / "explain.json";
    std::ifstream stream{file};
    if (!stream) throw InputError{fmt::format("{}: cannot be read; make the folder again", file.string())};
    constexpr int depth_of_lists = 1;
    constexpr int depth_of_candidates = 2;
    Gains const last_gains = last_gains_hwh(plan);
    PlanCandidates found;
    std::string list;
    std::string candidate;
    Json places;
    auto const keep = [&](int depth, Json::parse_event_t event, Json& parsed) {
        if (event == Json::parse_event_t::key) {
            if (depth == depth_of_lists) list = parsed.get<std::string>();
            if (depth == depth_of_candidates && list == "candidates") candidate = parsed.get<std::string>();
        } else if (event == Json::parse_event_t::array_end && depth == depth_of_lists && list == "places") {
            places = parsed;
        } else if (event == Json::parse_event_t::object_end && depth == depth_of_candidates && list == "candidates") {
            count_spare(parsed, places, last_gains, found.spare);
            return named.contains(candidate);
        }
        return true;
    };
    try {
        Json const json = Json::parse(stream, keep);
        for (auto const& [id, entry] : json.at("candidates").items())
            if (!entry.is_discarded() && named.contains(id)) found.named[id] = facts_of(entry, json.at("rules"));
        return found;
    } catch (Json::exception const& error) {
        throw InputError{
            fmt::format("{}: not the explanations of a run ({}); make the folder again", file.string(), error.what())};
    }
}

}  // namespace laad
