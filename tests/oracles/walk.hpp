// SPDX-License-Identifier: Apache-2.0
// Walking as the textbook has it: all edges written out from the definition, then Dijkstra on a sorted set.
#pragma once

#include "kernels/walk.hpp"
#include "rasters/codes.hpp"
#include "rasters/raster.hpp"
#include "tests/oracles/distance.hpp"
#include "tests/oracles/moves.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <span>
#include <tuple>
#include <vector>

namespace laad::oracle {

/// ⌈cell_cm·√k⌉, the smallest w with w² ≥ k·cell_cm².
inline std::int64_t move_cm(int k, int cell_cm)
{
    std::int64_t w = 0;
    while (w * w < std::int64_t{k} * cell_cm * cell_cm)
        ++w;
    return w;
}

class Paths {
  public:
    static constexpr std::int64_t unreached = INT64_MAX;

    /// How far a cell is and from which site; smaller is better, so ties go to the lowest site.
    struct Label {
        std::int64_t cm{unreached};
        Cell site{};

        friend bool operator<(Label const& a, Label const& b)
        {
            return a.cm < b.cm || (a.cm == b.cm && a.site < b.site);
        }
    };

    Paths(View<Surface const> surface, std::span<Link const> links, int cell_cm)
        : Paths{surface, links, cell_cm, Raster<std::uint8_t>{surface.shape, 0}.view()}
    {
    }

    Paths(View<Surface const> surface, std::span<Link const> links, int cell_cm, View<std::uint8_t const> walls)
        : shape_{surface.shape}, edges_(static_cast<std::size_t>(surface.shape.cells()))
    {
        for (Cell const step : move_steps) {
            std::int64_t const cm = move_cm(step.row * step.row + step.col * step.col, cell_cm);
            for (int row = 0; row < shape_.rows; ++row)
                for (int col = 0; col < shape_.cols; ++col)
                    if (move_allowed(surface, walls, {row, col}, step))
                        edges_[index({row, col})].push_back({index(Cell{row, col} + step), cm});
        }
        for (Link const& link : links) {
            edges_[index(link.a)].push_back({index(link.b), link.cost_cm});
            edges_[index(link.b)].push_back({index(link.a), link.cost_cm});
        }
    }

    /// The best label of every cell within the bound, row-major.
    std::vector<Label> from(std::span<WalkSource const> sources, std::int64_t bound_cm) const
    {
        std::vector<Label> best(edges_.size());
        auto const later = [](Entry const& a, Entry const& b) {
            return a.label < b.label || (!(b.label < a.label) && a.at < b.at);
        };
        std::set<Entry, decltype(later)> front{later};
        auto const improve = [&](std::size_t at, Label label) {
            if (label.cm > bound_cm || !(label < best[at])) return;
            front.erase({best[at], at});
            best[at] = label;
            front.insert({label, at});
        };
        for (WalkSource const& source : sources)
            improve(index(source.access), {source.start_cm, source.site});
        while (!front.empty()) {
            Entry const entry = *front.begin();
            front.erase(front.begin());
            for (Edge const& edge : edges_[entry.at])
                improve(edge.to, {entry.label.cm + edge.cm, entry.label.site});
        }
        return best;
    }

    std::vector<Label> from(WalkOrigin const& origin, std::int64_t bound_cm) const
    {
        WalkSource const source{origin.access, origin.access, origin.start_cm};
        return from(std::span{&source, 1}, bound_cm);
    }

  private:
    struct Edge {
        std::size_t to{};
        std::int64_t cm{};
    };
    struct Entry {
        Label label;
        std::size_t at{};
    };

    std::size_t index(Cell c) const
    {
        return static_cast<std::size_t>(c.row) * static_cast<std::size_t>(shape_.cols) +
               static_cast<std::size_t>(c.col);
    }

    Shape shape_;
    std::vector<std::vector<Edge>> edges_;
};

inline Nearest walk(Paths const& paths, View<Surface const> surface, std::span<WalkSource const> sources, int bound_cm)
{
    Nearest result{Raster<std::uint16_t>{surface.shape, distance_nodata}, Raster<SiteOffset>{surface.shape, no_site}};
    auto const labels = paths.from(sources, bound_cm);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        Cell const here{static_cast<int>(i) / surface.shape.cols, static_cast<int>(i) % surface.shape.cols};
        if (!walkable(surface[here])) continue;
        result.distance_dm[here] = distance_beyond;
        if (labels[i].cm == Paths::unreached) continue;
        Cell const offset = labels[i].site - here;
        result.distance_dm[here] = static_cast<std::uint16_t>((labels[i].cm + 9) / 10);
        result.site[here] = {static_cast<std::int16_t>(offset.row), static_cast<std::int16_t>(offset.col)};
    }
    return result;
}

inline Raster<std::uint16_t> evse_within(Paths const& paths, View<Surface const> surface,
                                         std::span<WalkOrigin const> origins, int bound_cm)
{
    std::vector<std::int64_t> sums(static_cast<std::size_t>(surface.shape.cells()), 0);
    for (WalkOrigin const& origin : origins) {
        auto const labels = paths.from(origin, bound_cm);
        for (std::size_t i = 0; i < sums.size(); ++i)
            if (labels[i].cm != Paths::unreached) sums[i] += origin.evse;
    }
    Raster<std::uint16_t> result{surface.shape, 65535};
    for (std::size_t i = 0; i < sums.size(); ++i) {
        Cell const here{static_cast<int>(i) / surface.shape.cols, static_cast<int>(i) % surface.shape.cols};
        if (walkable(surface[here])) result[here] = static_cast<std::uint16_t>(std::min<std::int64_t>(sums[i], 65534));
    }
    return result;
}

/// Per origin what it reaches, sorted by node.
inline std::vector<std::vector<Reached>> reach(Paths const& paths, View<std::int32_t const> node,
                                               std::span<std::int32_t const> node_access_cm,
                                               std::span<WalkOrigin const> origins, int bound_cm)
{
    std::vector<std::vector<Reached>> result;
    for (WalkOrigin const& origin : origins) {
        std::set<std::pair<std::int32_t, std::int32_t>> found;
        auto const labels = paths.from(origin, bound_cm);
        for (std::size_t i = 0; i < labels.size(); ++i) {
            Cell const here{static_cast<int>(i) / node.shape.cols, static_cast<int>(i) % node.shape.cols};
            if (node[here] < 0 || labels[i].cm == Paths::unreached) continue;
            std::int64_t const cm = labels[i].cm + node_access_cm[static_cast<std::size_t>(node[here])];
            if (cm <= bound_cm) found.insert({node[here], static_cast<std::int32_t>(cm)});
        }
        auto& list = result.emplace_back();
        for (auto const& [number, cm] : found)
            list.push_back({NodeId{number}, cm});
    }
    return result;
}

}  // namespace laad::oracle
