// SPDX-License-Identifier: Apache-2.0
// The ground that a map is drawn on, as vectors: what the [[surface]] rules of a region read.
#pragma once

#include "host/scenario/scenario.hpp"
#include "rasters/geometry.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace laad {

struct RuleLayer;

/// A feature of a surface rule, as far as it lies in a window.
struct BaseShape {
    Surface surface{};
    std::string name;   ///< empty: it has none, or its rule has no name_field
    double width_m{};   ///< of its lines, 0: not known
    int level{};        ///< over (bridge) or under (tunnel) the ground
    Geometry geometry;  ///< lines and polygons
};

struct BaseVectors {
    std::vector<BaseShape> shapes;   ///< in the order of drawing: by surface, then by rule and feature
    std::vector<std::string> notes;  ///< what could not be read, and why: a sentence each
};

/// The layers of the rules, open; windows may be read from several threads.
class BaseMap {
  public:
    using Wanted = std::function<bool(Surface)>;

    /// `within`: the box in which all windows lie. Layers that cannot be read are left out and told in notes.
    BaseMap(Scenario const&, Box const& within);
    ~BaseMap();
    BaseMap(BaseMap&&) noexcept;
    BaseMap& operator=(BaseMap&&) noexcept;

    /// Reads only what touches the window; of rules for other surfaces than are `wanted` nothing.
    BaseVectors in(Box const& window, Wanted const& wanted = nullptr) const;

    std::vector<std::string> const& notes() const { return notes_; }

  private:
    std::vector<std::unique_ptr<RuleLayer>> layers_;
    std::vector<std::string> notes_;
};

/// The lines and polygons of a shape that lie in a window.
Geometry part_in(Geometry shape, Box const& window);

/// For one window. For several a BaseMap spares opening the files each time.
BaseVectors base_vectors(Scenario const&, Box const& window);

/// A name for a map, and where to write it: along lines, or at points in areas.
struct PlaceName {
    std::string name;
    Surface surface{};
    Geometry at;
};

/// The names of streets, paths and squares, waters and parks. Stretches of one name that go on in each other are one
/// line; of several areas of one name near each other the largest has it.
std::vector<PlaceName> street_names(BaseVectors const&);

}  // namespace laad
