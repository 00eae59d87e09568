// SPDX-License-Identifier: Apache-2.0
// A table of use under the names that we give its columns.
#pragma once

#include "host/scenario/scenario.hpp"
#include "host/usage/text_rows.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace laad {

/// A column, or what [usage.file] says in its place; of neither the cells are empty.
struct UseColumn {
    std::optional<std::size_t> index{};
    std::string constant{};

    std::string_view of(Cells cells) const { return index ? cells[*index] : std::string_view{constant}; }
    bool is_given() const { return index || !constant.empty(); }
};

/// A CSV, perhaps gzip, is streamed; any other table that GDAL opens is read whole.
class UseTable {
  public:
    /// Errors  InputError: see TextRows and read_table
    explicit UseTable(UsageFile const&);

    std::vector<std::string> const& columns() const { return columns_; }

    /// The column that we call `name`: the one that `columns` maps to it, else that of the same name, else the first of the
    /// other names that the table has; capitals do not count.
    /// Errors  InputError: it maps to a column that is not there; a constant beside a column
    UseColumn column(std::string const& name, std::vector<std::string> const& other_names = {}) const;
    /// Throws InputError when `columns` or `constants` name something that is not among `ours`.
    void check_keys(std::span<std::string const> ours) const;
    /// Throws InputError about the table as a whole.
    [[noreturn]] void refuse(std::string const& problem) const;

    /// Reads the rows from the beginning: `take` with the cells of each, from several threads, `odd` for those that are
    /// no row. May be called again.
    void each(std::function<void(Cells)> const& take, std::function<void()> const& odd) const;

    /// The same, where `Part` gathers rows: `take(cells, part)` and `odd(part)` fill one, from several threads, and
    /// `hand_over(part)` gets each in the order of the rows, one at a time.
    template <class Part, class Take, class Odd, class HandOver>
    void each_in_order(Take const& take, Odd const& odd, HandOver const& hand_over) const
    {
        parts(
            [&](Cut const& cut) {
                auto part = std::make_shared<Part>();
                cut([&](Cells cells) { take(cells, *part); }, [&] { odd(*part); });
                return std::shared_ptr<void>{part};
            },
            [&](void* part) { hand_over(*static_cast<Part*>(part)); });
    }

  private:
    using Cut = std::function<void(std::function<void(Cells)> const&, std::function<void()> const&)>;
    void parts(std::function<std::shared_ptr<void>(Cut const&)> const& fill,
               std::function<void(void*)> const& hand_over) const;
    void each_stored(std::function<void(Cells)> const& take) const;

    UsageFile const& config_;
    bool is_text_{};
    std::vector<std::string> columns_;
};

/// A decimal number in units of 10^-decimals, halves rounded away from 0; blanks around it and an exponent may be there.
/// `comma`: it has a decimal comma, and points between thousands. Nothing when it is no number or over 10^15.
std::optional<std::int64_t> read_decimal(std::string_view text, int decimals, bool comma = false);

}  // namespace laad
