// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/live/live_layer.hpp"

#include <cstddef>
#include <cstring>
#include <string>
#include <vector>

namespace laad {

/// A part of a layer that changed; `cells`: row-major, in the byte order of the machine.
struct LayerPatch {
    std::string layer;
    Rect window{};
    std::vector<std::byte> cells;
};

/// Collects what changes in layers.
class Patches {
  public:
    template <class T>
    void write(LiveLayer<T>& layer, std::string_view name, Rect window, View<T const> cells)
    {
        auto const patch = layer.write(window, cells);
        if (!patch) return;
        auto const bytes = std::as_bytes(std::span{patch->cells.cells()});
        all_.push_back({std::string{name}, patch->window, {bytes.begin(), bytes.end()}});
    }
    std::vector<LayerPatch> take() { return std::move(all_); }

  private:
    std::vector<LayerPatch> all_;
};

}  // namespace laad
