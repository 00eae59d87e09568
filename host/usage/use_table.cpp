// SPDX-License-Identifier: Apache-2.0
#include "host/usage/use_table.hpp"

#include "host/intake/number_style.hpp"
#include "host/intake/words.hpp"
#include "host/usage/batches.hpp"
#include "host/usage/file_kind.hpp"
#include "host/usage/plain_text.hpp"
#include "rasters/error.hpp"
#include "rasters/interrupt.hpp"
#include "rasters/io/vectors/vector_file.hpp"
#include "rasters/nearest_name.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace laad {

UseTable::UseTable(UsageFile const& config) : config_{config}, is_text_{is_streamed_text(config.file)}
{
    if (is_text_)
        columns_ = TextRows{config.file}.columns();
    else
        columns_ = read_table(config.file, Rows::may_lack, config.layer).fields;
}

void UseTable::refuse(std::string const& problem) const
{
    throw InputError{config_.file.string() + ": " + problem};
}

UseColumn UseTable::column(std::string const& name, std::vector<std::string> const& other_names) const
{
    auto const find = [&](std::string const& wanted) -> std::optional<std::size_t> {
        std::string const word = plain_word(wanted);
        for (std::size_t i = 0; i < columns_.size(); ++i)
            if (plain_word(columns_[i]) == word) return i;
        return {};
    };
    UseColumn column;
    auto const mapped = config_.columns.find(name);
    if (mapped != config_.columns.end()) {
        column.index = find(mapped->second);
        if (!column.index)
            refuse("has no column " + mapped->second + ", which [usage.file] columns names as " + name + "; it has " +
                   joined(columns_));
    } else {
        column.index = find(name);
        for (std::string const& other : other_names)
            if (!column.index) column.index = find(other);
    }
    auto const constant = config_.constants.find(name);
    if (constant == config_.constants.end()) return column;
    if (column.index)
        refuse("[usage.file] constants says " + name + " = \"" + constant->second + "\", but there is a column " +
               columns_[*column.index] + "; keep one of them");
    column.constant = constant->second;
    return column;
}

void UseTable::check_keys(std::span<std::string const> ours) const
{
    auto const check = [&](char const* which, TextsByName const& keys) {
        for (auto const& [key, value] : keys) {
            if (std::ranges::find(ours, key) != ours.end()) continue;
            auto const nearest = nearest_name(key, ours);
            refuse("[usage.file] " + std::string{which} + " names \"" + key +
                   "\", which a table of its kind does not have" + (nearest ? "; is " + *nearest + " meant?" : "") +
                   " Our names are " + joined(ours));
        }
    };
    check("columns", config_.columns);
    check("constants", config_.constants);
}

void UseTable::each(std::function<void(Cells)> const& take, std::function<void()> const& odd) const
{
    if (is_text_) {
        TextRows rows{config_.file};
        for_each_batch<RowBatch>([&](RowBatch& batch) { return rows.next(batch); },
                                 [&](RowBatch const& batch) { rows.cut(batch, take, odd); });
        return;
    }
    each_stored(take);
}

void UseTable::parts(std::function<std::shared_ptr<void>(Cut const&)> const& fill,
                     std::function<void(void*)> const& hand_over) const
{
    if (is_text_) {
        TextRows rows{config_.file};
        for_each_batch_in_order<RowBatch>(
            [&](RowBatch& batch) { return rows.next(batch); },
            [&](RowBatch const& batch) {
                return fill([&](std::function<void(Cells)> const& take, std::function<void()> const& odd) {
                    rows.cut(batch, take, odd);
                });
            },
            hand_over);
        return;
    }
    auto const part =
        fill([&](std::function<void(Cells)> const& take, std::function<void()> const&) { each_stored(take); });
    hand_over(part.get());
}

void UseTable::each_stored(std::function<void(Cells)> const& take) const
{
    auto const table = read_table(config_.file, Rows::may_lack, config_.layer);
    std::vector<std::string> texts;
    std::vector<std::string_view> cells;
    for (Feature const& row : table.features) {
        stop_if_interrupted();
        texts.clear();
        for (Value const& value : row.values)
            texts.push_back(text(value));
        cells.assign(texts.begin(), texts.end());
        take({cells, row.id});
    }
}

std::optional<std::int64_t> read_decimal(std::string_view text, int decimals, bool comma)
{
    text = without_blanks(text);
    char const point = comma ? ',' : '.';
    std::int64_t value = 0;
    constexpr std::int64_t most = 1'000'000'000'000'000;
    int after = -1;  // digits after the point
    bool rounds_up = false;
    bool any = false;
    bool const is_negative = text.starts_with('-');
    for (char const c : text.substr(is_negative || text.starts_with('+') ? 1 : 0)) {
        if (c == point && after < 0) {
            after = 0;
        } else if (c >= '0' && c <= '9') {
            any = true;
            if (after >= decimals) {
                if (after == decimals) rounds_up = c >= '5';
            } else {
                value = 10 * value + (c - '0');
                if (value > most) return {};
            }
            if (after >= 0) ++after;
        } else {  // an exponent, or thousands
            std::optional<std::string> plain = comma ? plain_number(text, ',') : std::string{text};
            double number{};
            if (!plain) return {};
            auto const [end, error] = std::from_chars(plain->data(), plain->data() + plain->size(), number);
            if (error != std::errc{} || end != plain->data() + plain->size() || !std::isfinite(number)) return {};
            number *= std::pow(10.0, decimals);
            if (std::abs(number) > static_cast<double>(most)) return {};
            return std::llround(number);
        }
    }
    if (!any) return {};
    for (int i = std::max(after, 0); i < decimals; ++i) {
        value *= 10;
        if (value > most) return {};
    }
    if (rounds_up) ++value;
    return is_negative ? -value : value;
}

}  // namespace laad
