// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/language/language.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace laad {

/// A text of the catalogue with {} where values come.
template <class... T>
std::string said_with(std::string_view english, T const&... values)
{
    return fmt::format(fmt::runtime(said(english)), values...);
}

}  // namespace laad
