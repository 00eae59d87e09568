// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace laad {

/// A text that was put together before: "12 of 49 buurten lie outside" by the key "{} of {} buurten lie outside", and
/// "Charge locations: NDW" by its parts around ": " or "; ". Itself where the catalogue lacks it.
std::string said_note(std::string_view english);

}  // namespace laad
