// SPDX-License-Identifier: Apache-2.0
#include "host/coverage/pieces.hpp"

#include "rasters/error.hpp"

#include <algorithm>
#include <limits>

namespace laad {
namespace {

/// The first run of the tree that holds this one; halves the way there for whoever comes next.
std::int32_t root_of(std::vector<Pieces::Run>& runs, std::int32_t run)
{
    auto const parent = [&](std::int32_t of) -> std::int32_t& { return runs[static_cast<std::size_t>(of)].piece; };
    while (parent(run) != run)
        run = parent(run) = parent(parent(run));
    return run;
}

}  // namespace

Pieces::Pieces(BitRows const& cells, Touch touch)
{
    add_runs(cells);
    for (int row = 1; row < rows(); ++row)
        join_rows(row, touch == Touch::corners ? 1 : 0);
    number_pieces();
}

void Pieces::add_runs(BitRows const& cells)
{
    first_run_.push_back(0);
    for (int row = 0; row < cells.shape().rows; ++row) {
        cells.each_run(row, [&](int begin, int end) {
            runs_.push_back({begin, end, static_cast<std::int32_t>(runs_.size())});
        });
        expect(runs_.size() < std::numeric_limits<std::int32_t>::max(), "Pieces: fewer than 2^31 runs");
        first_run_.push_back(runs_.size());
    }
}

/// Joins the runs of a row with those of the row before that they touch, the one that comes first on top.
void Pieces::join_rows(int row, int reach)
{
    auto const number = static_cast<std::size_t>(row);
    std::size_t above = first_run_[number - 1];
    std::size_t here = first_run_[number];
    while (above < first_run_[number] && here < first_run_[number + 1]) {
        Run const& a = runs_[above];
        Run const& b = runs_[here];
        if (a.begin < b.end + reach && b.begin < a.end + reach) {
            auto const [first, second] = std::minmax(
                {root_of(runs_, static_cast<std::int32_t>(above)), root_of(runs_, static_cast<std::int32_t>(here))});
            runs_[static_cast<std::size_t>(second)].piece = first;
        }
        ++(a.end < b.end ? above : here);
    }
}

/// A tree points to runs that come before, so those have their number already.
void Pieces::number_pieces()
{
    for (std::size_t i = 0; i < runs_.size(); ++i) {
        auto const parent = static_cast<std::size_t>(runs_[i].piece);
        runs_[i].piece = parent == i ? static_cast<std::int32_t>(count_++) : runs_[parent].piece;
    }
}

std::span<Pieces::Run const> Pieces::runs(int row) const
{
    auto const number = static_cast<std::size_t>(row);
    return {runs_.data() + first_run_[number], runs_.data() + first_run_[number + 1]};
}

std::optional<std::size_t> Pieces::at(Cell cell) const
{
    auto const in_row = runs(cell.row);
    auto const run = std::ranges::upper_bound(in_row, cell.col, {}, &Run::end);
    if (run == in_row.end() || run->begin > cell.col) return {};
    return static_cast<std::size_t>(run->piece);
}

}  // namespace laad
