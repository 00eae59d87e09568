// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/oracles/walk.hpp"

#include <optional>
#include <set>

namespace laad::oracle {

/// The origins within reach of each cell, row-major; nothing where one cannot walk.
inline std::vector<std::optional<std::set<int>>> site_sets(Paths const& paths, View<Surface const> surface,
                                                           std::span<WalkOrigin const> origins, int bound_cm)
{
    std::vector<std::optional<std::set<int>>> result(static_cast<std::size_t>(surface.shape.cells()));
    for (std::size_t i = 0; i < result.size(); ++i)
        if (walkable(surface[{static_cast<int>(i) / surface.shape.cols, static_cast<int>(i) % surface.shape.cols}]))
            result[i].emplace();
    for (std::size_t o = 0; o < origins.size(); ++o) {
        auto const labels = paths.from(origins[o], bound_cm);
        for (std::size_t i = 0; i < result.size(); ++i)
            if (result[i] && labels[i].cm != Paths::unreached) result[i]->insert(static_cast<int>(o));
    }
    return result;
}

}  // namespace laad::oracle
