// SPDX-License-Identifier: Apache-2.0
// Content that was looked at, with the versions of the algorithms that made it (host/prepare/algorithms.hpp): when
// content changes while inputs and versions do not, work folders of users would keep what the earlier build left.
#pragma once

#include "host/prepare/algorithms.hpp"
#include "host/run/parts/list.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <initializer_list>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace laad::golden {

using Json = nlohmann::ordered_json;
using Algorithms = std::vector<Algorithm>;

inline Algorithms operator+(Algorithms all, Algorithms const& more)
{
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

/// All that the content of a layer or table follows from, itself last; tables that show of everything: all of it.
inline Algorithms makers_of(std::string const& name)
{
    namespace a = algorithm;
    Algorithms const ground{a::surface, a::areas};
    Algorithms const places = ground + Algorithms{a::base};
    Algorithms const walks = places + Algorithms{WalkPart::algorithm};
    Algorithms const unserved =
        places + Algorithms{DemandPart::algorithm, StationsPart::algorithm, UnmetPart::algorithm};
    Algorithms const gained =
        unserved + Algorithms{CandidatesPart::algorithm, GainsPart::algorithm, GainPart::algorithm};
    Algorithms const power = places + Algorithms{HeadroomPart::algorithm};
    Algorithms const ranking = gained + Algorithms{HeadroomPart::algorithm, a::sequence, a::bound, a::tables};
    static std::map<std::string, Algorithms> const makers{
        {"surface", {a::surface}},
        {"walls", {a::surface}},
        {"buurt", {a::areas}},
        {"distance", places + Algorithms{DistancePart::algorithm}},
        {"distance_site", places + Algorithms{DistancePart::algorithm}},
        {"walk", walks},
        {"walk_site", walks},
        {"evse_within", walks},
        {"demand", places + Algorithms{DemandPart::algorithm}},
        {"demand_density", places + Algorithms{DemandPart::algorithm}},
        {"unmet", unserved},
        {"gain", gained},
        {"headroom", power},
        {"connectable_points", power},
        {"binding_asset", power},
        {"binding_quarter", power},
        {"basis", power},
        {"stations", unserved + Algorithms{a::tables}},
        {"white_spots", walks + Algorithms{DemandPart::algorithm, StationsPart::algorithm, UnmetPart::algorithm,
                                           a::white_spots, a::tables}},
        {"nal_squares", places + Algorithms{a::tables}},
        {"placements", ranking},
        {"placement_bays", ranking},
        {"candidates", ranking},
        {"assets", power + Algorithms{a::tables}},
        {"grid_assets", power + Algorithms{a::tables}},
        {"mass", places + Algorithms{DemandPart::algorithm, a::tables}},
        {"codes", {a::tables}}};
    auto const found = makers.find(name);
    return found == makers.end() ? ranking + Algorithms{DistancePart::algorithm, WalkPart::algorithm, a::white_spots}
                                 : found->second;
}

/// Content hashes by name, as they are kept: {"inputs": …, "content": {name: {"hash": …, "made_by": {algorithm: n}}}}.
inline Json content(std::string const& inputs, std::vector<std::pair<std::string, std::string>> const& hashes)
{
    Json all{{"inputs", inputs}, {"content", Json::object()}};
    for (auto const& [name, hash] : hashes) {
        Json versions = Json::object();
        for (Algorithm const& maker : makers_of(name))
            versions[std::string{maker.name}] = maker.version;
        all["content"][name] = {{"hash", hash}, {"made_by", versions}};
    }
    return all;
}

struct Verdict {
    std::vector<std::string> unraised;  ///< other content, same inputs, no version raised: must not be written
    std::vector<std::string> outdated;  ///< to be looked at and written anew
};

inline bool any_raised(Json const& before, Json const& now)
{
    for (auto const& [name, version] : now.items())
        if (version.get<std::int64_t>() > before.value(name, std::int64_t{0})) return true;
    return false;
}

/// Holds what a run gave against what is kept.
inline Verdict compare(Json const& kept, Json const& found)
{
    Verdict verdict;
    bool const same_inputs = kept.at("inputs") == found.at("inputs");
    if (!same_inputs) verdict.outdated.emplace_back("the inputs are other than those kept");
    Json const& before = kept.at("content");
    for (auto const& [name, now] : found.at("content").items()) {
        if (!before.contains(name)) {
            verdict.outdated.push_back(name + " is new");
            continue;
        }
        Json const& old = before.at(name);
        if (old == now) continue;
        if (same_inputs && old.at("hash") != now.at("hash") && !any_raised(old.at("made_by"), now.at("made_by"))) {
            std::string makers;
            for (auto const& [maker, version] : now.at("made_by").items())
                makers += fmt::format("{}{}", makers.empty() ? "" : ", ", maker);
            verdict.unraised.push_back(
                fmt::format("the content of {} changed: raise the version of what you changed in "
                            "host/prepare/algorithms.hpp or host/run/parts, one of {}",
                            name, makers));
            continue;
        }
        verdict.outdated.push_back(name + (old.at("hash") == now.at("hash")
                                               ? " is made by another version"
                                               : " has other content, by another version"));
    }
    for (auto const& [name, old] : before.items())
        if (!found.at("content").contains(name)) verdict.outdated.push_back(name + " is gone");
    return verdict;
}

}  // namespace laad::golden
