// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace laad {

/// UTF-8 on one line: control characters, line ends, and marks that turn the direction of text or cannot be seen become
/// blanks; blanks at its ends go.
std::string plain_text(std::string_view utf8);

}  // namespace laad
