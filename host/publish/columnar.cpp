// SPDX-License-Identifier: Apache-2.0
#include "host/publish/columnar.hpp"

#include "host/present/field_words.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

namespace laad {
namespace {

std::string rounded(double value, int decimals)
{
    if (decimals < 0) return fmt::format("{}", value);
    double const scale = std::pow(10, decimals);
    return fmt::format("{}", std::round(value * scale) / scale);
}

std::string json_value(Value const& value, int decimals)
{
    if (auto const* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
    if (auto const* real = std::get_if<double>(&value)) return std::isfinite(*real) ? rounded(*real, decimals) : "null";
    if (auto const* words = std::get_if<std::string>(&value)) return json_text(*words);
    return "null";
}

std::string json_line(Line const& points)
{
    std::string out = "[";
    for (Point const p : points)
        out += (out.size() > 1 ? "," : "") + json_point(p);
    return out + "]";
}

std::string joined_json(std::vector<std::string> const& parts)
{
    return fmt::format("[{}]", fmt::join(parts, ","));
}

}  // namespace

std::string json_text(std::string_view text)
{
    std::string out = nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    for (std::size_t at = out.find('<'); at != std::string::npos; at = out.find('<', at))
        out.replace(at, 1, "\\u003c");
    return out;
}

std::string json_number(double metres)
{
    return rounded(metres, 2);
}

std::string json_point(Point p)
{
    return "[" + json_number(p.x) + "," + json_number(p.y) + "]";
}

std::string json_steps(Line const& line, Point const& origin)
{
    std::string out = "[";
    long at_x = 0;
    long at_y = 0;
    bool first = true;
    for (Point const& point : line) {
        long const x = std::lround(10 * (point.x - origin.x));
        long const y = std::lround(10 * (point.y - origin.y));
        if (!first && x == at_x && y == at_y) continue;
        fmt::format_to(std::back_inserter(out), "{}{},{}", first ? "" : ",", x - at_x, y - at_y);
        at_x = x;
        at_y = y;
        first = false;
    }
    return out + "]";
}

std::string json_shape(Geometry const& shape)
{
    if (!shape.points.empty()) return json_point(shape.points.front());
    std::vector<std::string> parts;
    if (!shape.lines.empty()) {
        for (Line const& line : shape.lines)
            parts.push_back(json_line(line));
        return R"({"lines":)" + joined_json(parts) + "}";
    }
    for (Polygon const& polygon : shape.polygons) {
        std::vector<std::string> rings{json_steps(polygon.outer, {})};
        for (Ring const& hole : polygon.holes)
            rings.push_back(json_steps(hole, {}));
        parts.push_back(joined_json(rings));
    }
    return R"({"polygons":)" + joined_json(parts) + "}";
}

namespace {

/// Texts of a column, each once.
class Words {
  public:
    Words() = default;
    Words(FeatureTable const& table, std::size_t column)
    {
        for (Feature const& row : table.features)
            if (auto const* word = std::get_if<std::string>(&row.values[column]);
                word != nullptr && numbers_.try_emplace(*word, numbers_.size()).second)
                words_.push_back(json_text(*word));
    }
    /// Its number, where it is one of these; else as it is.
    std::string code(Value const& value, int decimals) const
    {
        auto const* word = std::get_if<std::string>(&value);
        return word != nullptr && !numbers_.empty() ? fmt::to_string(numbers_.at(*word)) : json_value(value, decimals);
    }
    std::string json() const { return joined_json(words_); }

  private:
    std::map<std::string, std::size_t> numbers_;
    std::vector<std::string> words_;
};

struct Source {
    std::size_t column{};
    int decimals{};
    Words words{};
};

std::string words_json(std::vector<PublicColumn> const& columns, std::vector<std::string> const& words)
{
    std::vector<std::string> members;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].coded) members.push_back(json_text(columns[i].title()) + ":" + words[i]);
    return members.empty() ? "" : fmt::format(",\"words\":{{{}}}", fmt::join(members, ","));
}

}  // namespace

std::string columnar_json(FeatureTable const& table, std::vector<PublicColumn> columns, Shapes shapes)
{
    std::vector<std::string> names;
    std::vector<std::string> titles;
    std::vector<std::string> words;
    std::vector<Source> sources;
    std::erase_if(columns, [&](PublicColumn const& column) {
        return column.may_lack && std::ranges::count(table.fields, column.field) == 0;
    });
    for (PublicColumn const& column : columns) {
        std::size_t const at = table.column(column.field);
        names.push_back(json_text(column.title()));
        titles.push_back(json_text(field_key(column.field)));
        sources.push_back({at, column.decimals, column.coded ? Words{table, at} : Words{}});
        words.push_back(sources.back().words.json());
    }
    std::vector<std::string> rows(table.features.size());
    std::vector<std::string> drawn(shapes == Shapes::with ? rows.size() : 0);
    tbb::parallel_for(std::size_t{0}, rows.size(), [&](std::size_t i) {
        std::vector<std::string> cells;
        for (Source const& source : sources)
            cells.push_back(source.words.code(table.features[i].values[source.column], source.decimals));
        rows[i] = joined_json(cells);
        if (shapes == Shapes::with) drawn[i] = json_shape(table.features[i].geometry);
    });
    std::string out = R"({"columns":)" + joined_json(names) + ",\"titles\":" + joined_json(titles) +
                      words_json(columns, words) + ",\"rows\":" + joined_json(rows);
    if (shapes == Shapes::with) out += ",\"shapes\":" + joined_json(drawn);
    return out + "}";
}

}  // namespace laad
