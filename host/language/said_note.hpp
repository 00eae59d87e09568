// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace laad {

/// A text that was put together before (to_say): "12 of 49 buurten lie outside" by the key "{} of {} buurten lie
/// outside", its values said in turn; "Charge locations: NDW" and several sentences part by part. Itself where the
/// catalogue lacks it.
std::string said_note(std::string_view english);

}  // namespace laad
