// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/usage/place_told.hpp"
#include "host/usage/use.hpp"
#include "host/usage/use_remark.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace laad {

/// A row that is at no site, as it is read; the texts live as long as the record.
struct UnplacedRow {
    std::int64_t record{};
    UseRemark why{};
    PlaceTold place{};
    std::int64_t energy_wh{};
};

/// How many a file lists at most.
inline constexpr std::size_t most_unplaced_places = 10'000;
inline constexpr std::size_t most_unplaced_rows = 1'000;

/// Rows of a file that are at no site: the first ones, and sums by the place that they tell. Where there are more places
/// than are listed those with the smallest digests are: their sums are whole, and the same in whatever order rows come,
/// since a place that belongs to them is never left out on the way. What the others hold together is told too.
///
/// Cost    a few MB, however many rows
class UnplacedTally {
  public:
    explicit UnplacedTally(std::size_t most_places = most_unplaced_places, std::size_t most_rows = most_unplaced_rows)
        : most_places_{most_places}, most_rows_{most_rows}
    {
    }

    void add(UnplacedRow const&);
    /// Of the same file, by another thread.
    UnplacedTally& operator+=(UnplacedTally const&);
    void fill(UseSource&) const;

  private:
    struct Row {
        std::int64_t record{};
        std::string location;
        std::string evse;
        UseRemark why{};
        std::int64_t rows{};
        std::int64_t energy_wh{};

        void add(Row const& other);
        auto order() const { return std::tie(record, location, evse, why, energy_wh); }
    };

    static Unplaced told(Row const&);
    void trim_places(std::size_t most);
    void trim_rows(std::size_t most);

    std::size_t most_places_;
    std::size_t most_rows_;
    std::unordered_map<std::uint64_t, Row> places_;  ///< by digest
    std::uint64_t last_place_{std::numeric_limits<std::uint64_t>::max()};
    std::vector<Row> first_rows_;
    std::int64_t last_record_{std::numeric_limits<std::int64_t>::max()};
    std::int64_t rows_{};  ///< all of them
    std::int64_t energy_wh_{};
};

}  // namespace laad
