// SPDX-License-Identifier: Apache-2.0
#include "host/run/mass.hpp"

#include "host/run/parts/demand.hpp"
#include "rasters/error.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <atomic>

namespace laad {
namespace {

/// What the stored raster holds.
struct StoredDemand {
    std::atomic<std::int64_t> all_wh{};
    NodeWh at_node;
};

void add_window(BaseLayers const& base, BlockLayer<std::uint32_t> const& demand_wh, Rect window, StoredDemand& found)
{
    auto const cells = demand_wh.read(window);
    std::int64_t sum = 0;
    for (std::uint32_t const wh : cells.cells())
        sum += wh;
    found.all_wh += sum;
    for (NodeId const node : base.nodes_in(window))
        found.at_node[node] = cells[base.nodes[node].cell - window.first];
}

void read_demand(BaseLayers const& base, BlockLayer<std::uint32_t> const& demand_wh, std::vector<Tile> const& tiles,
                 StoredDemand& found)
{
    constexpr int band_rows = 512;  // a tile at once would be much memory
    found.at_node.resize(base.nodes.size());
    tbb::parallel_for(std::size_t{0}, tiles.size(), [&](std::size_t t) {
        Rect const core = tiles[t].core;
        if (demand_wh.is_empty_in_tiles(core)) return;
        for (int row = 0; row < core.shape.rows; row += band_rows)
            add_window(base, demand_wh,
                       {core.first + Cell{row, 0}, {std::min(band_rows, core.shape.rows - row), core.shape.cols}},
                       found);
    });
}

}  // namespace

std::vector<MassRow> mass_rows(Inputs const& inputs, Layers const& layers, std::vector<Tile> const& tiles)
{
    BaseLayers const& base = inputs.base;
    auto const& prognosis_wh = inputs.prognosis.public_wh;
    Indexed<NeighbourhoodId, MassRow> rows(base.neighbourhoods.size());
    for (NeighbourhoodId const b : rows.ids())
        rows[b] = {base.neighbourhoods[b].key, prognosis_wh[b], 0, false, base.neighbourhoods[b].name};
    for (NeighbourhoodId const b : base.weightless_neighbourhoods)
        rows[b].weightless = true;

    StoredDemand stored;
    read_demand(inputs.base, layers[demand_layer], tiles, stored);
    for (std::size_t i = 0; i < base.shares.size();) {
        NodeId const node = base.shares[i].node;
        std::int64_t left_wh = stored.at_node[node];
        for (; i < base.shares.size() && base.shares[i].node == node; ++i) {
            NeighbourhoodId const b = base.shares[i].neighbourhood;
            bool const is_last = i + 1 == base.shares.size() || base.shares[i + 1].node != node;
            std::int64_t const wh = is_last ? left_wh : share_wh(base.shares[i], prognosis_wh[b]);
            rows[b].cells_wh += wh;
            left_wh -= wh;
        }
    }
    std::int64_t rows_wh = 0;
    for (MassRow const& row : rows) {
        expect(row.weightless || row.cells_wh == row.prognosis_wh, "the cells of a buurt sum to its prognosis");
        rows_wh += row.cells_wh;
    }
    expect(stored.all_wh == rows_wh, "the demand raster holds what lies in its buurten and nothing else");
    return rows;
}

MassTotals mass_totals(std::vector<MassRow> const& rows)
{
    MassTotals totals;
    for (MassRow const& row : rows) {
        totals.prognosis_wh += row.prognosis_wh;
        totals.cells_wh += row.cells_wh;
        if (row.cells_wh != row.prognosis_wh) totals.unplaced.push_back(&row);
    }
    return totals;
}

}  // namespace laad
