// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/bays.hpp"

#include "host/prepare/plane.hpp"
#include "rasters/interrupt.hpp"
#include "rasters/io/vectors/shapes.hpp"

#include <algorithm>
#include <cmath>

namespace laad {

namespace {

constexpr double widest_parallel_m = 3.5;  ///< a strip that is wider has bays across
constexpr double kept_on_street = 0.80;    ///< of a bay must lie in the parking area; drawn strips are not exact
constexpr double kept_on_lot = 0.95;
constexpr double tightest_aisle = 0.85;  ///< of the usual width, where another row fits so
constexpr double least_depth = 0.7;      ///< of the usual depth: where a strip tapers, no car fits

/// How the bays of a strip are cut.
struct Cut {
    double length_m;   ///< of a bay along the strip
    double depth_m;    ///< usual
    double deepest_m;  ///< at most
};

/// Bays by station; a gap ends a row.
using Stations = std::vector<std::optional<Polygon>>;

struct Section {
    double low{}, high{};
};

/// The longest stretch of the polygon across the frame at `u`.
std::optional<Section> section_at(Polygon const& polygon, Frame const& frame, double u)
{
    std::vector<double> cuts;
    auto const cross = [&](Ring const& ring) {
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
            auto const a = frame.u(ring[i]) - u;
            auto const b = frame.u(ring[i + 1]) - u;
            if ((a < 0) == (b < 0)) continue;
            cuts.push_back(frame.v(ring[i]) + (frame.v(ring[i + 1]) - frame.v(ring[i])) * a / (a - b));
        }
    };
    cross(polygon.outer);
    for (auto const& hole : polygon.holes)
        cross(hole);
    std::sort(cuts.begin(), cuts.end());
    std::optional<Section> longest;
    for (std::size_t i = 0; i + 1 < cuts.size(); i += 2)
        if (!longest || cuts[i + 1] - cuts[i] > longest->high - longest->low) longest = Section{cuts[i], cuts[i + 1]};
    return longest;
}

bool lies_in(Polygon const& bay, Polygon const& parking, double kept)
{
    stop_if_interrupted();
    return area_of_intersection(Geometry{{}, {}, {bay}}, Geometry{{}, {}, {parking}}) >= kept * area(bay) - 1e-9;
}

/// Bays of `length_m` on `total_m`; one more when it is only a little short, or when the stated capacity asks for it.
int stations_on(double total_m, double length_m, double kept, std::optional<int> capacity)
{
    auto const usual = static_cast<int>(std::floor(total_m / length_m + (1 - kept) + 1e-9));
    auto const most = static_cast<int>(std::floor(total_m / (kept * length_m)));
    return capacity ? std::max(usual, std::min(*capacity, most)) : usual;
}

/// Direction of the strip at a station: from the middle of the one before to that of the one after.
Point direction_at(std::vector<std::optional<Point>> const& middles, std::size_t i, Point along)
{
    auto const before = i > 0 && middles[i - 1] ? i - 1 : i;
    auto const after = i + 1 < middles.size() && middles[i + 1] ? i + 1 : i;
    return before == after ? along : unit(*middles[after] - *middles[before]);
}

Stations cut_strip(ParkingArea const& parking, Frame const& frame, Cut const& cut)
{
    auto const count = stations_on(frame.length, cut.length_m, kept_on_street, parking.capacity);
    Stations bays(static_cast<std::size_t>(std::max(count, 0)));
    auto const step = std::min(cut.length_m, frame.length / std::max(count, 1));
    auto const first = (frame.length - step * count) / 2;

    std::vector<std::optional<Section>> sections;
    std::vector<std::optional<Point>> middles;
    for (std::size_t i = 0; i < bays.size(); ++i) {
        auto const u = first + (static_cast<double>(i) + 0.5) * step;
        auto const section = section_at(parking.shape, frame, u);
        sections.push_back(section);
        middles.push_back(section ? std::optional{frame.at(u, (section->low + section->high) / 2)} : std::nullopt);
    }
    for (std::size_t i = 0; i < bays.size(); ++i) {
        if (!middles[i]) continue;
        auto const along = direction_at(middles, i, frame.along);
        auto const local = (sections[i]->high - sections[i]->low) * dot(along, frame.along);
        if (local < least_depth * cut.depth_m) continue;
        auto bay = rectangle(*middles[i], along, step, std::min(local, cut.deepest_m));
        if (lies_in(bay, parking.shape, kept_on_street)) bays[i] = std::move(bay);
    }
    return bays;
}

void add_rows(std::vector<BayRow>& rows, Stations stations)
{
    bool row_is_open = false;
    for (auto& bay : stations) {
        if (bay && !row_is_open) rows.emplace_back();
        if (bay) rows.back().push_back(std::move(*bay));
        row_is_open = bay.has_value();
    }
}

/// How the rows of a lot lie: the least v of each.
struct Pattern {
    Frame frame;
    std::vector<double> rows;
};

/// Every row of a lot needs an aisle beside it; two rows share one.
int aisles_of(int rows)
{
    return (rows + 1) / 2;
}

Pattern usual_pattern(Frame const& frame, BayConfig const& config)
{
    auto const depth = config.across_length_m;
    int count = 1;
    while ((count + 1) * depth + aisles_of(count + 1) * tightest_aisle * config.aisle_m <= frame.width)
        ++count;
    auto const aisle = std::min(config.aisle_m, (frame.width - count * depth) / aisles_of(count));
    Pattern pattern{frame, {}};
    for (int row = 0; row < count; ++row)
        pattern.rows.push_back(row * depth + aisles_of(row) * aisle);
    return pattern;
}

Pattern moved_pattern(Frame const& frame, double offset, BayConfig const& config)
{
    auto const depth = config.across_length_m;
    auto const slack = (1 - kept_on_lot) * depth;
    auto const module = 2 * depth + config.aisle_m;
    Pattern pattern{frame, {}};
    for (double first = offset - module; first < frame.width; first += module)
        for (auto const v : {first, first + depth + config.aisle_m})
            if (v >= -slack && v + depth <= frame.width + slack) pattern.rows.push_back(v);
    return pattern;
}

Frame turned(Frame const& frame)
{
    return {frame.at(frame.length, 0), frame.across(), frame.width, frame.length};
}

/// Visits the middle of each bay of a row; u and v are those of its frame.
template <class Visit>
void each_station(Frame const& frame, BayConfig const& config, Visit visit)
{
    auto const count = stations_on(frame.length, config.across_width_m, kept_on_lot, std::nullopt);
    auto const first = (frame.length - config.across_width_m * count) / 2;
    for (int i = 0; i < count; ++i) {
        stop_if_interrupted();
        visit(first + (i + 0.5) * config.across_width_m);
    }
}

/// Three places along the middle of a bay, which lies at v.
bool on_way(Frame const& frame, double u, double v, double depth, IsWay const& is_way)
{
    return is_way(frame.at(u, v + depth / 4)) || is_way(frame.at(u, v + depth / 2)) ||
           is_way(frame.at(u, v + depth * 3 / 4));
}

/// Bays whose middle is free, counted without exact geometry; the second number is of those on a way.
std::pair<int, int> free_and_not(Polygon const& lot, Pattern const& pattern, BayConfig const& config,
                                 IsWay const& is_way)
{
    int free = 0;
    int not_free = 0;
    for (auto const v : pattern.rows)
        each_station(pattern.frame, config, [&](double u) {
            if (!contains(lot, pattern.frame.at(u, v + config.across_length_m / 2))) return;
            ++(on_way(pattern.frame, u, v, config.across_length_m, is_way) ? not_free : free);
        });
    return {free, not_free};
}

Pattern best_pattern(ParkingArea const& parking, Frame const& frame, BayConfig const& config, IsWay const& is_way)
{
    auto best = usual_pattern(frame, config);
    auto [most, on_ways] = free_and_not(parking.shape, best, config, is_way);
    if (on_ways == 0) return best;
    auto const steps = static_cast<int>(2 * config.across_length_m + config.aisle_m);
    for (auto const& side : {frame, turned(frame)})
        for (int metres = 0; metres < steps; ++metres) {
            auto pattern = moved_pattern(side, metres, config);
            auto const free = free_and_not(parking.shape, pattern, config, is_way).first;
            if (free <= most) continue;
            most = free;
            best = std::move(pattern);
        }
    return best;
}

std::vector<BayRow> cut_lot(ParkingArea const& parking, Frame const& frame, BayConfig const& config,
                            IsWay const& is_way)
{
    auto const pattern = best_pattern(parking, frame, config, is_way);
    auto const depth = config.across_length_m;
    std::vector<BayRow> rows;
    for (auto const v : pattern.rows) {
        Stations bays;
        each_station(pattern.frame, config, [&](double u) {
            bays.emplace_back();
            if (on_way(pattern.frame, u, v, depth, is_way)) return;
            auto bay = rectangle(pattern.frame.at(u, v + depth / 2), pattern.frame.along, config.across_width_m, depth);
            if (lies_in(bay, parking.shape, kept_on_lot)) bays.back() = std::move(bay);
        });
        add_rows(rows, std::move(bays));
    }
    return rows;
}

void keep_first(std::vector<BayRow>& rows, int capacity)
{
    auto left = static_cast<std::size_t>(std::max(capacity, 0));
    for (auto& row : rows) {
        row.resize(std::min(row.size(), left));
        left -= row.size();
    }
    std::erase_if(rows, [](BayRow const& row) { return row.empty(); });
}

std::vector<BayRow> cut_any(ParkingArea const& parking, BayConfig const& config, IsWay const& is_way)
{
    auto const frame = least_rectangle(parking.shape.outer);
    bool const narrow = frame.width < widest_parallel_m && parking.orientation != Orientation::across;
    bool const is_parallel = narrow || parking.orientation == Orientation::parallel;
    if (!is_parallel && frame.width > config.across_length_m + config.aisle_m)
        return cut_lot(parking, frame, config, is_way);
    Cut const cut = is_parallel ? Cut{config.parallel_length_m, config.parallel_width_m, widest_parallel_m}
                                : Cut{config.across_width_m, config.across_length_m, config.across_length_m};
    std::vector<BayRow> rows;
    add_rows(rows, cut_strip(parking, frame, cut));
    return rows;
}

}  // namespace

std::vector<BayRow> cut_bays(ParkingArea const& parking, BayConfig const& config, IsWay const& is_way)
{
    auto rows = cut_any(parking, config, is_way);
    if (parking.capacity) keep_first(rows, *parking.capacity);
    return rows;
}

}  // namespace laad
