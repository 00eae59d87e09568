// SPDX-License-Identifier: Apache-2.0
// A grid of assumed ratings around stations: docs/methods/sketch.md.
#pragma once

#include "host/sketch/capacity_map.hpp"
#include "host/sketch/stations.hpp"

#include <optional>
#include <string>
#include <vector>

namespace laad {

struct SketchedAsset {
    std::string id;
    std::string kind;
    std::string parent;
    std::optional<Point> at;
    std::int64_t rating_kw{};
    std::int64_t planning_percent{100};
    std::optional<std::int64_t> base_kwh;  ///< of the lowest
    std::string basis{"assumed"};
    std::string source;
    bool place_is_assumed{};
};

struct GridSketchInput {
    std::vector<SketchedStation> given;
    std::vector<Point> dwellings;
    std::string snapshot;  ///< ISO date up to which charging is in the base; empty: not known
    std::optional<CapacityOfArea> capacity;
};

struct GridSketch {
    std::vector<SketchedStation> stations;
    std::vector<SketchedAsset> assets;  ///< as the table has them, parents first
    std::int64_t base_kwh{};
    std::int64_t base_peak_kw{};
    std::int64_t mv_feeders{};
};

/// One HV/MV substation, MV feeders that take the stations from west to east, a transformer a station and four LV
/// feeders around it; a dwelling loads the nearest LV feeder. There is one dwelling at least.
GridSketch sketched(GridSketchInput const&, GridFigures const&);

/// assets.csv.
std::string csv(GridSketch const&, GridSketchInput const&, GridFigures const&);

}  // namespace laad
