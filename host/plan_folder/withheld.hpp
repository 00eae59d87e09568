// SPDX-License-Identifier: Apache-2.0
// Which counts of dwellings may be told to the public: none of fewer than five, and none that gives such a one away.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace laad {

/// Counts of fewer dwellings than these are not told; as Statistics Netherlands has it, zero is one of them.
inline constexpr std::int64_t least_told = 5;

/// A count on its own.
inline std::optional<std::int64_t> told(std::int64_t count)
{
    return count < least_told ? std::nullopt : std::optional{count};
}

/// Counts of which each is a part of the next larger one: dwellings, those within 300 m, those within 200 m ...
struct NestedCounts {
    std::optional<std::size_t> parent{};  ///< the row of the whole of which this row is a part
    std::vector<std::int64_t> counts{};   ///< as many in each row
};

/// For each row and count whether it may be told. Of two counts of a row that differ by fewer than `least_told`, but
/// differ, the later one is withheld. Where one row of a whole is withheld, or those that are come to fewer than
/// `least_told` together, the smallest others are withheld too until subtraction tells nothing, at last the whole.
std::vector<std::vector<bool>> may_be_told(std::vector<NestedCounts> const& rows);

/// A count and those that add up to it, by their numbers. A count may be part of several: a month of a buurt is part of
/// all its months, and of the month of its gemeente.
struct WholeAndParts {
    std::size_t whole{};
    std::vector<std::size_t> parts{};
};
/// For each count whether it may be told: as above, of one count a row.
std::vector<bool> may_be_told(std::vector<std::int64_t> const& counts, std::vector<WholeAndParts> const&);

/// The same of parts of a total of which `rest` is in none of them: as many of the smallest parts are withheld as it
/// takes for the rest and those withheld together to be nothing or `least_told`.
std::vector<bool> may_be_told(std::vector<std::int64_t> const& parts, std::int64_t rest);

}  // namespace laad
