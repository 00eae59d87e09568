// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernels/walk.hpp"

#include <algorithm>
#include <span>
#include <vector>

namespace laad {

/// The links of an area from both ends, by the row in which they begin.
class LinkRows {
  public:
    struct Way {
        Cell from{};
        Cell to{};
        int cost_cm{};
    };

    explicit LinkRows(WalkArea const& area)
    {
        if (area.links.empty()) return;
        for (Link const& link : area.links) {
            ways_.push_back({link.a, link.b, link.cost_cm});
            ways_.push_back({link.b, link.a, link.cost_cm});
        }
        std::ranges::sort(ways_, {}, [](Way const& way) { return way.from.row; });
        first_.resize(static_cast<std::size_t>(area.moves.shape.rows) + 1);
        for (Way const& way : ways_)
            ++first_[static_cast<std::size_t>(way.from.row) + 1];
        for (std::size_t row = 1; row < first_.size(); ++row)
            first_[row] += first_[row - 1];
    }

    std::span<Way const> from_row(int row) const
    {
        if (ways_.empty()) return {};
        auto const r = static_cast<std::size_t>(row);
        return std::span{ways_}.subspan(first_[r], first_[r + 1] - first_[r]);
    }

  private:
    std::vector<std::size_t> first_;
    std::vector<Way> ways_;
};

}  // namespace laad
