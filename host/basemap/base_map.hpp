// SPDX-License-Identifier: Apache-2.0
// The ground that a map of a plan is drawn on, as vectors: what the [[surface]] rules of its region read.
#pragma once

#include "host/plan_folder/plan_folder.hpp"
#include "rasters/codes.hpp"
#include "rasters/geometry.hpp"

#include <memory>
#include <string>
#include <vector>

namespace laad {

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
    std::vector<std::string> notes;  ///< what is missing, and what to do: a sentence each
};

/// The base map of a plan folder, open; windows may be read from several threads.
class BaseMap {
  public:
    /// `within`: the box in which all windows lie. A folder that an earlier version made has no base map: then there
    /// are no shapes, and notes say so. Errors  InputError: damaged
    BaseMap(StoredPlan const&, Box const& within);
    ~BaseMap();
    BaseMap(BaseMap&&) noexcept;
    BaseMap& operator=(BaseMap&&) noexcept;

    /// Reads only what touches the window. Errors  InputError: damaged
    BaseVectors in(Box const& window) const;

    std::vector<std::string> const& notes() const { return notes_; }

  private:
    struct File;
    std::unique_ptr<File> file_;  ///< null: there is none
    std::vector<std::string> notes_;
};

/// The lines and polygons of a shape that lie in a window.
Geometry part_in(Geometry shape, Box const& window);

/// For one window. For several a BaseMap spares opening the file each time.
BaseVectors base_vectors(StoredPlan const&, Box const& window);

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
