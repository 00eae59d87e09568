// SPDX-License-Identifier: Apache-2.0
#include "host/run/layer_hashes.hpp"

#include "host/run/layer_infos.hpp"

namespace laad {

std::vector<std::pair<std::string, std::string>> layer_hashes(Run const& run)
{
    std::vector<std::pair<std::string, std::string>> hashes;
    auto const add = [&](auto const& layer) { hashes.emplace_back(layer.name(), layer.content_hash()); };
    add(run.base.surface);
    add(run.base.walls);
    add(run.base.buurt);
    each_coverage_layer(run.results.layers, add);
    if (run.scope == RunScope::plan) each_plan_layer(run.results.layers, add);
    return hashes;
}

}  // namespace laad
