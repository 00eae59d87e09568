// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/input_key.hpp"

#include "host/prepare/algorithms.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/error.hpp"
#include "rasters/io/content_hash.hpp"

#include <algorithm>
#include <set>

namespace laad {

namespace {

/// The parts that `prepare` reads, everything else as by default.
Scenario relevant(Scenario const& s)
{
    Scenario part;
    part.file = s.file;
    part.region = s.region;
    part.region.buurt_cbs_year = 0;
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
    std::set<std::filesystem::path> files{s.region.area.file, s.region.buurten.file, s.region.gemeenten.file,
                                          s.dwellings.source.file, s.chargers.source.file};
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

/// An input and what belongs to it: the other files of a shapefile, the files of a folder, the changes to a GeoPackage
/// that SQLite still keeps beside it, as while QGIS has it open.
std::vector<std::filesystem::path> parts_of(std::filesystem::path const& file)
{
    std::vector<std::filesystem::path> parts;
    if (std::filesystem::is_directory(file)) {
        for (auto const& entry : std::filesystem::recursive_directory_iterator{file})
            if (entry.is_regular_file()) parts.push_back(entry.path());
        std::sort(parts.begin(), parts.end());
        return parts;
    }
    parts.push_back(file);
    auto const log = std::filesystem::path{file.string() + "-wal"};
    if (std::error_code absent; std::filesystem::file_size(log, absent) > 0 && !absent) parts.push_back(log);
    if (file.extension() != ".shp") return parts;
    for (char const* extension : {".dbf", ".prj", ".shx", ".cpg"}) {
        auto part = file;
        if (std::filesystem::exists(part.replace_extension(extension))) parts.push_back(part);
    }
    return parts;
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
        if (!std::filesystem::exists(file)) throw InputError{file.string() + ": does not exist; check the path"};
        for (auto const& each : parts_of(file)) {
            hash.add(each.lexically_proximate(scenario.file.parent_path()).generic_string());
            hash.add(hashes.of(each));
        }
    }
    return hash.digest();
}

}  // namespace laad
