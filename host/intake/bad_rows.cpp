// SPDX-License-Identifier: Apache-2.0
#include "host/intake/bad_rows.hpp"

#include "rasters/error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace laad {

BadRows::BadRows(std::string file, std::string row_word) : file_{std::move(file)}, row_word_{std::move(row_word)} {}

void BadRows::add(std::int64_t row, std::string problem)
{
    rows_.push_back({row, std::move(problem)});
}

void BadRows::finish() const
{
    if (rows_.empty()) return;
    auto rows = rows_;
    std::stable_sort(rows.begin(), rows.end(), [](auto const& a, auto const& b) { return a.row < b.row; });
    std::string message = fmt::format("{} has {} bad row{}:", file_, rows.size(), rows.size() == 1 ? "" : "s");
    std::size_t const shown = std::min(rows.size(), most_shown);
    for (std::size_t i = 0; i < shown; ++i)
        message += fmt::format("\n  {} {}: {}", row_word_, rows[i].row, rows[i].problem);
    if (shown < rows.size()) message += fmt::format("\n  and {} more", rows.size() - shown);
    throw InputError{message};
}

}  // namespace laad
