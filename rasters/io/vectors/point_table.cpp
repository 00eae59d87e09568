// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/point_table.hpp"

#include "rasters/error.hpp"
#include "rasters/interrupt.hpp"
#include "rasters/io/files/crs.hpp"
#include "rasters/io/files/gdal_init.hpp"
#include "rasters/io/vectors/ogr_values.hpp"
#include "rasters/io/vectors/translations.hpp"
#include "rasters/nearest_name.hpp"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <optional>
#include <string_view>

namespace laad {
namespace {

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/// Whether a text is a number and nothing but that: a code (0503) or a sum of money with thousands signs is none.
bool is_plain_number(std::string_view text, bool& has_point)
{
    if (text.starts_with('-')) text.remove_prefix(1);
    auto const point = std::min(text.find('.'), text.size());
    auto const whole = text.substr(0, point);
    auto const decimals = text.substr(std::min(point + 1, text.size()));
    has_point |= point < text.size();
    constexpr std::size_t longest = 15;  // that a double holds exactly
    return !whole.empty() && text.size() <= longest && std::ranges::all_of(whole, is_digit) &&
           std::ranges::all_of(decimals, is_digit) && (point == text.size() || !decimals.empty()) &&
           (whole.size() == 1 || whole.front() != '0');
}

/// Whether a point may stand between thousands: 33.783.
bool may_group(std::string_view text)
{
    auto const point = text.find('.');
    return point != text.npos && point <= 3 && text.size() - point == 4 && !text.starts_with('0');
}

OGRFieldType type_of_column(FeatureTable const& table, std::size_t column)
{
    bool has_point = false, is_decimal = false, any = false;
    for (Feature const& row : table.features) {
        Value const& value = row.values[column];
        if (std::holds_alternative<double>(value)) return OFTReal;
        if (std::holds_alternative<std::int64_t>(value)) return OFTInteger64;
        std::string const word = text(value);
        if (word.empty()) continue;
        if (!is_plain_number(word, has_point)) return OFTString;
        any = true;
        is_decimal |= has_point && !may_group(word) && word.find('.') != word.npos;
    }
    if (!any) return OFTString;
    if (!has_point) return OFTInteger64;
    return is_decimal ? OFTReal : OFTString;
}

/// A coordinate as a table writes it.
std::optional<double> coordinate(Value const& value)
{
    std::string word = text(value);
    bool const has_comma = std::ranges::count(word, ',') == 1 && word.find('.') == word.npos;
    if (has_comma) std::ranges::replace(word, ',', '.');
    return number(Value{word});
}

std::size_t column_of(FeatureTable const& table, std::string const& field, char const* key)
{
    if (field.empty())
        throw InputError{table.file + ": " + key + " is missing; a table needs both x_field and y_field"};
    if (std::ranges::count(table.fields, field) > 0) return table.column(field);
    auto const same = [&](std::string const& name) { return lower(name) == lower(field); };
    auto const found = std::ranges::find_if(table.fields, same);
    return found == table.fields.end() ? table.column(field) : static_cast<std::size_t>(found - table.fields.begin());
}

/// The table as a layer.
class PointLayer {
  public:
    PointLayer(LayerRequest const& request, FeatureTable const& table)
        : table_{table},
          x_{column_of(table, request.x_field, "x_field")},
          y_{column_of(table, request.y_field, "y_field")}
    {
        dataset_.reset(driver("Memory").Create("", 0, 0, 0, GDT_Unknown, nullptr));
        OGRSpatialReference crs = crs_of_epsg(request.source_epsg == 0 ? request.epsg : request.source_epsg);
        std::string const name = table.layer.empty() ? std::filesystem::path{table.file}.stem().string() : table.layer;
        layer_ = dataset_->CreateLayer(name.c_str(), &crs, wkbPoint, nullptr);
        for (std::size_t i = 0; i < table.fields.size(); ++i) {
            OGRFieldDefn field{table.fields[i].c_str(), type_of_column(table, i)};
            layer_->CreateField(&field);
        }
        OGRFieldDefn problem{problem_field, OFTString};
        layer_->CreateField(&problem);
    }

    GDALDatasetUniquePtr filled()
    {
        for (Feature const& row : table_.features) {
            stop_if_interrupted();
            add(row);
        }
        return std::move(dataset_);
    }

  private:
    void add(Feature const& row)
    {
        OGRFeature feature{layer_->GetLayerDefn()};
        feature.SetFID(row.id);
        for (std::size_t i = 0; i < row.values.size(); ++i)
            if (std::string const word = text(row.values[i]); !word.empty())
                feature.SetField(static_cast<int>(i), word.c_str());
        auto const x = coordinate(row.values[x_]), y = coordinate(row.values[y_]);
        if (x && y)
            feature.SetGeometryDirectly(new OGRPoint{*x, *y});
        else
            feature.SetField(feature.GetFieldIndex(problem_field), problem_of(row).c_str());
        if (layer_->CreateFeature(&feature) != OGRERR_NONE)
            throw InputError{table_.file + ": row " + std::to_string(row.id) + " cannot be made a point"};
    }

    std::string problem_of(Feature const& row) const
    {
        return "no coordinates: " + table_.fields[x_] + " \"" + text(row.values[x_]) + "\", " + table_.fields[y_] +
               " \"" + text(row.values[y_]) + "\" are not two numbers";
    }

    FeatureTable const& table_;
    std::size_t x_;
    std::size_t y_;
    GDALDatasetUniquePtr dataset_;
    OGRLayer* layer_{};
};

}  // namespace

GDALDatasetUniquePtr points_of_table(LayerRequest const& request)
{
    FeatureTable const table = read_table(request.file, Rows::may_lack, request.layer);
    return PointLayer{request, table}.filled();
}

}  // namespace laad
