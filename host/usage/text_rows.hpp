// SPDX-License-Identifier: Apache-2.0
// A table of text of any size, cut into its rows.
#pragma once

#include "rasters/io/files/byte_stream.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace laad {

/// The cells of a row, and the line of the file on which it begins; of a table without lines the number of the row.
struct Cells : std::span<std::string_view const> {
    Cells(std::span<std::string_view const> cells, std::int64_t at) : span{cells}, line{at} {}

    std::int64_t line;
};

/// Whole rows of a table, each ended by a line end.
struct RowBatch {
    std::string bytes;
    std::int64_t first_line{};
};

/// The rows of a CSV (RFC 4180), a piece at a time. The separator is the one of comma, semicolon and tab that the first
/// line has most of, or what a first line `sep=;` says.
///
/// Errors  InputError: the file cannot be read; a row of over 16 MB or a quote that is never closed; a column without a
///         name that is not the last, or one that occurs twice; zero bytes in the header, or line ends of an old Mac
/// Cost    a few MB, however large the file
class TextRows {
  public:
    explicit TextRows(std::filesystem::path const& file);

    std::vector<std::string> const& columns() const { return columns_; }

    /// The next rows; false at the end.
    bool next(RowBatch&);

    /// Cuts rows into cells and calls `take` with those of each row that has something in it, `odd` for each that is
    /// longer or shorter than the header or holds zero bytes. May run on several threads.
    void cut(RowBatch const&, std::function<void(Cells)> const& take, std::function<void()> const& odd) const;

  private:
    void read_header();
    bool refill();
    std::string line();

    std::string name_;
    ByteStream in_;
    std::string rest_;  ///< that was read and not handed out
    bool is_over_{};
    std::int64_t line_{1};  ///< on which rest_ begins
    char separator_{','};
    std::vector<std::string> columns_;
};

}  // namespace laad
