// SPDX-License-Identifier: Apache-2.0
#include "host/serve/kept_review.hpp"

#include "host/live/edit_json.hpp"
#include "host/present/table.hpp"
#include "host/scenario/iso_date.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/unfinished_file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

namespace laad {
namespace {

using Json = nlohmann::json;

constexpr std::array verdicts{"approve", "reject", "prefer", "move"};
constexpr std::size_t longest_remark = 2000;
constexpr std::size_t most_rows = 20'000;

/// A coordinate, given as number or as text; empty: none.
std::string metres_text(Json const& row, char const* key)
{
    auto const found = row.find(key);
    if (found == row.end() || found->is_null() || (found->is_string() && found->get_ref<std::string const&>().empty()))
        return {};
    auto const value = found->is_number() ? std::optional{found->get<double>()} : number(Value{text_of(row, key)});
    if (!value || !std::isfinite(*value) || std::abs(*value) > 1e7)
        throw InputError{fmt::format("{} is no coordinate in metres", key)};
    return fmt::format("{:.3f}", *value);
}

ReviewRow row_from(Json const& given)
{
    if (!given.is_object()) throw InputError{"a row of the review is an object"};
    ReviewRow row{.place = text_of(given, "place"), .verdict = text_of(given, "verdict")};
    row.remark = text_of(given, "remark", longest_remark);
    row.by = text_of(given, "by");
    row.date = text_of(given, "date");
    row.x = metres_text(given, "x");
    row.y = metres_text(given, "y");
    if (row.place.empty()) throw InputError{"a row of the review names no place"};
    if (std::ranges::count(verdicts, row.verdict) == 0)
        throw InputError{
            fmt::format("verdict \"{}\" is not known; there are: {}", row.verdict, fmt::join(verdicts, ", "))};
    if (!row.date.empty() && !is_iso_date(row.date))
        throw InputError{fmt::format("date \"{}\" is no day, write it like 2026-07-01", row.date)};
    if (row.verdict == "move" && (row.x.empty() || row.y.empty()))
        throw InputError{fmt::format("place {} is to move, and x and y do not say where", row.place)};
    return row;
}

Json json_of(std::vector<ReviewRow> const& rows)
{
    Json list = Json::array();
    for (ReviewRow const& row : rows) {
        Json& object = list.emplace_back();
        auto const cells = row.cells();
        for (std::size_t i = 0; i < cells.size(); ++i)
            object[ReviewRow::columns[i]] = cells[i];
    }
    return {{"rows", list}};
}

std::vector<ReviewRow> rows_from(Json const& given)
{
    auto const rows = given.is_object() ? given.find("rows") : given.end();
    if (rows == given.end() || !rows->is_array()) throw InputError{"a review is {\"rows\": [...]}"};
    if (rows->size() > most_rows) throw InputError{fmt::format("a review has at most {} rows", most_rows)};
    std::vector<ReviewRow> all;
    for (Json const& row : *rows)
        all.push_back(row_from(row));
    return all;
}

}  // namespace

std::string csv_of(std::vector<ReviewRow> const& rows)
{
    OutputLayer table{"review"};
    for (char const* const column : ReviewRow::columns)
        table.fields.push_back({column});
    for (ReviewRow const& row : rows) {
        Feature& feature = table.features.emplace_back();
        for (std::string const& cell : row.cells())
            feature.values.emplace_back(cell);
    }
    return csv(table);
}

KeptReview::KeptReview(std::filesystem::path file) : file_{std::move(file)}
{
    std::ifstream stream{file_};
    if (!stream) return;
    std::string const text{std::istreambuf_iterator<char>{stream}, {}};
    try {
        rows_ = rows_from(json_from(text));
    } catch (InputError const& error) {
        throw InputError{fmt::format("{}: {}; correct it, or move it away", file_.string(), error.what())};
    }
}

Json KeptReview::json() const
{
    return json_of(rows_);
}

void KeptReview::replace(Json const& given)
{
    auto rows = rows_from(given);
    write_whole_file(file_, json_of(rows).dump(1) + "\n");
    rows_ = std::move(rows);
}

}  // namespace laad
