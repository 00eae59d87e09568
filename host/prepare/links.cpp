// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/links.hpp"

#include "host/prepare/boxes.hpp"
#include "host/prepare/plane.hpp"
#include "rasters/interrupt.hpp"
#include "rasters/io/vectors/shapes.hpp"
#include "rasters/millimetres.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <tuple>

namespace laad {

namespace {

struct Segment {
    std::int32_t way;
    std::int32_t from;  ///< number of its first vertex
};

class Crossings {
  public:
    explicit Crossings(std::vector<Way> const& ways)
        : ways_{ways}, segments_{segments()}, index_{index_of(segments_, 50, [&](Segment s) { return box(s); })}
    {
    }

    bool crosses_another_level(std::int32_t way) const
    {
        for (std::int32_t from = 0; from + 1 < size(way); ++from) {
            stop_if_interrupted();
            Segment const mine{way, from};
            for (auto const item : index_.touching(box(mine))) {
                auto const other = segments_[static_cast<std::size_t>(item)];
                if (level(other.way) != level(way) && cross(mine, other)) return true;
            }
        }
        return false;
    }

  private:
    Way const& at(std::int32_t way) const { return ways_[static_cast<std::size_t>(way)]; }
    int level(std::int32_t way) const { return at(way).level; }
    std::int32_t size(std::int32_t way) const { return static_cast<std::int32_t>(at(way).line.size()); }
    Point vertex(std::int32_t way, std::int32_t i) const { return at(way).line[static_cast<std::size_t>(i)]; }
    bool is_end(std::int32_t way, std::int32_t i) const { return i == 0 || i + 1 == size(way); }

    Box box(Segment s) const { return joined(box_of(vertex(s.way, s.from)), box_of(vertex(s.way, s.from + 1))); }

    /// A way that only ends on the other one touches it; a vertex in the interior counts for one of its two segments.
    bool straddles(Segment s, Point a, Point b) const
    {
        auto const first = side(a, b, vertex(s.way, s.from));
        auto const second = side(a, b, vertex(s.way, s.from + 1));
        if ((first == 0 && is_end(s.way, s.from)) || (second == 0 && is_end(s.way, s.from + 1))) return false;
        return (first >= 0) != (second >= 0);
    }

    bool cross(Segment s, Segment t) const
    {
        Point const a = vertex(s.way, s.from);
        Point const b = vertex(s.way, s.from + 1);
        Point const c = vertex(t.way, t.from);
        Point const d = vertex(t.way, t.from + 1);
        if (a == c || a == d || b == c || b == d) return false;
        return straddles(s, c, d) && straddles(t, a, b);
    }

    std::vector<Segment> segments() const
    {
        std::vector<Segment> all;
        for (std::int32_t way = 0; way < static_cast<std::int32_t>(ways_.size()); ++way)
            for (std::int32_t from = 0; from + 1 < size(way); ++from)
                all.push_back({way, from});
        return all;
    }

