// SPDX-License-Identifier: Apache-2.0
// What had to be guessed of the inputs, and the rows that were set aside: for files, the report and `inspect`.
#pragma once

#include "host/present/table.hpp"
#include "host/run/parts/inputs.hpp"

#include <string>
#include <vector>

namespace laad {

Table<Guess> guess_table();

/// Of the layers, then of the prognosis.
std::vector<Rejected> set_aside(Inputs const&);
Table<Rejected> set_aside_table();

/// Rows of one input that were set aside for one reason.
struct SetAsideKind {
    std::string kind;
    std::string input;  ///< file and layer, without its folder
    std::string reason;
    std::int64_t rows{};
    std::int64_t cost{};
    std::string unit;

    /// "12 dwellings", or nothing.
    std::string cost_in_words() const;
};
/// By kind, input and reason.
std::vector<SetAsideKind> by_kind(std::vector<Rejected> const&);

}  // namespace laad
