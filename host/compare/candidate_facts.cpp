// SPDX-License-Identifier: Apache-2.0
#include "host/compare/candidate_facts.hpp"

#include "kernels/headroom.hpp"
#include "rasters/error.hpp"
#include "rasters/io/raster_file.hpp"
#include "rasters/io/values_at.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>

namespace laad {
namespace {

using Json = nlohmann::json;

std::int64_t hundreds_of_wh(Json const& entry, char const* key)
{
    return std::llround(entry.value(key, 0.0) * 10);
}

/// A spare candidate that is worth as much as the last place of its gemeente.
struct AsLarge {
    std::string buurt;
    Place const* last{};
    std::int64_t worth_hwh{};
    Point at{};
};

/// Counts an entry of explain.json among the spare candidates if it is one.
void count_spare(Json const& entry, Json const& places, std::map<std::string, Place> const& last_places,
                 std::map<std::string, SpareCandidates>& spare, std::vector<AsLarge>& as_large)
{
    if (!entry.contains("first_gain_kwh") || entry.contains("placement")) return;
    Json const& place = places.at(entry.at("place").get<std::size_t>());
    auto const name = place.at("buurt").get<std::string>();
    SpareCandidates& buurt = spare[name];
    ++buurt.count;
    if (entry.value("too_close", false)) {
        ++buurt.too_close;
        return;
    }
    std::int64_t const gain = hundreds_of_wh(entry, "gain_after_plan_kwh");
    buurt.best_gain_hwh = std::max(buurt.best_gain_hwh, gain);
    auto const last = last_places.find(place.at("gemeente").get<std::string>());
    std::int64_t const worth = hundreds_of_wh(entry, "worth_after_plan_kwh");
    if (last != last_places.end() && worth >= hundreds(last->second.worth / 1000))
        as_large.push_back({name, &last->second, worth, {entry.at("x").get<double>(), entry.at("y").get<double>()}});
}

/// Of the candidates that are worth as much, those that the grid lets come; it need not where the last place waits for
/// it.
void count_equal(PlanFolder const& plan, std::vector<AsLarge> const& as_large,
                 std::map<std::string, SpareCandidates>& spare)
{
    std::vector<AsLarge> in_question;
    std::vector<Cell> poles;
    for (AsLarge const& candidate : as_large) {
        if (candidate.last->waits()) {
            ++spare[candidate.buurt].equal;
            continue;
        }
        in_question.push_back(candidate);
        poles.push_back(plan.grid.cell_at(candidate.at));
    }
    if (poles.empty()) return;
    RasterReader<std::uint16_t> const raster{plan.raster("connectable_points"), plan.grid};
    auto const points = values_at<std::uint16_t>(raster, poles, points_nodata);
    for (std::size_t i = 0; i < points.size(); ++i) {
        AsLarge const& one = in_question[i];
        auto const fitting = points[i] == points_nodata ? std::nullopt : std::optional<int>{points[i]};
        if (is_equal_choice(plan, *one.last, one.worth_hwh, fitting)) ++spare[one.buurt].equal;
    }
}

CandidateFacts facts_of(Json const& entry, Json const& rules)
{
    return {
        rules.at(entry.at("rules").get<std::size_t>()).at("stopped_by").get<std::vector<std::string>>(),
        hundreds_of_wh(entry, "first_gain_kwh"),
        hundreds_of_wh(entry, "gain_after_plan_kwh"),
        entry.value("too_close", false),
        hundreds_of_wh(entry, "worth_after_plan_kwh"),
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

std::map<std::string, Place> last_places(PlanFolder const& plan)
{
    std::map<std::string, Place> last;
    for (Place const& place : plan.places)  // by rank
        last[place.gemeente] = place;
    return last;
}

bool is_equal_choice(PlanFolder const& plan, Place const& last, std::int64_t worth_hwh,
                     std::optional<int> fitting_points)
{
    bool const fits = !fitting_points || *fitting_points >= plan.config.placement.evse_per_station;
    return worth_hwh >= hundreds(last.worth / 1000) && (fits || last.waits());
}

PlanCandidates plan_candidates(PlanFolder const& plan, std::set<std::string> const& named)
{
    auto const file = plan.path / "explain.json";
    std::ifstream stream{file};
    if (!stream) throw InputError{fmt::format("{}: cannot be read; make the folder again", file.string())};
    constexpr int depth_of_lists = 1;
    constexpr int depth_of_candidates = 2;
    auto const last = last_places(plan);
    std::vector<AsLarge> as_large;
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
            count_spare(parsed, places, last, found.spare, as_large);
            return named.contains(candidate);
        }
        return true;
    };
    try {
        Json const json = Json::parse(stream, keep);
        for (auto const& [id, entry] : json.at("candidates").items())
            if (!entry.is_discarded() && named.contains(id)) found.named[id] = facts_of(entry, json.at("rules"));
        count_equal(plan, as_large, found.spare);
        return found;
    } catch (Json::exception const& error) {
        throw InputError{
            fmt::format("{}: not the explanations of a run ({}); make the folder again", file.string(), error.what())};
    }
}

}  // namespace laad
