// SPDX-License-Identifier: Apache-2.0
#include "host/run/mass.hpp"

#include "host/run/parts/demand.hpp"
#include "host/run/run.hpp"

#include "rasters/error.hpp"
#include "tests/host/layer_of.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laad::mass_test {
namespace {

constexpr std::uint64_t whole = std::uint64_t{1} << 32;

/// Three neighbourhoods on 100 × 100 cells: A at two cells, B at the second of them, C nowhere.
struct Spread {
    Run run;
    Raster<std::uint32_t> cells{{100, 100}};

    Spread()
    {
        run.inputs.base.grid = {28992, 0, 25000, 250, {100, 100}};
        run.inputs.base.neighbourhoods.resize(3);
        for (NeighbourhoodId const b : run.inputs.base.neighbourhoods.ids())
            run.inputs.base.neighbourhoods[b].key = std::string(1, static_cast<char>('A' + b.number()));
        run.inputs.base.weightless_neighbourhoods = {NeighbourhoodId{2}};
        run.inputs.base.nodes = {{{10, 10}, 0, 1, true}, {{90, 95}, 0, 2, true}};
        run.inputs.base.shares = {{NodeId{0}, NeighbourhoodId{0}, 0, whole / 4},
                                  {NodeId{1}, NeighbourhoodId{0}, whole / 4, whole},
                                  {NodeId{1}, NeighbourhoodId{1}, 0, whole}};
        run.inputs.prognosis.public_wh = {1002, 50, 7};
        run.log.tiles = tiles_of(run.inputs.base.grid.shape, store_tile_cells, 0);
        run.layers.open(fresh_store(run.inputs.base.grid), {}, demand_layer, {"demand", RunScope::plan});
        cells[{10, 10}] = 250;
        cells[{90, 95}] = 752 + 50;
        store();
    }
    std::vector<MassRow> rows() const { return mass_rows(run.inputs, run.layers, run.log.tiles); }
    void store() { fill(run.layers[demand_layer], cells); }
};

TEST(Mass, IsReadFromTheCellsAndKeepsWhatCannotBePlaced)
{
    Spread spread;
    auto const rows = spread.rows();
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows[0].cells_wh, 1002);
    EXPECT_EQ(rows[1].cells_wh, 50);
    EXPECT_EQ(rows[2].cells_wh, 0);
    EXPECT_EQ(rows[2].unplaced_wh(), 7);
    MassTotals const totals = mass_totals(rows);
    EXPECT_EQ(totals.prognosis_wh, 1059);
    EXPECT_EQ(totals.cells_wh, 1052);
    EXPECT_EQ(totals.unplaced_wh(), 7);
    EXPECT_FALSE(totals.all_placed());
    ASSERT_EQ(totals.unplaced.size(), 1u);
    EXPECT_EQ(totals.unplaced[0]->neighbourhood, "C");
}

TEST(Mass, OfACellThatLostAWattHourIsNotKept)
{
    Spread spread;
    --spread.cells[{90, 95}];
    spread.store();
    EXPECT_THROW(spread.rows(), ContractError);
}

TEST(Mass, OfACellWhereNoDemandSitsIsNotKept)
{
    Spread spread;
    spread.cells[{0, 0}] = 1;
    spread.store();
    EXPECT_THROW(spread.rows(), ContractError);
}

}  // namespace
}  // namespace laad::mass_test
