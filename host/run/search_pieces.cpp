// SPDX-License-Identifier: Apache-2.0
#include "host/run/search_pieces.hpp"

#include "host/coverage/cell_index.hpp"
#include "host/coverage/pieces.hpp"
#include "host/placement/sets.hpp"
#include "host/prepare/algorithms.hpp"
#include "host/work/archive_geometry.hpp"
#include "kernels/pressure.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/content_hash.hpp"
#include "rasters/tile.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>

namespace laad {

auto fields(Is<SearchPiece> auto& v)
{
    return std::tie(v.shape, v.cells, v.peak.row, v.peak.col, v.peak_percent, v.percent_sum, v.dwellings,
                    v.neighbourhoods, v.sites, v.candidates);
}

namespace {

constexpr int block_side = 512;

/// A part of the grid that holds cells of the layer.
struct Block {
    Rect window{};
    BitRows cells{{0, 0}};
};

std::optional<BitRows> cells_in(BaseLayers const& base, RasterSource<std::uint8_t> const& search, Rect window)
{
    auto const values = search.read(window);
    auto const is_one = [](std::uint8_t value) { return value == 1; };
    auto const all = values.view();
    BitRows cells{window.shape};
    bool any = false;
    for (int row = 0; row < window.shape.rows; ++row) {
        std::uint8_t const* const first = &all[{row, 0}];
        for (auto const* at = first;
             (at = std::find_if(at, first + window.shape.cols, is_one)) != first + window.shape.cols; ++at, any = true)
            cells.add(row, static_cast<int>(at - first), static_cast<int>(at - first) + 1);
    }
    if (!any) return {};
    auto const area = base.area.read(window);
    for (int row = 0; row < window.shape.rows; ++row)
        for (int col = 0; col < window.shape.cols; ++col)
            if (area[{row, col}] != 1) cells.remove(row, col, col + 1);
    return cells;
}

/// From north to south, of a row from west to east.
std::vector<Block> blocks_of(BaseLayers const& base, RasterSource<std::uint8_t> const& search)
{
    Shape const all = base.grid.shape;
    int const across = (all.cols + block_side - 1) / block_side;
    int const down = (all.rows + block_side - 1) / block_side;
    std::vector<std::optional<Block>> found(static_cast<std::size_t>(across) * static_cast<std::size_t>(down));
    tbb::parallel_for(std::size_t{0}, found.size(), [&](std::size_t i) {
        Cell const first{static_cast<int>(i) / across * block_side, static_cast<int>(i) % across * block_side};
        Rect const window{first,
                          {std::min(block_side, all.rows - first.row), std::min(block_side, all.cols - first.col)}};
        if (auto cells = cells_in(base, search, window)) found[i] = Block{window, std::move(*cells)};
    });
    std::vector<Block> blocks;
    for (auto& block : found)
        if (block) blocks.push_back(std::move(*block));
    return blocks;
}

/// Blocks that touch with a side: no piece lies in two clusters.
std::vector<std::vector<Block const*>> clusters_of(std::vector<Block> const& blocks)
{
    std::map<Cell, std::size_t> number;
    for (std::size_t i = 0; i < blocks.size(); ++i)
        number[blocks[i].window.first] = i;
    Sets<Id<Block>> sets{blocks.size()};
    for (auto const& [first, i] : number)
        for (Cell const next : {first + Cell{0, block_side}, first + Cell{block_side, 0}})
            if (auto const found = number.find(next); found != number.end())
                sets.unite(Id<Block>{i}, Id<Block>{found->second});
    std::map<Id<Block>, std::vector<Block const*>> by_root;
    for (std::size_t i = 0; i < blocks.size(); ++i)
        by_root[sets.root(Id<Block>{i})].push_back(&blocks[i]);
    std::vector<std::vector<Block const*>> clusters;
    for (auto& [root, members] : by_root)
        clusters.push_back(std::move(members));
    return clusters;
}

/// Things by the cell where they enter the street.
template <class Things, class EntryOf>
CellIndex by_entry(Things const& things, EntryOf const& entry_of)
{
    std::vector<std::pair<Cell, std::int32_t>> cells;
    std::int32_t number = 0;
    for (auto const& thing : things) {
        if (std::optional<Cell> const cell = entry_of(thing)) cells.emplace_back(*cell, number);
        ++number;
    }
    return CellIndex{std::move(cells)};
}

struct Contents {
    explicit Contents(BaseLayers const& base)
        : dwellings{by_entry(base.dwelling_points,
                             [](Dwelling const& d) { return d.in_area ? entry(d) : std::nullopt; })},
          sites{by_entry(base.sites, entry)},
          candidates{by_entry(base.candidates, entry)}
    {
    }
    static constexpr auto entry = [](auto const& thing) {
        return thing.entry ? std::optional{thing.entry->cell} : std::nullopt;
    };

