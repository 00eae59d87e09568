// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace laad {

/// A note that begins so belongs on the screen too: what follows is most likely not what the user wants.
inline constexpr char const* warning_sign = "WARNING: ";

}  // namespace laad
