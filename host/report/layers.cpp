// SPDX-License-Identifier: Apache-2.0
#include "host/report/layers.hpp"

#include "host/run/layer_infos.hpp"

#include <tbb/parallel_for.h>

#include <mutex>
#include <utility>
#include <vector>

namespace laad {
namespace {

using Tags = std::vector<std::pair<std::string, std::string>>;

Tags tags_of(Run const& run)
{
    Tags tags{{"REGION", run.scenario.region.name}, {"WALK_DEFINITION", walk_definition}};
    if (run.scope == RunScope::coverage) return tags;
    tags.emplace_back("TARGET_YEAR", std::to_string(run.prognosis.year));
    tags.emplace_back("PROGNOSIS_SCENARIO", run.prognosis.scenario);
    return tags;
}

}  // namespace

void write_layers(Run const& run, std::filesystem::path const& folder, Progress const& progress)
{
    Tags const tags = tags_of(run);
    std::vector<std::pair<std::string, std::function<void(std::filesystem::path const&)>>> files;
    auto const add = [&](auto const& layer) {
        files.emplace_back(layer.name() + ".tif",
                           [&layer, &tags](std::filesystem::path const& file) { layer.publish(file, tags); });
    };
    each_coverage_layer(run.results.layers, add);
    if (run.scope == RunScope::plan) each_plan_layer(run.results.layers, add);
    add(run.base.surface);
    add(run.base.buurt);

    std::mutex mutex;
    std::size_t begun = 0;
    tbb::parallel_for(std::size_t{0}, files.size(), [&](std::size_t i) {
        auto const& [name, publish] = files[i];
        {
            std::scoped_lock const lock{mutex};
            progress("rasters/" + name, static_cast<double>(begun++) / static_cast<double>(files.size()));
        }
        publish(folder / name);
    });
}

}  // namespace laad
