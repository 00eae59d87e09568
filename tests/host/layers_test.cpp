// SPDX-License-Identifier: Apache-2.0
// What parts declare of their layers is what is stored and what docs/layers.md tells.
#include "host/run/parts/layers.hpp"
#include "host/run/parts/part_info.hpp"
#include "rasters/error.hpp"
#include "tests/host/layer_of.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace laad::layers_test {
namespace {

using testing::ElementsAre;

GridSpec const grid{28992, 0, 25000, 250, {100, 70}};

/// A layer that no run makes: a raster for each evening hour.
constexpr LayerDecl<std::uint16_t> load_layer{.name = "load",
                                              .description = "Cars that charge within {} m",
                                              .metres = [](Scenario const& s) { return s.demand.service_walk_m; },
                                              .unit = "EVSE",
                                              .nodata = 65535,
                                              .times =
                                                  [](Scenario const&) {
                                                      return std::vector<std::string>{"1800", "1900", "2000"};
                                                  }};
constexpr LayerDecl<std::uint8_t> kind_layer{.name = "kind", .description = "A kind"};

Layers evening(BlockStore const& store)
{
    Layers layers;
    layers.open(store, {}, load_layer, {"load", RunScope::plan});
    layers.open(store, {}, kind_layer, {"kind", RunScope::coverage});
    return layers;
}

std::vector<std::string> names_of(Layers const& layers, RunScope scope)
{
    std::vector<std::string> names;
    layers.each(scope, [&](auto const& layer, LayerOrigin) { names.push_back(layer.name()); });
    return names;
}

TEST(Layers, OfASeriesHaveARasterForEachTime)
{
    BlockStore const store = fresh_store(grid);
    {
        Layers layers = evening(store);
        EXPECT_THAT(names_of(layers, RunScope::plan), ElementsAre("load_1800", "load_1900", "load_2000", "kind"));
        fill(layers.at(load_layer, 1), Raster<std::uint16_t>{grid.shape, 19});
        fill(layers.at(load_layer, 2), Raster<std::uint16_t>{grid.shape, 20});
    }
    Layers const again = evening(store);
    EXPECT_TRUE(again.at(load_layer, 0).is_empty_in_tiles({{0, 0}, grid.shape}));
    EXPECT_EQ(cells_of(again.at(load_layer, 1)).cells().front(), 19);
    EXPECT_EQ(cells_of(again.at(load_layer, 2)).cells().back(), 20);
    EXPECT_THROW(static_cast<void>(again.at(load_layer, 3)), ContractError);
}

TEST(Layers, AreThoseOfTheScopeOfARun)
{
    EXPECT_THAT(names_of(evening(fresh_store(grid)), RunScope::coverage), ElementsAre("kind"));
}

TEST(Layers, ThatWereNotOpenedAreNotThere)
{
    EXPECT_THROW(static_cast<void>(Layers{}[load_layer]), ContractError);
}

TEST(Layers, OfSitesHaveABandSouthAndOneEast)
{
    constexpr LayerDecl<SiteOffset> site{
        .name = "site", .description = "the site", .unit = "cells", .nodata = no_site.drow};
    auto const bands = bands_of(site, "site", Scenario{});
    ASSERT_EQ(bands.size(), 2u);
    EXPECT_EQ(bands[0].name, "site_rows");
    EXPECT_EQ(bands[1].description, "Cells to go east to the site");
}

std::string row(std::vector<std::string> const& cells)
{
    return fmt::format("| {} |\n", fmt::join(cells, " | "));
}

std::string device_bytes(PartMemory const& memory)
{
    if (memory.device_scratch == 0) return std::to_string(memory.device);
    return fmt::format("{} and {} MiB", memory.device, memory.device_scratch >> 20);
}

std::string tables()
{
    std::string parts = row({"part", "version", "coverage", "bytes, CPU", "bytes, GPU", "layers"}) +
                        row({"---", "---:", "---", "---:", "---:", "---"});
    std::string layers = row({"layer", "cells", "unit", "scale", "nodata", "what", "drawn as"}) +
                         row({"---", "---", "---", "---:", "---:", "---", "---"});
    for (PartInfo const& part : part_infos()) {
        std::vector<std::string_view> names;
        for (LayerInfo const& layer : part.layers) {
            names.push_back(layer.name);
            BandInfo const band = layer.bands({}).front();
            layers += row({std::string{layer.name}, std::string{layer.type}, band.unit, fmt::format("{}", band.scale),
                           band.nodata ? fmt::format("{:.0f}", *band.nodata) : "", band.description,
                           std::string{layer.style}});
        }
        parts += row({std::string{part.algorithm.name}, std::to_string(part.algorithm.version),
                      part.scope == RunScope::coverage ? "yes" : "", std::to_string(part.memory.host),
                      device_bytes(part.memory), fmt::format("{}", fmt::join(names, ", "))});
    }
    return parts + "\n" + layers;
}

TEST(Parts, AreToldOfInTheDocumentation)
{
    std::ifstream stream{std::filesystem::path{LAAD_SOURCE_DIR} / "docs/layers.md"};
    std::stringstream text;
    text << stream.rdbuf();
    EXPECT_THAT(text.str(), testing::EndsWith("\n\n" + tables()));
}

}  // namespace
}  // namespace laad::layers_test
