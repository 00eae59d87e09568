// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/language/language.hpp"

#include <fmt/format.h>

namespace laad {

/// A text with parts in it: told("within {} m on foot", 300). The parts are in the language spoken already.
template <class... Parts>
std::string told(std::string_view english, Parts const&... parts)
{
    return fmt::vformat(said(english), fmt::make_format_args(parts...));
}

}  // namespace laad
