// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace laad {

/// Source  FIPS 180-4
std::array<std::uint8_t, 32> sha256(std::string_view bytes);

/// "sha256-...", as a Content-Security-Policy names an inline script or style by its bytes.
std::string csp_hash(std::string_view bytes);

}  // namespace laad
