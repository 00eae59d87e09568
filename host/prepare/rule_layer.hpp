// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/intake/input_notes.hpp"
#include "host/prepare/levels.hpp"

#include <optional>

namespace laad {

/// The features of a surface rule with what it says of them.
struct RuleLayer {
    /// Errors  InputError: see read_layer; a field that does not exist
    RuleLayer(SurfaceRule const& config, int epsg, Box const& within)
        : rule{config},
          windows{windows_of(rule.source, epsg, within,
                             {rule.name_field, rule.level_field, rule.bridge_field, rule.tunnel_field})},
          name{windows.about().optional_column(rule.name_field)},
          levels{rule, windows.about()}
    {
    }
    RuleLayer(RuleLayer const&) = delete;
    RuleLayer& operator=(RuleLayer const&) = delete;

    SurfaceRule const rule;
    LayerWindows windows;
    std::optional<std::size_t> name;
    Levels levels;  ///< of `rule`
};

}  // namespace laad
