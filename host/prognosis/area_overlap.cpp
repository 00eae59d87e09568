// SPDX-License-Identifier: Apache-2.0
#include "host/intake/input_notes.hpp"
#include "host/language/to_say.hpp"
#include "host/prepare/boxes.hpp"
#include "host/prognosis/crosswalk.hpp"
#include "rasters/error.hpp"
#include "rasters/io/vectors/shapes.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace laad {
namespace {

constexpr double bucket_m = 1000;
constexpr double drawing_difference = 0.001;
constexpr double well_held = 0.9;

struct Shapes {
    std::vector<std::string> keys;
    std::vector<Geometry> shapes;
    std::map<std::string, std::size_t> of_key;
};

Shapes shapes_in(LayerRef const& layer, std::string const& key_field, int epsg, Box const& within,
                 std::vector<std::string>& notes)
{
    auto table = read_layer(request_of(layer, epsg, within));
    auto const column = table.column(key_field);
    Shapes found;
    for (Feature& feature : table.features) {
        std::string const key = text(feature.values[column]);
        if (key.empty() || feature.geometry.polygons.empty()) continue;
        if (!found.of_key.emplace(key, found.keys.size()).second)
            throw InputError{fmt::format("{}: buurt \"{}\" is there twice; keep one of them, by a condition if need be",
                                         layer.file.string(), key)};
        found.keys.push_back(key);
        found.shapes.push_back(std::move(feature.geometry));
    }
    if (!table.rejected.empty())
        notes.push_back(to_say("{}: {} buurten without a usable shape take no part in the area overlap",
                               layer.file.filename().string(), table.rejected.size()));
    return found;
}

Box around(GridSpec const& grid, std::vector<Geometry> const& shapes)
{
    Box all = box_of(grid);
    for (Geometry const& shape : shapes) {
        Box const box = box_of(shape);
        all = {std::min(all.west, box.west), std::min(all.south, box.south), std::max(all.east, box.east),
               std::max(all.north, box.north)};
    }
    return all;
}

class Overlap {
  public:
    explicit Overlap(Shapes now) : now_{std::move(now)}, index_{index_of(now_.shapes, bucket_m)} {}

    /// What shares more than a drawing difference with an old neighbourhood, in the order of the layer.
    std::vector<Crosswalk::Part> parts_of(std::string const& key, Geometry const& old, double surface) const
    {
        // Most neighbourhoods stay as they are, and then no other can hold more than a drawing difference.
        auto const same = now_.of_key.find(key);
        if (same != now_.of_key.end())
            if (auto const whole = part(same->second, old, surface); whole && whole->second >= 1 - drawing_difference)
                return {whole->first};
        std::vector<Crosswalk::Part> parts;
        for (std::int32_t const i : index_.touching(box_of(old)))
            if (auto const found = part(static_cast<std::size_t>(i), old, surface)) parts.push_back(found->first);
        return parts;
    }

  private:
    /// The part, and its share of the surface.
    std::optional<std::pair<Crosswalk::Part, double>> part(std::size_t i, Geometry const& old, double surface) const
    {
        double const shared_m2 = area_of_intersection(old, now_.shapes[i]);
        if (shared_m2 <= drawing_difference * surface) return std::nullopt;
        auto const dm2 = static_cast<std::int64_t>(std::llround(shared_m2 * 100));
        if (dm2 == 0) return std::nullopt;
        return std::pair{Crosswalk::Part{now_.keys[i], dm2}, shared_m2 / surface};
    }

    Shapes now_;
    BoxIndex index_;
};

double held(std::vector<Crosswalk::Part> const& parts, double surface_m2)
{
    double dm2 = 0;
    for (Crosswalk::Part const& part : parts)
        dm2 += static_cast<double>(part.weight);
    return dm2 / (100 * surface_m2);
}

}  // namespace

Crosswalk crosswalk_by_area(LayerRef const& old_neighbourhoods, std::string const& old_key_field,
                            RegionConfig const& region, GridSpec const& grid)
{
    Crosswalk crosswalk{Crosswalk::Kind::area_overlap, {}, {}};
    auto const old = shapes_in(old_neighbourhoods, old_key_field, region.epsg, box_of(grid), crosswalk.notes);
    Overlap const overlap{shapes_in(region.neighbourhoods, region.neighbourhood_key_field, region.epsg,
                                    around(grid, old.shapes), crosswalk.notes)};
    std::vector<std::string> badly_held;
    for (auto const& [key, i] : old.of_key) {
        double const surface = area(old.shapes[i]);
        auto parts = overlap.parts_of(key, old.shapes[i], surface);
        if (!parts.empty() && held(parts, surface) < well_held) badly_held.push_back(key);
        std::sort(parts.begin(), parts.end(), [](auto const& a, auto const& b) { return a.to < b.to; });
        crosswalk.parts.emplace(key, std::move(parts));
    }
    crosswalk.notes.push_back(
        to_say("the crosswalk between CBS years is derived by area overlap with {}, as if charging were spread "
               "evenly over the "
               "surface of a buurt: an assumption",
               old_neighbourhoods.file.filename().string()));
    if (!badly_held.empty())
        crosswalk.notes.push_back(
            to_say("{} old buurten lie for less than {} % in a buurt of the region and go "
                   "wholly to what holds them: {}",
                   badly_held.size(), well_held * 100, fmt::join(badly_held, ", ")));
    return crosswalk;
}

}  // namespace laad
