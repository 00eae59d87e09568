// SPDX-License-Identifier: Apache-2.0
// Everything wrong with the rows of a table, in one message.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace laad {

class BadRows {
  public:
    /// `row_word`: what the numbers of the rows count, line of a CSV or feature of any other table.
    BadRows(std::string file, std::string row_word);

    void add(std::int64_t row, std::string problem);
    /// Whether one more would be shown: only then is it worth while to look for what the user may have meant.
    bool shows_more() const { return rows_.size() < most_shown; }
    /// Throws InputError with the first ten, in the order of the file, when there are any.
    void finish() const;

  private:
    static constexpr std::size_t most_shown = 10;

    struct BadRow {
        std::int64_t row{};
        std::string problem;
    };
    std::string file_;
    std::string row_word_;
    std::vector<BadRow> rows_;
};

}  // namespace laad
