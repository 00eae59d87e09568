// SPDX-License-Identifier: Apache-2.0
#include "kernels/gather.hpp"

#include "rasters/error.hpp"
#include "tests/kernels/every_backend.hpp"

namespace laad::gather_test {
namespace {

LAAD_ON_EVERY_BACKEND(GatherTest);

std::vector<std::uint16_t> run(Executor const& executor, Raster<std::uint16_t> const& raster,
                               std::vector<Cell> const& cells)
{
    return std::visit(
        [&](auto const& exec) {
            Lent<std::uint16_t, std::decay_t<decltype(exec)>> lent{exec, raster.view()};
            return gather(exec, std::as_const(lent).view(), cells);
        },
        executor);
}

TEST_P(GatherTest, GivesTheValuesInTheOrderOfTheCells)
{
    Raster<std::uint16_t> raster{{3, 4}};
    for (int row = 0; row < 3; ++row)
        for (int col = 0; col < 4; ++col)
            raster[{row, col}] = static_cast<std::uint16_t>(10 * row + col);
    EXPECT_EQ(run(GetParam(), raster, {{2, 3}, {0, 0}, {1, 2}, {1, 2}}), (std::vector<std::uint16_t>{23, 0, 12, 12}));
    EXPECT_TRUE(run(GetParam(), raster, {}).empty());
}

TEST_P(GatherTest, RefusesCellsOutsideTheRaster)
{
    Raster<std::uint16_t> const raster{{3, 4}};
    for (Cell const cell : {Cell{3, 0}, Cell{0, 4}, Cell{-1, 0}, Cell{0, -1}})
        EXPECT_THROW(run(GetParam(), raster, {cell}), ContractError);
}

}  // namespace
}  // namespace laad::gather_test
