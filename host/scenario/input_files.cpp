// SPDX-License-Identifier: Apache-2.0
#include "host/scenario/input_files.hpp"

#include <set>

namespace laad {

std::vector<std::filesystem::path> input_files(Scenario const& s)
{
    std::set<std::filesystem::path> files;
    auto const add = [&](std::filesystem::path const& file) {
        if (!file.empty()) files.insert(file);
    };
    for (auto const& file : {s.file, s.region.area.file, s.region.neighbourhoods.file, s.region.municipalities.file,
                             s.dwellings.source.file, s.chargers.source.file, s.prognosis.file, s.prognosis.crosswalk,
                             s.grid.assets, s.grid.profiles, s.grid.charging_types, s.grid.policy})
        add(file);
    for (SurfaceRule const& rule : s.surface)
        add(rule.source.file);
    for (ParkingConfig const& parking : s.parking)
        add(parking.source.file);
    for (auto const& layer : {s.prognosis.old_neighbourhoods, s.dwellings.not_dwelling, s.coverage.cbs_squares,
                              s.placement.rules.buildings, s.placement.rules.water, s.placement.rules.trees})
        if (layer) add(layer->file);
    return {files.begin(), files.end()};
}

}  // namespace laad
