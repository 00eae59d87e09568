// SPDX-License-Identifier: Apache-2.0
#include "host/basemap/base_map.hpp"

#include "host/basemap/base_map_fields.hpp"
#include "host/basemap/clipped_line.hpp"
#include "host/intake/input_notes.hpp"
#include "host/language/said_with.hpp"
#include "host/plan_folder/plan_files.hpp"
#include "host/scenario/vocabulary.hpp"
#include "rasters/error.hpp"
#include "rasters/io/vectors/layer_windows.hpp"
#include "rasters/io/vectors/shapes.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <utility>
#include <variant>

namespace laad {

Geometry part_in(Geometry shape, Box const& window)
{
    shape.points.clear();
    if (contains(window, box_of(shape))) return shape;
    Geometry part;
    if (!shape.polygons.empty()) part = clipped({{}, {}, std::move(shape.polygons)}, window);
    for (Line const& line : shape.lines)
        std::ranges::move(clipped_line(line, window), std::back_inserter(part.lines));
    return part;
}

/// basemap.fgb, and where its fields are.
struct BaseMap::File {
    explicit File(LayerRequest request) : windows{std::move(request)}
    {
        auto const column = [&](char const* field) { return windows.about().column(field); };
        namespace is = base_map_fields;
        surface = column(is::surface);
        name = column(is::name);
        width_m = column(is::width_m);
        level = column(is::level);
        rule = column(is::rule);
        feature = column(is::feature);
    }

    Surface surface_of(Feature const& one) const
    {
        auto const known = std::ranges::find(surface_names, text(one.values[surface]));
        if (known == surface_names.end())
            refuse(windows.about(), "feature {} has no surface that is known; make the plan again", one.id);
        return static_cast<Surface>(1 + (known - surface_names.begin()));
    }
    /// 0 for NULL.
    template <class T>
    static T number_at(Feature const& one, std::size_t field)
    {
        auto const* const value = std::get_if<T>(&one.values[field]);
        return value == nullptr ? T{} : *value;
    }
    std::pair<std::int64_t, std::int64_t> order_of(Feature const& one) const
    {
        return {number_at<std::int64_t>(one, rule), number_at<std::int64_t>(one, feature)};
    }

    LayerWindows windows;
    std::size_t surface{}, name{}, width_m{}, level{}, rule{}, feature{};
};

BaseMap::BaseMap(StoredPlan const& plan, Box const& within)
{
    std::filesystem::path const file = plan.path / plan_files::base_map;
    if (std::filesystem::exists(file))
        file_ = std::make_unique<File>(
            LayerRequest{.file = file, .epsg = plan.grid.epsg, .within = within, .rows = Rows::may_lack});
    else
        notes_.push_back(
            said_with("{} has no {}, as an earlier version made it, so maps show the land as cells, without street "
                      "names; make the plan again with `laadraster run` or `update`.",
                      plan.path.string(), plan_files::base_map));
}

BaseMap::~BaseMap() = default;
BaseMap::BaseMap(BaseMap&&) noexcept = default;
BaseMap& BaseMap::operator=(BaseMap&&) noexcept = default;

BaseVectors BaseMap::in(Box const& window) const
{
    BaseVectors found{{}, notes_};
    if (!file_) return found;
    std::vector<Feature> features = file_->windows.in(window);
    std::ranges::stable_sort(features, {}, [&](Feature const& one) { return file_->order_of(one); });
    for (Feature& one : features) {
        auto geometry = part_in(std::move(one.geometry), window);
        if (geometry.empty()) continue;
        found.shapes.push_back(
            {file_->surface_of(one), text(one.values[file_->name]), File::number_at<double>(one, file_->width_m),
             static_cast<int>(File::number_at<std::int64_t>(one, file_->level)), std::move(geometry)});
    }
    return found;
}

BaseVectors base_vectors(StoredPlan const& plan, Box const& window)
{
    return BaseMap{plan, window}.in(window);
}

}  // namespace laad
