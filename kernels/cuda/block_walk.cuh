// SPDX-License-Identifier: Apache-2.0
// Bounded walks from one origin by one thread block. A label is the walk in cm. Cells go on nearest first: in each round
// those of one level, which is as wide as a straight move is long. No move is shorter, so but for links each cell goes on
// once. In whatever order they do, the fixed point is the shortest.
#pragma once

#include "kernels/cell/moves.hpp"
#include "kernels/cuda/device.cuh"
#include "kernels/walk.hpp"

#include <cstdint>

namespace laad {

/// The origins of a batch, their windows and what one walks on.
template <class Label>
struct Walkers {
    WalkOrigin const* origins;
    Cell const* first;   ///< per origin: the cell of the area that is first in its window
    Shape shape;         ///< of each window
    Label* labels;       ///< per origin: of the cells of its window
    unsigned* unlisted;  ///< per origin: words of a bit a cell; null when both fit in the shared memory of a block
    View<std::uint16_t const> moves;
    MoveCosts costs;
    int bound_cm;
    Link const* links;
    int link_count;

    static std::int64_t words_of(Shape shape) { return (shape.cells() + 31) / 32; }
    LAAD_HD int cells() const { return static_cast<int>(shape.cells()); }
    LAAD_HD int words() const { return (cells() + 31) / 32; }
};

/// Labels and lists belong to the block alone. What its threads read while others change it is volatile, which PTX takes
/// for relaxed atomics.
template <class Label>
class BlockWalk {
  public:
    static constexpr int threads = 512;

    /// Cells that go on, by level: in this round, in the next three, and (the fifth) those of the round before, to be
    /// forgotten. In shared memory.
    struct Levels {
        static constexpr int count = 5, room = 1024;
        struct Entry {
            int cell;
            unsigned walk_cm;  ///< when it was listed; a lower label has an entry of its own
        };
        Entry entries[count][room];
        int used[count];
    };

    __device__ BlockWalk(Walkers<Label> const& walkers, int number, Label* labels, unsigned* unlisted, Levels& levels)
        : walkers_{walkers},
          origin_{walkers.origins[number]},
          first_{walkers.first[number]},
          labels_{labels},
          unlisted_{unlisted},
          levels_{levels},
          thread_{static_cast<int>(threadIdx.x)}
    {
    }

    /// Leaves in each label the walk in cm, or more than the bound.
    __device__ void walk()
    {
        for (int i = thread_; i < walkers_.cells(); i += threads)
            labels_[i] = static_cast<Label>(walkers_.bound_cm + 1);
        for (int i = thread_; i < walkers_.words(); i += threads)
            unlisted_[i] = 0;
        if (thread_ < Levels::count) levels_.used[thread_] = 0;
        __syncthreads();
        if (thread_ == 0) lower(index(origin_.access - first_), static_cast<unsigned>(origin_.start_cm));
        __syncthreads();
        do
            go_on();
        while (list_again());
    }

  private:
    __device__ int index(Cell c) const { return c.row * walkers_.shape.cols + c.col; }
    __device__ unsigned label(int i) const { return static_cast<Label const volatile&>(labels_[i]); }
    __device__ unsigned straight() const { return static_cast<unsigned>(walkers_.costs.straight); }
    __device__ unsigned cost(int bit) const
    {
        return static_cast<unsigned>(
            move_cost(bit, walkers_.costs.straight, walkers_.costs.diagonal, walkers_.costs.knight));
    }

    /// Lowers the label of one cell, which then must go on. None is higher than just beyond the bound.
    __device__ bool lower(int i, unsigned cm)
    {
        for (auto old = static_cast<Label>(label(i)); cm < old;) {
            Label const seen = atomicCAS(labels_ + i, old, static_cast<Label>(cm));
            if (seen == old) {
                list(i, cm);
                return true;
            }
            old = seen;
        }
        return false;
    }

    /// Lists a cell in the level of its label, or in the last there is, from which it is listed again. One that finds no
    /// room waits until all else is done.
    __device__ void list(int i, unsigned cm)
    {
        int const away = cm < end_ + straight() ? 1 : cm < end_ + 2 * straight() ? 2 : 3;
        int const level = (level_ + away) % Levels::count;
        int const place = atomicAdd(&levels_.used[level], 1);
        if (place < Levels::room)
            levels_.entries[level][place] = {i, cm};
        else
            atomicOr(unlisted_ + i / 32, 1u << i % 32);
    }

    /// Until nothing is listed.
    __device__ void go_on()
    {
        for (int empty = 0; empty < Levels::count - 1;) {
            if (thread_ == 0) levels_.used[level_] = 0;
            level_ = (level_ + 1) % Levels::count;
            end_ += straight();
            int const used = min(levels_.used[level_], Levels::room);
            for (int i = thread_; i < used; i += threads)
                take_moves(levels_.entries[level_][i]);
            empty = used == 0 ? empty + 1 : 0;
            __syncthreads();
        }
    }

    __device__ void take_moves(typename Levels::Entry const& from)
    {
        unsigned const cm = from.walk_cm;
        if (cm != label(from.cell)) return;
        if (cm >= end_) return list(from.cell, cm);
        int const cols = walkers_.shape.cols;
        unsigned const moves = walkers_.moves[first_ + Cell{from.cell / cols, from.cell % cols}];
        auto const to = [&](int bit) { return from.cell + move_step(bit).row * cols + move_step(bit).col; };
        unsigned shorter = 0;
#pragma unroll
        for (int bit = 0; bit < move_count; ++bit)
            if ((moves >> bit & 1) != 0 && cm + cost(bit) < label(to(bit))) shorter |= 1u << bit;
        for (; shorter != 0; shorter &= shorter - 1) {
            int const bit = __ffs(static_cast<int>(shorter)) - 1;
            lower(to(bit), cm + cost(bit));
        }
    }

    /// When nothing is listed: lists what found no room, and what links lower. Whether there was any, the same answer in
    /// all threads.
    __device__ bool list_again()
    {
        end_ = 0;
        bool any = false;
        for (int word = thread_; word < walkers_.words(); word += threads)
            for (unsigned bits = atomicExch(unlisted_ + word, 0); bits != 0; bits &= bits - 1) {
                int const i = 32 * word + __ffs(static_cast<int>(bits)) - 1;
                list(i, label(i));
                any = true;
            }
        for (int i = thread_; i < walkers_.link_count; i += threads) {
            Link const& link = walkers_.links[i];
            Cell const a = link.a - first_, b = link.b - first_;
            if (!inside(walkers_.shape, a) || !inside(walkers_.shape, b)) continue;
            auto const cm = static_cast<unsigned>(link.cost_cm);
            any = lower(index(b), label(index(a)) + cm) || any;
            any = lower(index(a), label(index(b)) + cm) || any;
        }
        return __syncthreads_or(any) != 0;
    }

    Walkers<Label> const& walkers_;
    WalkOrigin origin_;
    Cell first_;
    Label* labels_;
    unsigned* unlisted_;
    Levels& levels_;
    int thread_;
    int level_{};     ///< of this round
    unsigned end_{};  ///< of this round's level: who is nearer goes on
};

}  // namespace laad
