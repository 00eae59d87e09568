// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/csv_table.hpp"

#include "rasters/error.hpp"
#include "rasters/interrupt.hpp"
#include "rasters/io/files/gdal_init.hpp"
#include "rasters/io/vectors/text_file.hpp"
#include "rasters/nearest_name.hpp"

#include <cpl_string.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <string_view>

namespace laad {
namespace {

bool is_blank_cell(std::string const& cell)
{
    return cell.find_first_not_of(" \t") == std::string::npos;
}

struct CsvRow {
    std::int64_t line{};  ///< where the row begins; the first line is 1
    std::vector<std::string> cells;

    bool is_blank() const { return std::ranges::all_of(cells, is_blank_cell); }
};

char separator_of(std::string_view content)
{
    std::string_view const header = content.substr(0, content.find_first_of("\r\n"));
    char most = ',';
    for (char const candidate : {';', '\t'})
        if (std::ranges::count(header, candidate) > std::ranges::count(header, most)) most = candidate;
    return most;
}

/// The separator that Excel's first line states, sep=; or "sep=;".
std::optional<char> stated_separator(std::string_view content)
{
    if (content.starts_with('"')) content.remove_prefix(1);
    if (content.size() < 5 || lower(std::string{content.substr(0, 4)}) != "sep=") return std::nullopt;
    char const separator = content[4];
    content.remove_prefix(5);
    if (content.starts_with('"')) content.remove_prefix(1);
    return content.empty() || content.starts_with('\r') || content.starts_with('\n') ? std::optional{separator}
                                                                                     : std::nullopt;
}

class CsvReader {
  public:
    /// `content`: UTF-8.
    CsvReader(std::string_view content, std::string const& file) : file_{file}, rest_{content}
    {
        auto const stated = stated_separator(rest_);
        if (stated) skip_line();
        separator_ = stated.value_or(separator_of(rest_));
    }

    bool is_done() const { return rest_.empty(); }

    /// The next row with something in it; without cells at the end.
    CsvRow next_row()
    {
        while (!is_done())
            if (CsvRow row = row_here(); !row.is_blank()) return row;
        return {line_, {}};
    }

  private:
    CsvRow row_here()
    {
        std::string_view const before = rest_;
        CsvRow row{line_, {}};
        row.cells.reserve(columns_);
        row.cells.push_back(next_cell());
        while (take(separator_))
            row.cells.push_back(next_cell());
        columns_ = row.cells.size();
        take('\r');
        take('\n');
        ++line_;
        std::string_view const read = before.substr(0, before.size() - rest_.size());
        if (read.find('\0') != read.npos)
            fail(row.line, "has zero bytes, as UTF-16 without its mark has; save the file as UTF-8");
        if (!CPLIsUTF8(read.data(), static_cast<int>(read.size())))
            fail(row.line, "is not UTF-8 text; convert the file with: iconv -f WINDOWS-1252 -t UTF-8");
        return row;
    }

    void skip_line()
    {
        rest_.remove_prefix(std::min(rest_.find_first_of("\r\n"), rest_.size()));
        take('\r');
        take('\n');
        ++line_;
    }

    std::string next_cell() { return take('"') ? quoted() : plain(); }

    std::string plain()
    {
        auto const end = std::ranges::find_if(rest_, [this](char c) { return ends_cell(c); });
        std::string cell{rest_.begin(), end};
        rest_.remove_prefix(cell.size());
        return cell;
    }

    std::string quoted()
    {
        std::int64_t const begin = line_;
        std::string cell;
        for (;;) {
            std::size_t const end = rest_.find('"');
            if (end == std::string_view::npos) fail(begin, "has a quote that is never closed; close it");
            line_ += std::ranges::count(rest_.substr(0, end), '\n');
            cell += rest_.substr(0, end);
            rest_.remove_prefix(end + 1);
            if (!take('"')) break;
            cell += '"';
        }
        if (!rest_.empty() && !ends_cell(rest_.front()))
            fail(line_, "has text after a closing quote; double the quotes inside a text");
        return cell;
    }

