// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <limits>

namespace laad {

/// Rows or columns [begin, end).
struct Interval {
    int begin{std::numeric_limits<int>::max()};
    int end{0};

    bool empty() const { return begin >= end; }
    /// An empty one adds nothing, wherever it is.
    void add(Interval more)
    {
        if (more.empty()) return;
        begin = std::min(begin, more.begin);
        end = std::max(end, more.end);
    }
    Interval grown(int by) const { return {begin - by, end + by}; }
    Interval moved(int by) const { return empty() ? Interval{} : Interval{begin + by, end + by}; }
    Interval within(int size) const { return {std::max(begin, 0), std::min(end, size)}; }
};

}  // namespace laad