    std::vector<Way> const& ways_;
    std::vector<Segment> segments_;
    BoxIndex index_;
};

/// Who meets at a vertex of a linked way.
struct Meeting {
    std::vector<std::int32_t> ways;     ///< that pass or end here
    std::vector<std::int32_t> endings;  ///< that end here
};

using Meetings = std::map<PlaceOrder, Meeting>;

Meetings meetings_of(std::vector<Way> const& ways, std::vector<char> const& linked)
{
    Meetings meetings;
    for (std::size_t way = 0; way < ways.size(); ++way)
        if (linked[way])
            for (auto const p : ways[way].line)
                meetings[place_order(p)];
    for (std::size_t way = 0; way < ways.size(); ++way) {
        auto const& line = ways[way].line;
        for (std::size_t i = 0; i < line.size(); ++i) {
            auto const meeting = meetings.find(place_order(line[i]));
            if (meeting == meetings.end()) continue;
            meeting->second.ways.push_back(static_cast<std::int32_t>(way));
            if (i == 0 || i + 1 == line.size()) meeting->second.endings.push_back(static_cast<std::int32_t>(way));
        }
    }
    return meetings;
}

bool others_join(std::vector<Way> const& ways, std::size_t way, Meeting const& meeting)
{
    auto const other = [&](std::int32_t w) { return static_cast<std::size_t>(w) != way; };
    auto const same_level = [&](std::int32_t w) { return ways[static_cast<std::size_t>(w)].level == ways[way].level; };
    return std::any_of(meeting.ways.begin(), meeting.ways.end(), [&](auto w) { return other(w) && same_level(w); }) ||
           std::any_of(meeting.endings.begin(), meeting.endings.end(), other);
}

/// Every vertex that makes the end of another way a joint, sorted; the end of a way itself is there once.
std::vector<PlaceOrder> meeting_points(std::vector<Way> const& ways, std::vector<char> const& linked)
{
    std::vector<PlaceOrder> vertices;
    for (std::size_t way = 0; way < ways.size(); ++way) {
        auto const& line = ways[way].line;
        if (line.empty()) continue;
        if (linked[way])
            std::transform(line.begin(), line.end(), std::back_inserter(vertices), place_order);
        else
            vertices.insert(vertices.end(), {place_order(line.front()), place_order(line.back())});
    }
    std::sort(vertices.begin(), vertices.end());
    return vertices;
}

}  // namespace

void add_link(std::vector<Link>& links, Cell a, Cell b, double length_m, GridSpec const& grid)
{
    if (a == b || !inside(grid.shape, a) || !inside(grid.shape, b)) return;
    if (b < a) std::swap(a, b);
    auto const straight_cm = static_cast<int>(std::ceil(std::hypot(a.row - b.row, a.col - b.col) * grid.cell_cm));
    auto const along_mm = std::llround(length_m * 1000);  // finer digits are noise of the coordinates
    links.push_back({a, b, std::max(straight_cm, static_cast<int>((along_mm + 9) / 10))});
}

void put_in_order(std::vector<Link>& links)
{
    std::ranges::sort(links, {}, [](Link const& l) { return std::tuple{l.a, l.b, l.cost_cm}; });
    auto const same_ends = [](Link const& l, Link const& r) { return l.a == r.a && l.b == r.b; };
    links.erase(std::unique(links.begin(), links.end(), same_ends), links.end());
}

std::vector<char> linked_ways(std::vector<Way> const& ways)
{
    Crossings const crossings{ways};
    std::vector<char> linked(ways.size(), 0);
    tbb::parallel_for(std::size_t{0}, ways.size(), [&](std::size_t way) {
        linked[way] = ways[way].level != 0 && crossings.crosses_another_level(static_cast<std::int32_t>(way));
    });
    return linked;
}

std::vector<Link> links_of(std::vector<Way> const& ways, std::vector<char> const& linked, GridSpec const& grid)
{
    auto const meetings = meetings_of(ways, linked);
    std::vector<Link> links;
    auto const add = [&](Line const& part) {
        add_link(links, grid.cell_at(part.front()), grid.cell_at(part.back()), length(part), grid);
    };
    for (std::size_t way = 0; way < ways.size(); ++way) {
        if (!linked[way]) continue;
        Line part;
        for (auto const p : ways[way].line) {
            part.push_back(p);
            if (part.size() < 2 || !others_join(ways, way, meetings.at(place_order(p)))) continue;
            add(part);
            part = {p};
        }
        if (part.size() > 1) add(part);
    }
    put_in_order(links);
    return links;
}

std::vector<Joints> joints_of(std::vector<Way> const& ways, std::vector<char> const& linked)
{
    auto const vertices = meeting_points(ways, linked);
    auto const meets = [&](Point p) {
        auto const [first, last] = std::equal_range(vertices.begin(), vertices.end(), place_order(p));
        return last - first > 1;
    };
    std::vector<Joints> joints(ways.size());
    for (std::size_t way = 0; way < ways.size(); ++way) {
        auto const& line = ways[way].line;
        if (!linked[way] && !line.empty()) joints[way] = {meets(line.front()), meets(line.back())};
    }
    return joints;
}

}  // namespace laad
