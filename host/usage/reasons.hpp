// SPDX-License-Identifier: Apache-2.0
// Why rows of use do not count, or count with a remark, and how many.
#pragma once

#include "host/usage/unplaced.hpp"
#include "host/usage/use.hpp"
#include "host/usage/use_remark.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace laad {

/// What was counted of a file, or by one thread of it.
class UseTally {
  public:
    void row() { ++rows_; }
    void set_aside(UseRemark, std::int64_t energy_wh = 0);
    /// The same of a row that is at no site.
    void set_aside(UnplacedRow const&);
    void notice(UseRemark, std::int64_t rows = 1);
    /// A row that is given on.
    void use(std::int64_t first_s, std::int64_t last_s, std::int64_t energy_wh);

    /// A credit that is given on: it has no time and no energy of its own.
    void use_credit() { ++used_; }

    UseTally& operator+=(UseTally const&);
    /// Lists only what occurred.
    void fill(UseSource&) const;
    std::int64_t used() const { return used_; }

  private:
    struct Count {
        std::int64_t rows{};
        std::int64_t energy_wh{};
    };
    std::int64_t rows_{};
    std::int64_t used_{};
    std::int64_t energy_wh_{};
    std::int64_t first_s_{std::numeric_limits<std::int64_t>::max()};
    std::int64_t last_s_{std::numeric_limits<std::int64_t>::min()};
    std::array<Count, static_cast<std::size_t>(UseRemark::count)> counts_{};
    UnplacedTally unplaced_;
};

}  // namespace laad
