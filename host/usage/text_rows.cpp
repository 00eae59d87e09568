// SPDX-License-Identifier: Apache-2.0
#include "host/usage/text_rows.hpp"

#include "host/intake/words.hpp"
#include "rasters/error.hpp"

#include <algorithm>
#include <cstring>
#include <deque>

namespace laad {
namespace {

constexpr std::size_t row_piece_bytes = 1 << 19;
constexpr std::size_t most_row_bytes = 16 << 20;

bool is_blank_cell(std::string_view cell)
{
    return cell.find_first_not_of(" \t") == cell.npos;
}

/// Behind the last line end that stands in no quotes; 0: there is none.
std::size_t end_of_rows(std::string_view bytes)
{
    if (std::memchr(bytes.data(), '"', bytes.size()) == nullptr) return bytes.rfind('\n') + 1;
    std::size_t end = 0;
    bool in_quotes = false;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (bytes[i] == '"')
            in_quotes = !in_quotes;
        else if (bytes[i] == '\n' && !in_quotes)
            end = i + 1;
    }
    return end;
}

/// The cells of the row with which `rest` begins, which is taken off.
class RowCutter {
  public:
    explicit RowCutter(char separator) : separator_{separator} {}

    /// The bytes that the row was made of.
    std::string_view cut(std::string_view& rest)
    {
        std::string_view const before = rest;
        cells.clear();
        texts_.clear();
        do
            cells.push_back(next(rest));
        while (take(rest, separator_));
        std::size_t const end = rest.find('\n');
        rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
        return before.substr(0, before.size() - rest.size());
    }

    std::vector<std::string_view> cells;

  private:
    static bool take(std::string_view& rest, char c)
    {
        if (!rest.starts_with(c)) return false;
        rest.remove_prefix(1);
        return true;
    }
    std::string_view next(std::string_view& rest)
    {
        if (!rest.starts_with('"')) {
            std::size_t end = 0;
            while (end < rest.size() && rest[end] != separator_ && rest[end] != '\n')
                ++end;
            std::string_view cell = rest.substr(0, end);
            rest.remove_prefix(end);
            if (cell.ends_with('\r')) cell.remove_suffix(1);
            return cell;
        }
        rest.remove_prefix(1);
        std::size_t end = rest.find('"');
        if (end != rest.npos && !rest.substr(end + 1).starts_with('"')) {
            std::string_view const cell = rest.substr(0, end);
            rest.remove_prefix(end + 1);
            take(rest, '\r');
            return cell;
        }
        std::string& text = texts_.emplace_back();
        for (end = rest.find('"'); end != rest.npos; end = rest.find('"')) {
            text += rest.substr(0, end);
            rest.remove_prefix(end + 1);
            if (!take(rest, '"')) break;
            text += '"';
        }
        take(rest, '\r');
        return text;
    }

    char separator_;
    std::deque<std::string> texts_;  ///< of cells with doubled quotes
};

}  // namespace

TextRows::TextRows(std::filesystem::path const& file) : name_{file.string()}, in_{file}
{
    read_header();
}

/// False when there is no more.
bool TextRows::refill()
{
    if (is_over_) return false;
    std::size_t const before = rest_.size();
    if (before > most_row_bytes) throw InputError{name_ + ": holds a row of more than 16 MB; is a quote not closed?"};
    rest_.resize(before + row_piece_bytes);
    std::size_t const count = in_.read(std::span{rest_}.subspan(before));
    rest_.resize(before + count);
    if (count == row_piece_bytes) return true;
    is_over_ = true;
    if (!rest_.empty() && !rest_.ends_with('\n')) rest_ += '\n';
    return count > 0;
}

std::string TextRows::line()
{
    std::size_t end{};
    while ((end = rest_.find('\n')) == rest_.npos)
        if (!refill()) break;
    if (end == rest_.npos) throw InputError{name_ + ": is empty"};
    std::string text = rest_.substr(0, end);
    rest_.erase(0, end + 1);
    ++line_;
    if (text.ends_with('\r')) text.pop_back();
    return text;
}

void TextRows::read_header()
{
    refill();
    if (rest_.starts_with("\xEF\xBB\xBF")) rest_.erase(0, 3);
    std::string header = line();
    if (header.find('\0') != std::string::npos)
        throw InputError{name_ + ": has zero bytes in its header; save it as UTF-8 text"};
    if (header.find('\r') != std::string::npos)
        throw InputError{name_ + ": has the line ends of an old Mac; save it with those of Windows or Unix"};
    std::string const begin = plain_word(header);
    if (std::string_view const stated = begin.starts_with('"') ? std::string_view{begin}.substr(1) : begin;
        stated.starts_with("sep=") && (stated.size() == 5 || (stated.size() == 6 && stated.back() == '"'))) {
        separator_ = stated[4];
        header = line();
    } else {
        for (char const candidate : {';', '\t'})
            if (std::ranges::count(header, candidate) > std::ranges::count(header, separator_)) separator_ = candidate;
    }
    RowCutter row{separator_};
    header += '\n';
    std::string_view rest{header};
    row.cut(rest);
    for (std::string_view const cell : row.cells)
        columns_.push_back(trimmed(cell));
    while (!columns_.empty() && columns_.back().empty())
        columns_.pop_back();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (columns_[i].empty())
            throw InputError{name_ + ": column " + std::to_string(i + 1) + " has no name; give it one"};
        if (std::ranges::count(std::span{columns_}.first(i), columns_[i]) > 0)
            throw InputError{name_ + ": two columns are named \"" + columns_[i] + "\"; rename one"};
    }
    if (columns_.empty()) throw InputError{name_ + ": has no header"};
}

bool TextRows::next(RowBatch& batch)
{
    std::size_t end = end_of_rows(rest_);
    while (end < row_piece_bytes / 2 && refill())
        end = end_of_rows(rest_);
    if (end == 0 && !rest_.empty()) throw InputError{name_ + ": has a quote that is never closed; close it"};
    batch.bytes.assign(rest_, 0, end);
    batch.first_line = line_;
    line_ += std::ranges::count(batch.bytes, '\n');
    rest_.erase(0, end);
    return !batch.bytes.empty();
}

void TextRows::cut(RowBatch const& batch, std::function<void(Cells)> const& take,
                   std::function<void()> const& odd) const
{
    bool const has_zeros = batch.bytes.find('\0') != std::string::npos;
    RowCutter row{separator_};
    std::string_view rest{batch.bytes};
    std::int64_t next_line = batch.first_line;
    while (!rest.empty()) {
        std::string_view const bytes = row.cut(rest);
        std::int64_t const line = next_line;
        next_line += std::ranges::count(bytes, '\n');
        auto& cells = row.cells;
        while (cells.size() > columns_.size() && is_blank_cell(cells.back()))
            cells.pop_back();
        if (std::ranges::all_of(cells, is_blank_cell)) continue;
        bool const is_odd = cells.size() != columns_.size() || (has_zeros && bytes.find('\0') != bytes.npos);
        if (is_odd)
            odd();
        else
            take({cells, line});
    }
}

}  // namespace laad
