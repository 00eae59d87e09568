// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/base_layers.hpp"

#include <optional>

namespace laad {

/// Charge points of a site, and where one enters the street from them.
struct EvseOfSite {
    int evse{};
    std::optional<Access> entry{};  ///< the shortest; none: they find no street
};
/// Of those that stand there.
EvseOfSite standing(BaseLayers const&, Site const&);
/// Of those that are planned there.
EvseOfSite planned(BaseLayers const&, Site const&);

}  // namespace laad
