// SPDX-License-Identifier: Apache-2.0
#include "kernels/nearest_asset.hpp"

#include "rasters/error.hpp"
#include "tests/kernels/every_backend.hpp"
#include "tests/kernels/pictures.hpp"
#include "tests/oracles/distance.hpp"

#include <algorithm>

namespace laad::nearest_asset_test {
namespace {

LAAD_ON_EVERY_BACKEND(NearestAssetTest);

struct Sites {
    std::vector<Cell> cells;
    std::vector<AssetId> assets;
};

Raster<std::int32_t> run(Executor const& executor, Sites const& sites, Rect window, int cell_cm = 250)
{
    return std::visit(
        [&](auto const& exec) {
            Lent<std::int32_t, std::decay_t<decltype(exec)>> asset{exec, window.shape};
            nearest_asset(exec, sites.cells, sites.assets, window, cell_cm, asset.view());
            return asset.fetch();
        },
        executor);
}

/// From the nearest site of the oracle, by going through all of them.
Raster<std::int32_t> wanted(Sites const& sites, Rect window, int cell_cm)
{
    auto const nearest = oracle::distance(sites.cells, window, cell_cm);
    Raster<std::int32_t> result{window.shape, -1};
    for (int row = 0; row < window.shape.rows; ++row)
        for (int col = 0; col < window.shape.cols; ++col) {
            SiteOffset const to = nearest.site[{row, col}];
            for (std::size_t i = 0; i < sites.cells.size(); ++i)
                if (!(to == no_site) && window.first + Cell{row + to.drow, col + to.dcol} == sites.cells[i])
                    result[{row, col}] = sites.assets[i].number();
        }
    return result;
}

TEST_P(NearestAssetTest, IsThatOfTheNearerSite)
{
    Sites const sites{{{0, 0}, {0, 5}}, {AssetId{7}, AssetId{3}}};
    EXPECT_TRUE(same(run(GetParam(), sites, {{0, 0}, {1, 6}}), raster_from<std::int32_t>({{7, 7, 7, 3, 3, 3}})));
}

TEST_P(NearestAssetTest, EqualsTheOracle)
{
    Random random{20261130};
    for (int const count : {1, 2, 33, 300}) {
        std::vector<Cell> cells;
        for (int i = 0; i < count; ++i)
            cells.push_back(random.cell({90, 120}));
        std::sort(cells.begin(), cells.end());
        cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
        Sites sites{cells, {}};
        for (std::size_t i = 0; i < cells.size(); ++i)
            sites.assets.push_back(AssetId{(7 * i + 3) % 1000});
        Rect const window{{-20, 13}, {97, 65}};
        EXPECT_TRUE(same(run(GetParam(), sites, window), wanted(sites, window, 250))) << count;
    }
}

TEST_P(NearestAssetTest, IsNoneWithoutASiteNearEnough)
{
    EXPECT_TRUE(same(run(GetParam(), {}, {{0, 0}, {2, 2}}), Raster<std::int32_t>{{2, 2}, -1}));
    Sites const far{{{0, 0}}, {AssetId{4}}};
    EXPECT_TRUE(same(run(GetParam(), far, {{0, 2700}, {2, 2}}), Raster<std::int32_t>{{2, 2}, -1}));
}

TEST_P(NearestAssetTest, RefusesSitesWithoutAnAssetOrOutOfOrder)
{
    Rect const window{{0, 0}, {2, 2}};
    EXPECT_THROW(run(GetParam(), {{{0, 0}}, {}}, window), ContractError);
    EXPECT_THROW(run(GetParam(), {{{0, 1}, {0, 0}}, {AssetId{0}, AssetId{1}}}, window), ContractError);
    EXPECT_THROW(run(GetParam(), {{{0, 1}, {0, 1}}, {AssetId{0}, AssetId{1}}}, window), ContractError);
}

}  // namespace
}  // namespace laad::nearest_asset_test
