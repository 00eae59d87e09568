// SPDX-License-Identifier: Apache-2.0
// Four cells of a row are the bytes of a word. A warp goes down a strip; its lanes tell each other what is beside them.
#include "kernels/cell/moves.hpp"
#include "kernels/cuda/warp.cuh"
#include "kernels/walk_contracts.hpp"

namespace laad {
namespace {

constexpr int word_cells = 4;
constexpr int strip_cols = (warp_lanes - 2) * word_cells;  ///< the outer lanes only read
constexpr int strip_rows = 20;
constexpr int kept_rows = 2 * move_reach + 1;
static_assert(strip_rows % kept_rows == 0);

constexpr unsigned each_byte = 0x01010101;

/// 255 for each byte of `surfaces` on which one can walk.
__host__ __device__ constexpr unsigned open_bytes(unsigned surfaces)
{
    unsigned const low = (surfaces | surfaces >> 1) & ~(surfaces >> 2);  // green, square, parking
    return ((low | surfaces >> 3) & each_byte) * 255;                    // path, street
}
constexpr bool open_bytes_agree()
{
    for (unsigned s = 0; s <= unsigned(Surface::street); ++s)
        for (unsigned beside = 0; beside <= unsigned(Surface::street); ++beside)
            if (open_bytes(beside << 24 | s << 16 | beside << 8) >> 8 != (walkable(Surface(beside)) ? 0xff0000u : 0u) +
                                                                             (walkable(Surface(s)) ? 0xff00u : 0u) +
                                                                             (walkable(Surface(beside)) ? 0xffu : 0u))
                return false;
    return true;
}
static_assert(open_bytes_agree(), "what walkable() says");

/// Word and cells at the same address, which is aligned as the word is.
template <class Word, class T>
__device__ bool is_aligned(T const* at)
{
    return reinterpret_cast<std::uintptr_t>(at) % sizeof(Word) == 0;
}

/// The four cells from `first` on, then those in the row below it and so on, 0 outside.
template <class T>
class WordsDown {
  public:
    static_assert(sizeof(T) == 1);

    __device__ WordsDown(View<T const> cells, Cell first)
        : cells_{cells},
          next_{first},
          offset_{first.row * cells.pitch + first.col},
          is_whole_{first.col >= 0 && first.col + word_cells <= cells.shape.cols}
    {
    }

    __device__ unsigned next()
    {
        int const row = next_.row++;
        T const* const at = cells_.data + offset_;
        offset_ += cells_.pitch;
        if (row < 0 || row >= cells_.shape.rows) return 0;
        if (is_whole_ && is_aligned<unsigned>(at)) return *reinterpret_cast<unsigned const*>(at);
        unsigned word = 0;
        for (int k = 0; k < word_cells; ++k)
            if (next_.col + k >= 0 && next_.col + k < cells_.shape.cols) word |= static_cast<unsigned>(at[k]) << 8 * k;
        return word;
    }

  private:
    View<T const> cells_;
    Cell next_;
    std::ptrdiff_t offset_;
    bool is_whole_;
};

/// A word with those one and two cells to its west and east.
__device__ NearInRow<unsigned> near_in_row(unsigned here)
{
    unsigned const west = __shfl_up_sync(whole_warp, here, 1);
    unsigned const east = __shfl_down_sync(whole_warp, here, 1);
    return {here << 16 | west >> 16, here << 8 | west >> 24, here, here >> 8 | east << 24, here >> 16 | east << 16};
}

__device__ void write_word(View<std::uint16_t> moves, Cell cell, MoveBytes four)
{
    std::uint16_t* const at = &moves[cell];
    if (cell.col + word_cells <= moves.shape.cols && is_aligned<std::uint64_t>(at)) {
        std::uint64_t const east = __byte_perm(four.near, four.far, 0x7362);
        *reinterpret_cast<std::uint64_t*>(at) = east << 32 | __byte_perm(four.near, four.far, 0x5140);
        return;
    }
    for (int k = 0; k < word_cells; ++k)
        if (cell.col + k < moves.shape.cols)
            at[k] = static_cast<std::uint16_t>((four.near >> 8 * k & 255) | (four.far >> 8 * k & 255) << 8);
}

/// A warp a strip.
struct MovesOfStrip {
    View<Surface const> surface;
    View<std::uint8_t const> walls;
    View<std::uint16_t> moves;
    int across;

    __device__ void operator()(std::int64_t strip, int lane) const
    {
        Cell const first{static_cast<int>(strip / across) * strip_rows,
                         static_cast<int>(strip % across) * strip_cols + (lane - 1) * word_cells};
        bool const writes = lane > 0 && lane < warp_lanes - 1 && first.col < moves.shape.cols;
        int const rows = min(strip_rows, moves.shape.rows - first.row);
        WordsDown surfaces{surface, first - Cell{move_reach, 0}};
        WordsDown wall_words{walls, first - Cell{move_reach, 0}};
        // The row `move_reach` above the first comes in place 0.
        NearInRow<unsigned> open[kept_rows];
        unsigned walled[kept_rows];
        auto const read_into = [&](int place) {
            open[place] = near_in_row(open_bytes(surfaces.next()));
            walled[place] = wall_words.next();
        };
        for (int place = 0; place < kept_rows - 1; ++place)
            read_into(place);
        for (int row = 0; row < rows; row += kept_rows) {
#pragma unroll
            for (int i = 0; i < kept_rows; ++i) {
                read_into((i + kept_rows - 1) % kept_rows);
                auto const kept = [&](int r) { return open[(i + r) % kept_rows]; };
                MoveBytes four = open_moves<unsigned>({kept(0), kept(1), kept(2), kept(3), kept(4)}, each_byte);
                unsigned const n2 = walled[i], n1 = walled[(i + 1) % kept_rows], here = walled[(i + 2) % kept_rows];
                if (__any_sync(whole_warp, (n2 | n1 | here) != 0))  // walls are rare
                    four = without(
                        four, walled_moves<unsigned>({near_in_row(n2), near_in_row(n1), near_in_row(here)}, each_byte));
                if (writes && row + i < rows) write_word(moves, first + Cell{row + i, 0}, four);
            }
        }
    }
};

}  // namespace

void allowed_moves(CudaExec const& exec, View<Surface const> surface, View<std::uint8_t const> walls,
                   View<std::uint16_t> moves)
{
    expect_moves_shapes(surface.shape, walls.shape, moves.shape);
    Shape const shape = moves.shape;
    if (shape.cells() == 0) return;
    int const across = (shape.cols + strip_cols - 1) / strip_cols;
    int const down = (shape.rows + strip_rows - 1) / strip_rows;
    for_each_by_warp(exec, std::int64_t{across} * down, MovesOfStrip{surface, walls, moves, across});
}

}  // namespace laad
