// SPDX-License-Identifier: Apache-2.0
#include "rasters/error.hpp"
#include "rasters/interrupt.hpp"
#include "rasters/io/files/gdal_init.hpp"
#include "rasters/io/vectors/ogr_layer.hpp"
#include "rasters/io/vectors/ogr_values.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <cpl_string.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <span>
#include <sstream>

namespace laad {
namespace {

std::string whole_file(std::filesystem::path const& file)
{
    if (!std::filesystem::exists(file)) throw InputError{file.string() + ": does not exist; check the path"};
    if (std::filesystem::is_directory(file)) throw InputError{file.string() + ": is a folder; name the table in it"};
    std::ifstream in{file, std::ios::binary};
    std::ostringstream content;
    content << in.rdbuf();
    if (!in || content.bad()) throw InputError{file.string() + ": cannot be read; check its permissions"};
    return std::move(content).str();
}

struct CsvRow {
    std::int64_t line{};  ///< where the row begins; the first line is 1
    std::vector<std::string> cells;

    bool is_blank() const { return cells.size() == 1 && cells.front().empty(); }
};

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

    bool is_done() const { return rest_.empty(); }

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

  private:
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

void check_header(std::vector<std::string> const& fields, std::string const& file)
{
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].empty())
            throw InputError{file + ", line 1: column " + std::to_string(i + 1) + " has no name; give it one"};
        if (std::ranges::count(std::span{fields}.first(i), fields[i]) > 0)
            throw InputError{file + ", line 1: two columns are named \"" + fields[i] + "\"; rename one"};
    }
}

/// The rows of a CSV (RFC 4180), read strictly: GDAL's reader fills up short rows and knows no line numbers. Blank
/// lines are left out. The separator is the one of comma, semicolon and tab that the first line has most of.
/// Errors  InputError, which names the file and the line: missing, a folder, unreadable, empty, an unclosed quote, text
///         that is not UTF-8, a row of another length than the header, a column without a name or one that occurs twice
FeatureTable read_csv(std::filesystem::path const& file)
{
    FeatureTable table{file.string(), "", {}, {}, {}, {}};
    std::string const content = whole_file(file);
    CsvReader reader{content, table.file};
    while (!reader.is_done()) {
        stop_if_interrupted();
        CsvRow row = reader.next_row();
        if (row.is_blank()) continue;
        std::size_t const columns = row.cells.size();
        if (table.fields.empty()) {
            table.fields = std::move(row.cells);
            check_header(table.fields, table.file);
        } else if (columns != table.fields.size()) {
            throw InputError{table.file + ", line " + std::to_string(row.line) + ": has " + std::to_string(columns) +
                             " columns (the header has " + std::to_string(table.fields.size()) +
                             "); put quotes around texts with a separator in them"};
        } else {
            table.features.push_back(
                {row.line, {}, {std::make_move_iterator(row.cells.begin()), std::make_move_iterator(row.cells.end())}});
        }
    }
    if (table.fields.empty()) throw InputError{table.file + ": is empty; a header and rows are expected"};
    return table;
}

FeatureTable read_gdal_table(std::filesystem::path const& file, std::string const& name)
{
    GdalMessages messages;
    GDALDatasetUniquePtr const dataset = open_input(file, GDAL_OF_VECTOR, messages);
    OGRLayer& layer = named_layer(*dataset, {.file = file, .layer = name});
    FeatureTable table{file.string(), layer.GetName(), field_names(*layer.GetLayerDefn()), {}, {}, {}};
    for (;;) {
        OGRFeatureUniquePtr const feature{layer.GetNextFeature()};
        if (messages.failed())
            throw InputError{place(table.file, table.layer) + ": reading stops halfway (" + messages.text() +
                             "); is the file complete, and the disk sound?"};
        if (!feature) break;
        stop_if_interrupted();
        table.features.push_back({feature->GetFID(), {}, values_of(*feature)});
        check_utf8(place(table.file, table.layer), table.fields, table.features.back());
    }
    return table;
}

}  // namespace

FeatureTable read_table(std::filesystem::path const& file, Rows rows, std::string const& layer)
{
    std::string const extension = file.extension().string();
    bool const csv = extension == ".csv" || extension == ".CSV" || extension == ".tsv" || extension == ".txt";
    if (csv && !layer.empty())
        throw InputError{file.string() + ": is a CSV, which has no layer \"" + layer + "\"; leave out the layer"};
    FeatureTable table = csv ? read_csv(file) : read_gdal_table(file, layer);
    if (rows == Rows::needed && table.features.empty())
        throw InputError{place(table.file, table.layer) + ": has no rows; is it the right file?"};
    return table;
}

}  // namespace laad
