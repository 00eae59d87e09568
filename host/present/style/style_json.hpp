// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/present/style/style.hpp"

#include <nlohmann/json_fwd.hpp>

namespace laad {

/// A style as the web map reads it; see `style` in docs/architecture.md. Texts stay English: the page looks them up.
nlohmann::json style_json(Style const&);

/// "#d55e00"
std::string web_colour(Rgb);

}  // namespace laad