    bool ends_cell(char c) const { return c == separator_ || c == '\r' || c == '\n'; }

    bool take(char c)
    {
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    [[noreturn]] void fail(std::int64_t line, char const* problem) const
    {
        throw InputError{file_ + ", line " + std::to_string(line) + ": " + problem};
    }

    std::string const& file_;
    std::string_view rest_;
    std::int64_t line_{1};
    char separator_{','};
    std::size_t columns_{};  ///< of the row before, most likely those of the next
};

std::string at_line(std::string const& file, std::int64_t line)
{
    return file + ", line " + std::to_string(line) + ": ";
}

/// Blanks around a name do not count.
std::vector<std::string> header_names(CsvRow header)
{
    for (std::string& name : header.cells) {
        name.erase(0, std::min(name.find_first_not_of(" \t"), name.size()));
        name.erase(name.find_last_not_of(" \t") + 1);
    }
    return std::move(header.cells);
}

void check_names(std::vector<std::string> const& fields, std::string const& header)
{
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (!is_blank_cell(fields[i]) && std::ranges::count(std::span{fields}.first(i), fields[i]) > 0)
            throw InputError{header + "two columns are named \"" + fields[i] + "\"; rename one"};
}

/// Takes away the columns without a name, in which nothing may stand.
void drop_unnamed(FeatureTable& table, std::string const& header)
{
    for (std::size_t i = table.fields.size(); i-- > 0;) {
        if (!is_blank_cell(table.fields[i])) continue;
        auto const filled = std::ranges::find_if(
            table.features, [i](Feature const& row) { return !is_blank_cell(std::get<std::string>(row.values[i])); });
        if (filled != table.features.end())
            throw InputError{header + "column " + std::to_string(i + 1) + " has no name, but line " +
                             std::to_string(filled->id) + " has something in it; give it one"};
        auto const column = static_cast<std::ptrdiff_t>(i);
        table.fields.erase(table.fields.begin() + column);
        for (Feature& row : table.features)
            row.values.erase(row.values.begin() + column);
    }
}

}  // namespace

bool is_csv(std::filesystem::path const& file)
{
    std::string const extension = lower(file.extension().string());
    return extension == ".csv" || extension == ".tsv" || extension == ".txt";
}

FeatureTable read_csv(std::filesystem::path const& file)
{
    FeatureTable table{file.string(), "", {}, {}, {}, {}};
    std::string const content = text_of_file(file);
    CsvReader reader{content, table.file};
    CsvRow header = reader.next_row();
    if (header.cells.empty()) throw InputError{table.file + ": is empty; a header and rows are expected"};
    table.fields = header_names(std::move(header));
    std::string const where = at_line(table.file, header.line);
    check_names(table.fields, where);
    for (CsvRow row = reader.next_row(); !row.cells.empty(); row = reader.next_row()) {
        stop_if_interrupted();
        if (row.cells.size() != table.fields.size())
            throw InputError{at_line(table.file, row.line) + "has " + std::to_string(row.cells.size()) +
                             " columns (the header has " + std::to_string(table.fields.size()) +
                             "); put quotes around texts with a separator in them"};
        table.features.push_back(
            {row.line, {}, {std::make_move_iterator(row.cells.begin()), std::make_move_iterator(row.cells.end())}});
    }
    drop_unnamed(table, where);
    return table;
}

std::vector<std::string> csv_fields(std::filesystem::path const& file)
{
    std::string const name = file.string();
    std::string const content = first_lines_of_file(file);
    std::vector<std::string> fields = header_names(CsvReader{content, name}.next_row());
    if (fields.empty()) throw InputError{name + ": is empty; a header and rows are expected"};
    std::erase_if(fields, is_blank_cell);
    return fields;
}

}  // namespace laad