    CellIndex dwellings;
    CellIndex sites;
    CellIndex candidates;
};

class Cluster {
  public:
    Cluster(std::vector<Block const*> const& blocks)
        : blocks_{blocks}, window_{window()}, pieces_{cells(), Touch::sides}
    {
    }

    std::vector<SearchPiece> measured(BaseLayers const& base, RasterSource<std::uint16_t> const& percent,
                                      Contents const& contents) const
    {
        std::vector<SearchPiece> found(pieces_.count());
        measure_pressure(percent, found);
        list_neighbourhoods(base, found);
        auto const each = [&](CellIndex const& things, auto add) {
            things.each_in(window_, [&](Cell cell, std::size_t thing) {
                if (auto const piece = pieces_.at(cell - window_.first)) add(found[*piece], thing);
            });
        };
        each(contents.dwellings, [](SearchPiece& piece, std::size_t) { ++piece.dwellings; });
        each(contents.sites,
             [](SearchPiece& piece, std::size_t i) { piece.sites.push_back(static_cast<std::int32_t>(i)); });
        each(contents.candidates,
             [](SearchPiece& piece, std::size_t i) { piece.candidates.push_back(CandidateId{i}); });
        auto const bounds = bounds_of_pieces();
        for (std::size_t i = 0; i < found.size(); ++i) {
            std::ranges::sort(found[i].sites);
            std::ranges::sort(found[i].candidates);
            found[i].shape = outline(pieces_, i, bounds[i], window_.first, base.grid);
        }
        return found;
    }

  private:
    Rect window() const
    {
        Rect all = blocks_.front()->window;
        for (Block const* block : blocks_)
            all = joined(all, block->window);
        return all;
    }
    BitRows cells() const
    {
        BitRows all{window_.shape};
        for (Block const* block : blocks_) {
            Cell const at = block->window.first - window_.first;
            for (int row = 0; row < block->window.shape.rows; ++row)
                block->cells.each_run(row,
                                      [&](int begin, int end) { all.add(at.row + row, at.col + begin, at.col + end); });
        }
        return all;
    }

    /// Calls visit(block, row, begin, end, piece) for the runs of each block, in its own cells.
    template <class Visit>
    void each_run_in(Block const& block, Visit visit) const
    {
        Cell const at = block.window.first - window_.first;
        for (int row = 0; row < block.window.shape.rows; ++row)
            block.cells.each_run(row, [&](int begin, int end) {
                visit(row, begin, end, *pieces_.at(at + Cell{row, begin}));
            });
    }

    void measure_pressure(RasterSource<std::uint16_t> const& percent, std::vector<SearchPiece>& found) const
    {
        for (Block const* block : blocks_) {
            auto const values = percent.read(block->window);
            each_run_in(*block, [&](int row, int begin, int end, std::size_t number) {
                SearchPiece& piece = found[number];
                for (int col = begin; col < end; ++col) {
                    std::uint16_t const value = values[{row, col}];
                    std::uint16_t const known = value > use_most ? std::uint16_t{0} : value;
                    Cell const cell = block->window.first + Cell{row, col};
                    bool const is_peak = piece.cells == 0 || known > piece.peak_percent ||
                                         (known == piece.peak_percent && cell < piece.peak);
                    if (is_peak) piece.peak = cell;
                    if (is_peak) piece.peak_percent = known;
                    piece.percent_sum += known;
                    ++piece.cells;
                }
            });
        }
    }

