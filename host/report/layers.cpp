// SPDX-License-Identifier: Apache-2.0
#include "host/report/layers.hpp"

#include "host/prepare/algorithms.hpp"
#include "host/present/folder.hpp"
#include "host/present/style/layer_styles.hpp"
#include "host/present/use_words.hpp"
#include "rasters/io/files/content_hash.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <chrono>
#include <mutex>
#include <utility>
#include <vector>

namespace laad {
namespace {

using Tags = std::vector<std::pair<std::string, std::string>>;

Tags coverage_tags(Inputs const& inputs)
{
    Tags tags{{"REGION", inputs.scenario.region.name}, {"WALK_DEFINITION", on_foot.definition}};
    if (inputs.scenario.walks_straight()) tags.emplace_back("WALKS", "straight lines over land, no streets are given");
    return tags;
}

Tags plan_tags(Inputs const& inputs)
{
    Tags tags = coverage_tags(inputs);
    tags.emplace_back("TARGET_YEAR", std::to_string(inputs.prognosis.year));
    tags.emplace_back("PROGNOSIS_SCENARIO", inputs.prognosis.scenario);
    return tags;
}

/// Whoever opens the raster alone must see what it does not tell.
void add_use_tags(Inputs const& inputs, Tags& tags)
{
    tags.emplace_back("USE", demand_is_censored);
    if (!inputs.use) return;
    KnownSites const sites = known_sites(*inputs.use);
    if (sites.charging_only > 0)
        tags.emplace_back("USE_KNOWS", fmt::format("charging only at {} of {} sites: cars that stay plugged in are not "
                                                   "seen",
                                                   sites.charging_only, sites.known));
}

/// All that the bytes of a file follow from: the distances are in its description.
std::string content_of(Scenario const& scenario, std::string const& layer, std::string const& cells, Tags const& tags,
                       Palette const& palette)
{
    ContentHash hash;
    hash.add(algorithm::rasters.version);
    for (std::string_view const part :
         {std::string_view{layer}, std::string_view{cells}, std::string_view{scenario.run.compression}})
        hash.add(part);
    for (int const metres :
         {scenario.coverage.max_walk_m, scenario.coverage.evse_within_m, scenario.demand.density_radius_m})
        hash.add(std::int64_t{metres});
    if (scenario.usage.given())
        for (int const metres : {scenario.usage.pressure_walk_m, scenario.usage.chance_walk_m})
            hash.add(std::int64_t{metres});
    for (auto const& [name, value] : tags) {
        hash.add(name);
        hash.add(value);
    }
    for (std::uint32_t const colour : palette)
        hash.add(std::int64_t{colour});
    return hash.digest();
}

/// Of a layer whose cells are codes of one byte; else none.
Palette palette_of(std::string const& layer, std::vector<std::string> const& categories, Scenario const& scenario)
{
    auto const style = layer_style(layer, scenario);
    if (!style || categories.empty()) return {};
    Palette palette(categories.size(), 0xffffff);
    for (StyleCode const& code : style->codes)
        if (code.colour && static_cast<std::size_t>(code.value) < palette.size())
            palette[static_cast<std::size_t>(code.value)] = *code.colour;
    return palette;
}

struct LayerFile {
    std::string name;
    std::string content;
    std::vector<std::string> categories;
    std::function<void(std::filesystem::path const&)> publish;
};

}  // namespace

std::map<std::string, WrittenFile> write_layers(Inputs const& inputs, Layers const& layers,
                                                std::filesystem::path const& folder, PublishedFiles const& published,
                                                ExportCost& cost, Progress const& progress)
{
    auto const begin = std::chrono::steady_clock::now();
    std::vector<LayerFile> files;
    auto const add = [&](auto const& layer, Tags tags) {
        Palette const palette = palette_of(layer.name(), layer.categories(), inputs.scenario);
        files.push_back(
            {layer.name() + ".tif", content_of(inputs.scenario, layer.name(), layer.content_hash(), tags, palette),
             layer.categories(),
             [&layer, tags, palette](std::filesystem::path const& file) { layer.publish(file, tags, palette); }});
    };
    layers.each(inputs.scope, [&](auto const& layer, LayerOrigin origin) {
        Tags tags = origin.scope == RunScope::coverage ? coverage_tags(inputs) : plan_tags(inputs);
        if (origin.of_use) add_use_tags(inputs, tags);
        add(layer, std::move(tags));
    });
    add(inputs.base.surface, coverage_tags(inputs));
    add(inputs.base.walls, coverage_tags(inputs));
    add(inputs.base.area, coverage_tags(inputs));
    add(inputs.base.neighbourhood, coverage_tags(inputs));

    std::mutex mutex;
    std::size_t begun = 0;
    std::map<std::string, WrittenFile> written;
    tbb::parallel_for(std::size_t{0}, files.size(), [&](std::size_t i) {
        {
            std::scoped_lock const lock{mutex};
            progress("rasters/" + files[i].name, static_cast<double>(begun++) / static_cast<double>(files.size()));
        }
        auto const file = folder / files[i].name;
        std::string const hash = published.link(files[i].content, file);
        bool const linked = !hash.empty();
        if (!linked) files[i].publish(file);
        if (!files[i].categories.empty())
            write_text(file.string() + ".aux.xml", category_names_xml(files[i].categories));
        auto const bytes = static_cast<std::int64_t>(std::filesystem::file_size(file));
        std::scoped_lock const lock{mutex};
        written[files[i].name] = {files[i].content, hash};
        ++(linked ? cost.linked : cost.written);
        (linked ? cost.linked_bytes : cost.written_bytes) += bytes;
    });
    cost.written_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return written;
}

}  // namespace laad
