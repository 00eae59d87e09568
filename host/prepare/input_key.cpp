// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/input_key.hpp"

#include "host/prepare/algorithms.hpp"
#include "host/scenario/file_names.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/content_hash.hpp"
#include "rasters/io/vectors/input_parts.hpp"

#include <set>

namespace laad {

namespace {

/// The parts that `prepare` reads, everything else as by default.
Scenario relevant(Scenario const& s)
{
    Scenario part;
    part.file = s.file;
    part.region = s.region;
    part.region.neighbourhood_cbs_year = 0;
    part.surface = s.surface;
    part.dwellings = s.dwellings;
    part.chargers = s.chargers;
    part.parking = s.parking;
    part.bays = s.bays;
    part.coverage.access_max_m = s.coverage.access_max_m;
    part.placement.rules = s.placement.rules;
    return part;
}

std::set<std::filesystem::path> files_of(Scenario const& s)
{
    std::set<std::filesystem::path> files{s.region.area.file, s.region.neighbourhoods.file,
                                          s.region.municipalities.file, s.dwellings.source.file,
                                          s.chargers.source.file};
    for (auto const& rule : s.surface)
        files.insert(rule.source.file);
    for (auto const& parking : s.parking)
        files.insert(parking.source.file);
    for (auto const* ref :
         {&s.dwellings.not_dwelling, &s.placement.rules.buildings, &s.placement.rules.water, &s.placement.rules.trees})
        if (*ref) files.insert((*ref)->file);
    files.erase(std::filesystem::path{});
    return files;
}

}  // namespace

std::string input_key(Scenario const& scenario, FileHashes& hashes)
{
    auto const part = relevant(scenario);
    ContentHash hash;
    // What is kept under this key also follows from the rasters.
    for (Algorithm const& made : {algorithm::surface, algorithm::areas, algorithm::base})
        hash.add(made.version);
    hash.add(effective_toml(part));
    for (auto const& file : files_of(part)) {
        auto const parts = input_parts(file);
        if (parts.empty()) throw InputError{file.string() + ": does not exist; check the path"};
        for (auto const& each : parts) {
            hash.add(named_from(scenario.file.parent_path(), each));
            hash.add(hashes.of(each));
        }
    }
    return hash.digest();
}

}  // namespace laad
