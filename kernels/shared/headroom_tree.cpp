// SPDX-License-Identifier: Apache-2.0
// The tree of assets is small: it is walked on the host, whatever the executor.
#include "kernels/headroom.hpp"

#include "kernels/cell/rounding.hpp"
#include "rasters/error.hpp"

#include <algorithm>

namespace laad {
namespace {

void check_tree(std::span<GridAsset const> assets)
{
    for (std::size_t i = 0; i < assets.size(); ++i)
        expect(assets[i].parent.number() >= -1 && assets[i].parent < AssetId{i}, "an asset's parent comes before it");
}

void add_rows(std::vector<std::int64_t>& rows, std::size_t to, std::size_t from, std::size_t cols)
{
    for (std::size_t q = 0; q < cols; ++q)
        rows[to * cols + q] += rows[from * cols + q];
}

std::int32_t saturated(std::int64_t w)
{
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(w, -INT32_MAX, INT32_MAX));
}

}  // namespace

void add_up_tree(std::span<GridAsset const> assets, ChargingSums& sums)
{
    check_tree(assets);
    expect(sums.quarters >= 0, "add_up_tree: the number of quarters is not negative");
    auto const quarters = static_cast<std::size_t>(sums.quarters);
    expect(sums.mean_w.size() == assets.size() * quarters && sums.variance_w2.size() == sums.mean_w.size() &&
               sums.rated_w.size() == assets.size(),
           "add_up_tree: a figure for each asset and quarter");
    for (std::size_t i = assets.size(); i-- > 0;) {
        if (!assets[i].parent) continue;
        auto const parent = assets[i].parent.index();
        add_rows(sums.mean_w, parent, i, quarters);
        add_rows(sums.variance_w2, parent, i, quarters);
        sums.rated_w[parent] += sums.rated_w[i];
    }
}

std::int64_t ceil_sqrt(std::int64_t v)
{
    expect(v >= 0 && v < std::int64_t{1} << 62, "ceil_sqrt: 0 <= v < 2^62");
    return ceil_root(v);
}

std::vector<ChainRoom> chain_headroom(std::span<GridAsset const> assets, std::span<AssetRoom const> rooms)
{
    check_tree(assets);
    expect(assets.size() == rooms.size(), "chain_headroom: one room an asset");
    std::vector<ChainRoom> chains(assets.size());
    std::vector<std::int64_t> least(assets.size());  // not saturated, so that a tie is a tie
    for (std::size_t i = 0; i < assets.size(); ++i) {
        least[i] = rooms[i].headroom_w;
        chains[i] = {saturated(least[i]), AssetId{i}, rooms[i].quarter, assets[i].basis};
        if (!assets[i].parent) continue;
        auto const parent = assets[i].parent.index();
        Basis const weakest = std::max(assets[i].basis, chains[parent].basis);
        if (least[parent] < least[i]) {
            least[i] = least[parent];
            chains[i] = chains[parent];
        }
        chains[i].basis = weakest;
    }
    return chains;
}

}  // namespace laad
