// SPDX-License-Identifier: Apache-2.0
#include "host/compare/place_changes.hpp"
#include "host/language/said_with.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace laad {
namespace {

struct CloseBy {
    double distance_m{};
    std::size_t lost{};
    std::size_t gained{};
};

double distance_m(Point a, Point b)
{
    return std::hypot(a.x - b.x, a.y - b.y);
}

std::vector<CloseBy> pairs_within(std::vector<PlaceChange> const& places, double limit_m)
{
    std::vector<CloseBy> pairs;
    for (std::size_t lost = 0; lost < places.size(); ++lost)
        for (std::size_t gained = 0; gained < places.size(); ++gained) {
            if (places[lost].change != Change::lost || places[gained].change != Change::gained) continue;
            double const distance = distance_m(places[lost].place().at, places[gained].place().at);
            if (distance < limit_m) pairs.push_back({distance, lost, gained});
        }
    std::ranges::sort(pairs, {}, [&](CloseBy const& pair) {
        return std::tuple{pair.distance_m, std::string_view{places[pair.lost].candidate},
                          std::string_view{places[pair.gained].candidate}};
    });
    return pairs;
}

/// Of the two, the one whose reason comes first; that each stands too close to the other explains nothing.
PlaceChange const& cause(PlaceChange const& gained, PlaceChange const& lost)
{
    for (Reason const reason : {Reason::rules, Reason::headroom, Reason::demand, Reason::tie, Reason::neighbour})
        for (PlaceChange const* one : {&lost, &gained})
            if (one->reason == reason) return *one;
    return lost;
}

PlaceChange joined_pair(PlaceChange const& lost, PlaceChange const& gained, double distance)
{
    PlaceChange const& first = cause(gained, lost);
    PlaceChange pair{gained.candidate, Change::shifted, first.reason,   lost.before,
                     gained.after,     first.neighbour, lost.candidate, std::llround(distance)};
    pair.why = said_with(&first == &lost ? "the old space {}" : "the new space {}", first.why);
    return pair;
}

}  // namespace

void join_shifted(std::vector<PlaceChange>& places, double min_station_m)
{
    std::set<std::size_t> joined;
    std::vector<PlaceChange> shifted;
    for (CloseBy const& pair : pairs_within(places, min_station_m)) {
        if (joined.contains(pair.lost) || joined.contains(pair.gained)) continue;
        joined.insert({pair.lost, pair.gained});
        shifted.push_back(joined_pair(places[pair.lost], places[pair.gained], pair.distance_m));
    }
    for (std::size_t i = 0; i < places.size(); ++i)
        if (!joined.contains(i)) shifted.push_back(std::move(places[i]));
    places = std::move(shifted);
}

}  // namespace laad
