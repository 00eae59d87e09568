// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace laad {

/// Bytes as pages hold them in a data: address.
std::string base64(std::string_view bytes);

}  // namespace laad
