// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/files/csv.hpp"

#include "rasters/error.hpp"

#include <cpl_string.h>

#include <algorithm>

namespace laad {
namespace {

char separator_of(std::string_view content)
{
    std::string_view const header = content.substr(0, content.find_first_of("\r\n"));
    char most = ',';
    for (char const candidate : {';', '\t'})
        if (std::ranges::count(header, candidate) > std::ranges::count(header, most)) most = candidate;
    return most;
}

class CsvReader {
  public:
    CsvReader(std::string_view content, std::string const& file) : file_{file}, rest_{content}
    {
        if (constexpr std::string_view bom = "\xEF\xBB\xBF"; rest_.starts_with(bom)) rest_.remove_prefix(bom.size());
        separator_ = separator_of(rest_);
    }

    void each_row(std::function<void(CsvRow&&)> const& use)
    {
        while (!rest_.empty()) {
            CsvRow row = next_row();
            bool const blank = row.cells.size() == 1 && row.cells.front().empty();
            if (!blank) use(std::move(row));
        }
    }

  private:
    CsvRow next_row()
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
        if (!CPLIsUTF8(before.data(), static_cast<int>(before.size() - rest_.size())))
            fail(row.line, "is not UTF-8 text; convert the file with: iconv -f WINDOWS-1252 -t UTF-8");
        return row;
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

}  // namespace

void each_csv_row(std::string_view content, std::string const& file, std::function<void(CsvRow&&)> const& use)
{
    CsvReader{content, file}.each_row(use);
}

void check_header(std::vector<std::string> const& fields, std::string const& file)
{
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].empty())
            throw InputError{file + ", line 1: column " + std::to_string(i + 1) + " has no name; give it one"};
        if (std::find(fields.begin(), fields.begin() + static_cast<std::ptrdiff_t>(i), fields[i]) !=
            fields.begin() + static_cast<std::ptrdiff_t>(i))
            throw InputError{file + ", line 1: two columns are named \"" + fields[i] + "\"; rename one"};
    }
}

}  // namespace laad
