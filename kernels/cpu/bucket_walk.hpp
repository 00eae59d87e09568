// SPDX-License-Identifier: Apache-2.0
// Shortest walks in a window by a bucket queue.
#pragma once

#include "kernels/cell/moves.hpp"
#include "kernels/cpu/for_each_cell.hpp"
#include "kernels/walk.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

namespace laad {

/// The links at each cell, from both ends.
class LinkTable {
  public:
    struct Way {
        Cell from{};
        Cell to{};
        int cost_cm{};
    };

    explicit LinkTable(WalkArea const& area) : cols_{area.moves.shape.cols}
    {
        if (area.links.empty()) return;
        has_link_.resize(static_cast<std::size_t>(area.moves.shape.cells()));
        for (Link const& link : area.links) {
            ways_.push_back({link.a, link.b, link.cost_cm});
            ways_.push_back({link.b, link.a, link.cost_cm});
            has_link_[index(link.a)] = has_link_[index(link.b)] = true;
        }
        std::sort(ways_.begin(), ways_.end(), [](Way const& a, Way const& b) { return a.from < b.from; });
    }

    std::span<Way const> from(Cell cell) const
    {
        if (ways_.empty() || !has_link_[index(cell)]) return {};
        auto const first =
            std::lower_bound(ways_.begin(), ways_.end(), cell, [](Way const& way, Cell c) { return way.from < c; });
        auto const last = std::find_if(first, ways_.end(), [&](Way const& way) { return !(way.from == cell); });
        return {first, last};
    }

  private:
    std::size_t index(Cell c) const { return static_cast<std::size_t>(std::int64_t{c.row} * cols_ + c.col); }

    int cols_;
    std::vector<bool> has_link_;
    std::vector<Way> ways_;
};

/// The labels of the cells of a window. A label is the walk in cm and, in the low half of 64 bits, the site: its
/// minimum is the answer, ties included, in whatever order and on however many threads cells are relaxed.
template <class Label>
struct WalkLabels {
    static constexpr int cost_shift = sizeof(Label) == 8 ? 32 : 0;
    static constexpr Label unreached = std::numeric_limits<Label>::max();
    /// Cells around the window hold the least label, so nothing ever walks into them.
    static constexpr Label border = 0;

    Shape window{};
    std::int32_t pitch{};
    std::unique_ptr<Label[]> label;

    WalkLabels(CpuExec const& exec, Shape shape)
        : window{shape},
          pitch{shape.cols + 2 * move_reach},
          label{std::make_unique_for_overwrite<Label[]>(static_cast<std::size_t>(pitch) *
                                                        static_cast<std::size_t>(shape.rows + 2 * move_reach))}
    {
        for_each_range(exec, shape.rows + 2 * move_reach, 64, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t row = begin; row < end; ++row) {
                std::fill_n(&label[static_cast<std::size_t>(row * pitch)], pitch, border);
                if (row >= move_reach && row < move_reach + shape.rows)
                    std::fill_n(&label[static_cast<std::size_t>(row * pitch + move_reach)], shape.cols, unreached);
            }
        });
    }

    std::int32_t place(Cell c) const { return (c.row + move_reach) * pitch + c.col + move_reach; }
    Cell cell(std::int32_t place) const { return {place / pitch - move_reach, place % pitch - move_reach}; }
    Label& operator[](std::int32_t place) const { return label[static_cast<std::size_t>(place)]; }
};

/// Walks by a bucket queue. A bucket is as wide as the cheapest move, so that a cell is seldom relaxed twice; a cheaper
/// link only makes that less seldom. Threads that each have a queue may share labels: who lowers a label walks on from
/// it, and who finds a label lower than the one in its queue leaves it to the thread that lowered it.
template <class Label>
class BucketWalk {
  public:
    using Labels = WalkLabels<Label>;

    BucketWalk(WalkArea const& area, LinkTable const& links, int bound_cm, std::shared_ptr<Labels> labels)
        : area_{area},
          links_{links},
          bound_cm_{bound_cm},
          width_{move_costs(area.cell_cm).straight},
          labels_{std::move(labels)},
          buckets_(static_cast<std::size_t>(bound_cm / width_) + 1)
    {
        MoveCosts const costs = move_costs(area.cell_cm);
        for (int bit = 0; bit < move_count; ++bit) {
            auto const b = static_cast<std::size_t>(bit);
            offsets_[b] = move_step(bit).row * labels_->pitch + move_step(bit).col;
            costs_[b] = move_cost(bit, Label(costs.straight), Label(costs.diagonal), Label(costs.knight))
                        << Labels::cost_shift;
        }
    }

    /// Forgets the last walk; `first` is the cell of the area that is now first in the window.
    void restart(Cell first)
    {
        for (std::int32_t const cell : touched_)
            (*labels_)[cell] = Labels::unreached;
        touched_.clear();
        first_ = first;
    }

    void start(Cell access, std::int64_t cost_cm, std::uint32_t site = 0)
    {
        if (cost_cm > bound_cm_) return;
        relax(labels_->place(access - first_), (Label(cost_cm) << Labels::cost_shift) | site);
    }

    void run()
    {
        for (std::size_t bucket = 0; bucket < buckets_.size(); ++bucket) {
            while (!buckets_[bucket].empty()) {
                Entry const entry = buckets_[bucket].back();
                buckets_[bucket].pop_back();
                if (read(entry.place) == entry.label) leave(entry);
            }
        }
    }

    /// visit(cell of the area, walk in cm) for every cell within the bound, in no particular order.
    template <class Visit>
    void for_each_reached(Visit const& visit) const
    {
        for (std::int32_t const cell : touched_)
            visit(labels_->cell(cell) + first_, static_cast<int>((*labels_)[cell] >> Labels::cost_shift));
    }

  private:
    struct Entry {
        std::int32_t place;
        Label label;
    };

    using Shared = std::atomic_ref<Label>;
    static constexpr auto relaxed = std::memory_order_relaxed;

    Label read(std::int32_t place) const { return Shared{(*labels_)[place]}.load(relaxed); }

    void relax(std::int32_t place, Label label)
    {
        Shared const shared{(*labels_)[place]};
        Label old = shared.load(relaxed);
        if (label >= old) return;
        auto const cost_cm = static_cast<int>(label >> Labels::cost_shift);
        if (cost_cm > bound_cm_) return;
        while (!shared.compare_exchange_weak(old, label, relaxed))
            if (label >= old) return;
        if (old == Labels::unreached) touched_.push_back(place);
        buckets_[static_cast<std::size_t>(cost_cm / width_)].push_back({place, label});
    }

    void leave(Entry const& entry)
    {
        Cell const cell = labels_->cell(entry.place) + first_;
        for (unsigned left = area_.moves[cell]; left != 0; left &= left - 1) {
            auto const bit = static_cast<std::size_t>(__builtin_ctz(left));
            relax(entry.place + offsets_[bit], entry.label + costs_[bit]);
        }
        for (LinkTable::Way const& way : links_.from(cell))
            if (way.cost_cm <= bound_cm_ && inside(labels_->window, way.to - first_))
                relax(labels_->place(way.to - first_), entry.label + (Label(way.cost_cm) << Labels::cost_shift));
    }

    WalkArea area_;
    LinkTable const& links_;
    int bound_cm_;
    int width_;
    std::shared_ptr<Labels> labels_;
    Cell first_{};
    std::array<std::int32_t, move_count> offsets_{};
    std::array<Label, move_count> costs_{};
    std::vector<std::vector<Entry>> buckets_;
    std::vector<std::int32_t> touched_;
};

}  // namespace laad
