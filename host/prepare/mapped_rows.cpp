// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/bays.hpp"
#include "host/prepare/boxes.hpp"
#include "host/prepare/plane.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace laad {

namespace {

constexpr double beside = 1.6;      ///< bay widths between the centres of neighbours, at most
constexpr double end_to_end = 1.3;  ///< bay lengths
constexpr double aligned_cosine = 0.94;
constexpr double nearly_square = 1.2;

bool aligned(Frame const& a, Frame const& b)
{
    auto const cosine = std::abs(dot(a.along, b.along));
    auto const square = [](Frame const& f) { return f.length < nearly_square * f.width; };
    return cosine > aligned_cosine || (square(a) && square(b) && cosine < 1 - aligned_cosine);
}

bool are_side_by_side(Frame const& a, Frame const& b)
{
    return aligned(a, b) && distance(a.centre(), b.centre()) < beside * (a.width + b.width) / 2;
}

bool are_end_to_end(Frame const& a, Frame const& b)
{
    auto const away = b.centre() - a.centre();
    return aligned(a, b) && std::abs(dot(away, a.across())) < a.width / 2 &&
           distance(a.centre(), b.centre()) < end_to_end * (a.length + b.length) / 2;
}

/// Which bays stand in one row.
class Groups {
  public:
    explicit Groups(std::size_t bays) : leader_(bays) { std::iota(leader_.begin(), leader_.end(), std::size_t{0}); }

    std::size_t of(std::size_t bay)
    {
        while (leader_[bay] != bay)
            bay = leader_[bay] = leader_[leader_[bay]];
        return bay;
    }
    void join(std::size_t a, std::size_t b)
    {
        auto const low = std::min(of(a), of(b));
        leader_[std::max(of(a), of(b))] = low;
    }

  private:
    std::vector<std::size_t> leader_;
};

/// The direction in which the centres spread most.
Point principal_axis(std::vector<Point> const& centres)
{
    Point mean{};
    for (auto const p : centres)
        mean = mean + p * (1.0 / static_cast<double>(centres.size()));
    double xx = 0, xy = 0, yy = 0;
    for (auto const p : centres) {
        auto const d = p - mean;
        xx += d.x * d.x;
        xy += d.x * d.y;
        yy += d.y * d.y;
    }
    auto const angle = std::atan2(2 * xy, xx - yy) / 2;
    return {std::cos(angle), std::sin(angle)};
}

class Neighbours {
  public:
    explicit Neighbours(std::vector<Polygon> const& bays) : index_{index_of(bays, 10)}
    {
        for (auto const& bay : bays)
            frames_.push_back(least_rectangle(bay.outer));
        mark_sides();
    }

    bool adjacent(std::size_t i, std::size_t j) const
    {
        if (are_side_by_side(frames_[i], frames_[j])) return true;
        return !has_side_[i] && !has_side_[j] && are_end_to_end(frames_[i], frames_[j]);
    }

    template <class Visit>
    void each_near_pair(Visit visit) const
    {
        for (std::size_t i = 0; i < frames_.size(); ++i)
            for (auto const item : index_.touching(grown(box_of(frames_[i].centre()), frames_[i].length)))
                if (auto const j = static_cast<std::size_t>(item); i < j) visit(i, j);
    }

    std::vector<Point> centres(std::vector<std::size_t> const& bays) const
    {
        std::vector<Point> points;
        for (auto const bay : bays)
            points.push_back(frames_[bay].centre());
        return points;
    }

  private:
    void mark_sides()
    {
        has_side_.assign(frames_.size(), 0);
        each_near_pair([&](std::size_t i, std::size_t j) {
            if (are_side_by_side(frames_[i], frames_[j])) has_side_[i] = has_side_[j] = 1;
        });
    }

    BoxIndex index_;
    std::vector<Frame> frames_;
    std::vector<char> has_side_;
};

void add_in_order(std::vector<std::vector<std::size_t>>& rows, std::vector<std::size_t> bays, Neighbours const& near)
{
    auto const centres = near.centres(bays);
    auto const axis = principal_axis(centres);
    std::vector<std::pair<double, std::size_t>> along;
    for (std::size_t i = 0; i < bays.size(); ++i)
        along.emplace_back(dot(centres[i], axis), bays[i]);
    std::sort(along.begin(), along.end());
    for (std::size_t i = 0; i < along.size(); ++i) {
        auto const bay = along[i].second;
        if (i == 0 || !near.adjacent(std::min(bay, along[i - 1].second), std::max(bay, along[i - 1].second)))
            rows.emplace_back();
        rows.back().push_back(bay);
    }
}

}  // namespace

std::vector<std::vector<std::size_t>> rows_of_mapped(std::vector<Polygon> const& bays)
{
    Neighbours const near{bays};
    Groups groups{bays.size()};
    near.each_near_pair([&](std::size_t i, std::size_t j) {
        if (near.adjacent(i, j)) groups.join(i, j);
    });
    std::vector<std::vector<std::size_t>> members(bays.size());
    for (std::size_t bay = 0; bay < bays.size(); ++bay)
        members[groups.of(bay)].push_back(bay);
    std::vector<std::vector<std::size_t>> rows;
    for (auto& group : members)
        if (!group.empty()) add_in_order(rows, std::move(group), near);
    return rows;
}

}  // namespace laad
