// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace laad {

/// The style sheet of printed pages, on paper and on a screen.
extern char const* const sheet_style;

}  // namespace laad
