// SPDX-License-Identifier: Apache-2.0
#include "host/present/style/style.hpp"

#include "rasters/error.hpp"

namespace laad {

StyleClass const& Style::of(std::string_view value) const
{
    auto const found = std::ranges::find(classes, value, &StyleClass::value);
    expect(found != classes.end(), "a style has a class for every value");
    return *found;
}

}  // namespace laad
