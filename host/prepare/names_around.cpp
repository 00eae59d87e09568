// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/names_around.hpp"

#include "host/intake/words.hpp"
#include "host/prepare/candidates.hpp"
#include "host/prepare/plane.hpp"
#include "rasters/io/vectors/shapes.hpp"
#include "rasters/millimetres.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <tuple>

namespace laad {
namespace {

constexpr double bucket_m = 50;
/// Bays and pole lie no farther apart; a candidate that is longer finds what is that much less far.
constexpr double longest_bay_m = 30;

/// The digits that a house number begins with.
std::int64_t digits_of(std::string const& number)
{
    std::int64_t value = 0;
    std::from_chars(number.data(), number.data() + number.size(), value);
    return value;
}

/// No order of rows or points decides between two that are equally near.
bool nearer(Point a, Point b, Point to)
{
    auto const key = [&](Point p) { return std::pair{whole_mm(distance(p, to)), place_order(p)}; };
    return key(a) < key(b);
}

Point nearest_on_line(Line const& line, Point p)
{
    Point best = line.front();
    for (std::size_t i = 1; i < line.size(); ++i) {
        Point const a = line[i - 1], d = line[i] - a;
        double const squared = dot(d, d);
        double const along = squared > 0 ? std::clamp(dot(p - a, d) / squared, 0.0, 1.0) : 0;
        Point const at = a + d * along;
        if (nearer(at, best, p)) best = at;
    }
    return best;
}

/// In eighths of a turn; nothing for a step under a millimetre.
std::string compass(Point step)
{
    constexpr double tangent = 0.41421356237309503;  // of 22.5 degrees
    if (std::hypot(step.x, step.y) < 0.001) return {};
    double const x = std::abs(step.x), y = std::abs(step.y);
    std::string direction;
    if (y > x * tangent) direction += step.y > 0 ? "N" : "S";
    if (x > y * tangent) direction += step.x > 0 ? "E" : "W";
    return direction;
}

}  // namespace

Point nearest_point(Geometry const& shape, Point p)
{
    if (contains(shape, p)) return p;
    std::optional<Point> best;
    auto const look_at = [&](Line const& line) {
        if (line.empty()) return;
        Point const at = nearest_on_line(line, p);
        if (!best || nearer(at, *best, p)) best = at;
    };
    std::ranges::for_each(shape.lines, look_at);
    for (Polygon const& polygon : shape.polygons) {
        look_at(polygon.outer);
        std::ranges::for_each(polygon.holes, look_at);
    }
    return best.value_or(p);
}

NamesAround::NamesAround(std::vector<NamedShape> shapes, std::vector<Address> addresses)
    : shapes_{std::move(shapes)},
      shape_index_{index_of(shapes_, bucket_m, [](NamedShape const& named) { return box_of(named.shape); })},
      addresses_{std::move(addresses)},
      address_index_{index_of(addresses_, bucket_m, [](Address const& address) { return box_of(address.at); })}
{
}

NamedShape const* NamesAround::nearest_street(Point p) const
{
    NamedShape const* best = nullptr;
    auto const key = [&](NamedShape const& named) {
        return std::tuple{!named.is_street, whole_mm(distance_between(p, named.shape)), std::string_view{named.name}};
    };
    for (auto const i : shape_index_.touching(grown(box_of(p), street_within_m))) {
        NamedShape const& named = shapes_[static_cast<std::size_t>(i)];
        if (whole_mm(distance_between(p, named.shape)) > whole_mm(street_within_m)) continue;
        if (!best || key(named) < key(*best)) best = &named;
    }
    return best;
}

Address const* NamesAround::nearest_address(Point p) const
{
    Address const* best = nullptr;
    auto const away = [&](Address const& address) { return whole_mm(distance(p, address.at)); };
    auto const key = [&](Address const& address) {
        return std::tuple{away(address), std::string_view{address.street}, digits_of(address.number),
                          std::string_view{address.number}, std::string_view{address.postcode}};
    };
    for (double const within_m : {25.0, 75.0, address_within_m}) {
        for (auto const i : address_index_.touching(grown(box_of(p), within_m))) {
            Address const& address = addresses_[static_cast<std::size_t>(i)];
            if (away(address) > whole_mm(within_m)) continue;
            if (!best || key(address) < key(*best)) best = &address;
        }
        if (best) break;
    }
    return best;
}

/// A street is many shapes: the one that is nearest to the bays counts.
std::string NamesAround::side_of(std::string const& street, Point bays) const
{
    std::optional<Point> best;
    for (auto const i : shape_index_.touching(grown(box_of(bays), 2 * street_within_m))) {
        NamedShape const& named = shapes_[static_cast<std::size_t>(i)];
        if (named.name != street) continue;
        Point const at = nearest_point(named.shape, bays);
        if (!best || nearer(at, *best, bays)) best = at;
    }
    return best ? compass(bays - *best) : std::string{};
}

Whereabouts NamesAround::of(Candidate const& candidate, GridSpec const& grid) const
{
    Whereabouts where;
    auto const* address = nearest_address(candidate.pole);
    if (address) {
        where.address = address->street + " " + address->number;
        where.postcode = address->postcode;
        where.town = address->town;
        where.address_cm = static_cast<int>(std::ceil(distance(candidate.pole, address->at) * 100));
    }
    Point const enters = candidate.entry ? grid.centre(candidate.entry->cell) : candidate.pole;
    if (auto const* street = nearest_street(enters)) {
        where.street = street->name;
        where.side = side_of(street->name, candidate.middle);
    } else if (address) {
        where.street = address->street;
    }
    return where;
}

WhereaboutsReader::WhereaboutsReader(Scenario const& scenario, GridSpec const& grid)
    : reach_m_{scenario.coverage.access_max_m + grid.cell_m()}
{
    Box const all = grown(box_of(grid), address_within_m);
    for (SurfaceRule const& rule : scenario.surface)
        if (!rule.name_field.empty() && (street_class(rule.surface) || rule.surface == Surface::square))
            layers_.push_back(std::make_unique<RuleLayer>(rule, grid.epsg, all));
    DwellingConfig const& config = scenario.dwellings;
    if (!config.given() || !config.knows_addresses()) return;
    addresses_ = windows_of(config.source, grid.epsg, all,
                            {config.street_field, config.number_field, config.letter_field, config.addition_field,
                             config.postcode_field, config.place_field});
    auto const column = [&](std::string const& field) { return addresses_->about().optional_column(field); };
    columns_ = {column(config.street_field),   column(config.number_field),   column(config.letter_field),
                column(config.addition_field), column(config.postcode_field), column(config.place_field)};
}

NamesAround WhereaboutsReader::around(Box const& box) const
{
    double const near_m = longest_bay_m + reach_m_ + 2 * street_within_m;
    std::vector<NamedShape> shapes;
    for (auto const& layer : layers_)
        for (Feature& feature : layer->windows.in(grown(box, near_m))) {
            auto name = trimmed(text_at(feature, layer->name));
            feature.geometry.points.clear();
            if (name.empty() || feature.geometry.empty() || layer->levels.of(feature) < 0) continue;
            shapes.push_back({std::move(name), layer->rule.surface == Surface::street, std::move(feature.geometry)});
        }
    return {std::move(shapes), addresses_in(grown(box, longest_bay_m + address_within_m))};
}

std::vector<Address> WhereaboutsReader::addresses_in(Box const& box) const
{
    std::vector<Address> addresses;
    if (!addresses_) return addresses;
    for (Feature const& feature : addresses_->in(box)) {
        auto const said = [&](std::optional<std::size_t> column) { return trimmed(text_at(feature, column)); };
        auto const street = said(columns_.street);
        auto number = said(columns_.number);
        if (street.empty() || number.empty()) continue;
        number += said(columns_.letter);
        if (auto const addition = said(columns_.addition); !addition.empty()) number += "-" + addition;
        for (Point const at : feature.geometry.points)
            addresses.push_back({at, street, number, said(columns_.postcode), said(columns_.town)});
    }
    return addresses;
}

void WhereaboutsReader::tell(std::span<Candidate const> candidates, InputNotes& noted) const
{
    if (layers_.empty() && !addresses_) return;
    auto const lack = [&](auto missing) { return std::ranges::count_if(candidates, missing); };
    if (auto const n = lack([](Candidate const& c) { return c.where.street.empty(); }))
        noted.note("{} of {} pairs of bays have no street with a name within {:g} m and no address within {:g} m", n,
                   candidates.size(), street_within_m, address_within_m);
    if (auto const n = lack([](Candidate const& c) { return !c.where.address_cm; }); n > 0 && addresses_)
        noted.note("{} of {} pairs of bays have no address within {:g} m", n, candidates.size(), address_within_m);
}

}  // namespace laad
