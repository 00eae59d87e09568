// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace laad {

/// The style sheet of every page.
extern char const* const page_style;

}  // namespace laad
