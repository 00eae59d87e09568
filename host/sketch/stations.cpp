// SPDX-License-Identifier: Apache-2.0
#include "host/sketch/stations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <unordered_map>

namespace laad {
namespace {

double squared(Point a, Point b)
{
    double const dx = a.x - b.x;
    double const dy = a.y - b.y;
    return dx * dx + dy * dy;
}

/// Points by square of a fixed size.
class Squares {
  public:
    using Key = std::pair<std::int64_t, std::int64_t>;

    Squares(std::vector<Point> const& points, double side) : points_{points}, side_{side}
    {
        for (std::size_t i = 0; i < points.size(); ++i) {
            Key const key = at(points[i]);
            items_[key.first * stride + key.second].push_back(i);
            low_ = {std::min(low_.first, key.first), std::min(low_.second, key.second)};
            high_ = {std::max(high_.first, key.first), std::max(high_.second, key.second)};
        }
    }

    /// The nearest point, ties: the first. Rings of squares are searched until none nearer can follow.
    std::size_t nearest(Point p) const
    {
        Key const middle = at(p);
        std::size_t best = 0;
        double best_squared = std::numeric_limits<double>::infinity();
        for (std::int64_t ring = 0; ring <= reach(middle); ++ring) {
            double const nearest_of_ring = (static_cast<double>(ring) - 1) * side_;
            if (ring > 0 && nearest_of_ring > 0 && nearest_of_ring * nearest_of_ring > best_squared) break;
            each_of_ring(middle, ring, [&](std::size_t i) {
                double const found = squared(p, points_[i]);
                if (found < best_squared || (found == best_squared && i < best)) {
                    best_squared = found;
                    best = i;
                }
            });
        }
        return best;
    }

  private:
    static constexpr std::int64_t stride = std::int64_t{1} << 32;

    Key at(Point p) const
    {
        return {static_cast<std::int64_t>(std::floor(p.x / side_)), static_cast<std::int64_t>(std::floor(p.y / side_))};
    }
    /// Rings that hold every point.
    std::int64_t reach(Key middle) const
    {
        return std::max({high_.first - middle.first, middle.first - low_.first, high_.second - middle.second,
                         middle.second - low_.second, std::int64_t{0}});
    }
    template <class Visit>
    void each_of_ring(Key middle, std::int64_t ring, Visit const& visit) const
    {
        for (auto x = std::max(middle.first - ring, low_.first); x <= std::min(middle.first + ring, high_.first); ++x) {
            bool const is_side = x == middle.first - ring || x == middle.first + ring;
            std::int64_t const step = is_side || ring == 0 ? 1 : 2 * ring;
            for (auto y = middle.second - ring; y <= middle.second + ring; y += step)
                if (auto const found = items_.find(x * stride + y); found != items_.end())
                    for (std::size_t const i : found->second)
                        visit(i);
        }
    }

    std::vector<Point> const& points_;
    double side_;
    std::unordered_map<std::int64_t, std::vector<std::size_t>> items_;
    Key low_{std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::max()};
    Key high_{std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::min()};
};

/// Stations and the dwellings that are nearest to each.
class Catchments {
  public:
    Catchments(std::vector<SketchedStation> given, std::vector<Point> const& dwellings, GridFigures const& figures)
        : stations_{std::move(given)}, dwellings_{dwellings}, figures_{figures}, members_(stations_.size())
    {
        std::vector<Point> places;
        for (SketchedStation const& station : stations_)
            places.push_back(station.at);
        if (places.empty()) {  // whatever is farthest: the first station takes all
            add_first();
            return;
        }
        auto const nearest = nearest_of(dwellings_, places);
        for (std::size_t i = 0; i < nearest.size(); ++i)
            members_[nearest[i]].push_back(i);
    }

    std::vector<SketchedStation> filled() &&
    {
        while (auto const place = next_place())
            add(*place);
        return std::move(stations_);
    }

  private:
    void add_first()
    {
        std::vector<std::size_t> all(dwellings_.size());
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = i;
        if (auto const place = fullest_square(all)) {
            stations_.push_back({"illustrative-1", *place, true});
            members_.push_back(std::move(all));
        }
    }

    /// A catchment that has no square left never gets one again: stations only come.
    std::optional<Point> next_place()
    {
        is_left_.resize(members_.size(), true);
        while (true) {
            std::size_t fullest = members_.size();
            for (std::size_t i = 0; i < members_.size(); ++i)
                if (is_left_[i] && (fullest == members_.size() || members_[i].size() > members_[fullest].size()))
                    fullest = i;
            if (fullest == members_.size() ||
                static_cast<std::int64_t>(members_[fullest].size()) <= figures_.full_catchment)
                return std::nullopt;
            if (auto const place = fullest_square(members_[fullest])) return place;
            is_left_[fullest] = false;
        }
    }

    std::optional<Point> fullest_square(std::vector<std::size_t> const& members) const
    {
        double const side = static_cast<double>(figures_.square_m);
        std::map<std::pair<double, double>, std::int64_t> counts;
        for (std::size_t const i : members)
            ++counts[{std::floor(dwellings_[i].x / side), std::floor(dwellings_[i].y / side)}];
        std::vector<std::pair<std::pair<double, double>, std::int64_t>> order(counts.begin(), counts.end());
        std::ranges::stable_sort(order, std::ranges::greater{}, [](auto const& square) { return square.second; });
        for (auto const& [square, count] : order) {
            Point const middle{(square.first + 0.5) * side, (square.second + 0.5) * side};
            if (keeps_distance(middle)) return middle;
        }
        return std::nullopt;
    }

    bool keeps_distance(Point place) const
    {
        double const least = static_cast<double>(figures_.station_spacing_m * figures_.station_spacing_m);
        return std::ranges::none_of(stations_,
                                    [&](SketchedStation const& station) { return squared(station.at, place) < least; });
    }

    void add(Point place)
    {
        std::vector<std::size_t> moved;
        for (std::size_t station = 0; station < members_.size(); ++station)
            std::erase_if(members_[station], [&](std::size_t i) {
                bool const is_nearer = squared(dwellings_[i], place) < squared(dwellings_[i], stations_[station].at);
                if (is_nearer) moved.push_back(i);
                return is_nearer;
            });
        auto const number = 1 + std::ranges::count(stations_, true, &SketchedStation::is_illustrative);
        stations_.push_back({fmt::format("illustrative-{}", number), place, true});
        members_.push_back(std::move(moved));
    }

    std::vector<SketchedStation> stations_;
    std::vector<Point> const& dwellings_;
    GridFigures const& figures_;
    std::vector<std::vector<std::size_t>> members_;  ///< by station
    std::vector<bool> is_left_;                      ///< a square may be left for a neighbour
};

}  // namespace

std::vector<std::size_t> nearest_of(std::vector<Point> const& points, std::vector<Point> const& places)
{
    constexpr double side_m = 250;
    Squares const squares{places, side_m};
    std::vector<std::size_t> nearest;
    nearest.reserve(points.size());
    for (Point const& point : points)
        nearest.push_back(squares.nearest(point));
    return nearest;
}

std::vector<SketchedStation> with_illustrative(std::vector<SketchedStation> given, std::vector<Point> const& dwellings,
                                               GridFigures const& figures)
{
    return Catchments{std::move(given), dwellings, figures}.filled();
}

}  // namespace laad
