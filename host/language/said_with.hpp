// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/language/language.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace laad {

/// A text of the catalogue with {} where values come.
template <class... T>
std::string said_with(std::string_view english, T const&... values)
{
    return fmt::format(fmt::runtime(said(english)), values...);
}

/// The same where one and several are said differently.
template <class... T>
std::string said_count(std::int64_t count, std::string_view one, std::string_view many, T const&... values)
{
    return said_with(count == 1 ? one : many, values...);
}

}  // namespace laad
