// SPDX-License-Identifier: Apache-2.0
#include "host/run/parts/list.hpp"

#include "host/run/parts/layers.hpp"

namespace laad {
namespace {

template <class T>
constexpr std::string_view type_name()
{
    if constexpr (std::is_same_v<T, std::uint8_t>) return "uint8";
    if constexpr (std::is_same_v<T, std::uint16_t>) return "uint16";
    if constexpr (std::is_same_v<T, std::uint32_t>) return "uint32";
    if constexpr (std::is_same_v<T, std::int32_t>) return "int32";
    return "2 × int16";  // SiteOffset
}

template <class Part, class Visit>
void each_layer_of(Visit visit)
{
    std::apply([&](auto const&... layer) { (visit(layer), ...); }, Part::layers);
}

template <class Part>
PartInfo info_of()
{
    PartInfo info{Part::algorithm, Part::scope, Part::of_use, &Part::halo, Part::memory, 0, {}};
    each_layer_of<Part>([&]<class T>(LayerDecl<T> const& layer) {
        info.result_bytes += int{sizeof(T)};
        info.layers.push_back({layer.name, type_name<T>(), layer.style,
                               [layer](Scenario const& s) { return bands_of(layer, std::string{layer.name}, s); },
                               [layer](Scenario const& s) { return raster_names(layer, s); }});
    });
    return info;
}

}  // namespace

std::vector<PartInfo> const& part_infos()
{
    static std::vector<PartInfo> const infos = [] {
        std::vector<PartInfo> all;
        Parts::each([&]<class Part> { all.push_back(info_of<Part>()); });
        return all;
    }();
    return infos;
}

Layers open_layers(BlockStore const& store, Scenario const& scenario)
{
    Layers layers;
    Parts::each([&]<class Part> {
        if (Part::of_use && !scenario.usage.given()) return;
        each_layer_of<Part>([&](auto const& layer) {
            layers.open(store, scenario, layer, {Part::algorithm.name, Part::scope, Part::of_use});
        });
    });
    return layers;
}

std::vector<std::pair<std::string, std::string>> layer_hashes(Inputs const& inputs, Layers const& layers)
{
    std::vector<std::pair<std::string, std::string>> hashes;
    auto const add = [&](auto const& layer, auto const&...) {
        hashes.emplace_back(layer.name(), layer.content_hash());
    };
    add(inputs.base.surface);
    add(inputs.base.walls);
    add(inputs.base.neighbourhood);
    layers.each(inputs.scope, add);
    return hashes;
}

}  // namespace laad