    void list_neighbourhoods(BaseLayers const& base, std::vector<SearchPiece>& found) const
    {
        std::vector<std::map<NeighbourhoodId, std::int64_t>> cells(found.size());
        for (Block const* block : blocks_) {
            auto const values = base.neighbourhood.read(block->window);
            each_run_in(*block, [&](int row, int begin, int end, std::size_t number) {
                for (int col = begin; col < end; ++col)
                    if (int const value = values[{row, col}]; value > 0) ++cells[number][NeighbourhoodId{value - 1}];
            });
        }
        for (std::size_t i = 0; i < found.size(); ++i) {
            std::vector<std::pair<NeighbourhoodId, std::int64_t>> most{cells[i].begin(), cells[i].end()};
            std::ranges::stable_sort(most, std::ranges::greater{}, [](auto const& one) { return one.second; });
            for (auto const& [neighbourhood, count] : most)
                found[i].neighbourhoods.push_back(neighbourhood);
        }
    }

    std::vector<Rect> bounds_of_pieces() const
    {
        std::vector<std::optional<Rect>> bounds(pieces_.count());
        pieces_.each_run([&](int row, Pieces::Run const& run) {
            Rect const here{{row, run.begin}, {1, run.end - run.begin}};
            auto& all = bounds[static_cast<std::size_t>(run.piece)];
            all = all ? joined(*all, here) : here;
        });
        std::vector<Rect> result;
        for (auto const& one : bounds)
            result.push_back(*one);
        return result;
    }

    std::vector<Block const*> const& blocks_;
    Rect window_;
    Pieces pieces_;
};

/// A checksum shows an accident, not whether the numbers make sense.
bool make_sense(std::vector<SearchPiece> const& pieces, BaseLayers const& base)
{
    return std::ranges::all_of(pieces, [&](SearchPiece const& piece) {
        return inside(base.grid.shape, piece.peak) &&
               std::ranges::all_of(piece.neighbourhoods, [&](auto b) { return base.neighbourhoods.has(b); }) &&
               std::ranges::all_of(piece.candidates, [&](auto c) { return base.candidates.has(c); }) &&
               std::ranges::all_of(piece.sites, [&](auto s) { return s >= 0 && s < std::ssize(base.sites); });
    });
}

}  // namespace

std::vector<SearchPiece> search_pieces(BaseLayers const& base, RasterSource<std::uint8_t> const& search,
                                       RasterSource<std::uint16_t> const& percent)
{
    expect(search.shape() == base.grid.shape && percent.shape() == base.grid.shape,
           "search_pieces: the layers lie on the grid");
    auto const blocks = blocks_of(base, search);
    auto const clusters = clusters_of(blocks);
    Contents const contents{base};
    std::vector<std::vector<SearchPiece>> found(clusters.size());
    tbb::parallel_for(
        std::size_t{0}, clusters.size(),
        [&](std::size_t i) { found[i] = Cluster{clusters[i]}.measured(base, percent, contents); },
        tbb::simple_partitioner{});
    std::vector<SearchPiece> pieces;
    for (auto& of_cluster : found)
        std::ranges::move(of_cluster, std::back_inserter(pieces));
    std::sort(pieces.begin(), pieces.end(), [](SearchPiece const& a, SearchPiece const& b) { return a.peak < b.peak; });
    return pieces;
}

std::vector<SearchPiece> kept_search_pieces(BaseLayers const& base, BlockLayer<std::uint8_t> const& search,
                                            BlockLayer<std::uint16_t> const& percent, KeyedStore& store)
{
    ContentHash hash;
    hash.add(algorithm::search_areas.version);
    hash.add(base.key);
    hash.add(search.content_hash());
    hash.add(percent.content_hash());
    std::string const key = hash.digest();
    std::vector<SearchPiece> pieces;
    if (store.get_values("search areas", key, pieces) && make_sense(pieces, base)) return pieces;
    pieces = search_pieces(base, search, percent);
    store.put_values("search areas", key, pieces);
    return pieces;
}

}  // namespace laad
