// SPDX-License-Identifier: Apache-2.0
// A layer of any size, read a window at a time.
#pragma once

#include "rasters/io/vectors/vector_file.hpp"

#include <memory>
#include <vector>

namespace laad {

/// Large layers with a spatial index stay in their file and are read by window; others are held in memory. Windows may
/// be read from several threads.
class LayerWindows {
  public:
    /// Opens the layer. `request.within` is needed: the box in which all windows lie.
    /// Errors  InputError: see read_layer
    explicit LayerWindows(LayerRequest request);
    LayerWindows(LayerWindows&&) noexcept = default;
    LayerWindows& operator=(LayerWindows&&) noexcept = default;

    /// File, layer and fields, no features.
    FeatureTable const& about() const;
    /// Whether the layer says that it holds nothing but polygons.
    bool only_polygons() const;

    /// The features that touch `request.within` and whose bounding box touches the window, by id.
    /// Errors  InputError: reading stops halfway
    std::vector<Feature> in(Box const& window) const;

    /// What was seen in the windows that were read.
    struct Seen {
        bool any{};                               ///< a feature inside `within`
        std::int64_t repaired{};                  ///< features that were invalid, each once
        std::vector<Rejected> rejected{};         ///< each feature once
        bool any_shape{};                         ///< a feature inside `within` with a line or a polygon
        std::vector<std::int64_t> only_points{};  ///< features inside `within` that have neither, each once
        std::int64_t over{};                      ///< features left out, each once: see FeatureTable
    };
    Seen seen() const;

  private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace laad
