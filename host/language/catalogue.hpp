// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string>

namespace laad {

/// The Dutch of each English text.
/// Errors  InputError: the catalogue is not where laadraster was installed
std::map<std::string, std::string, std::less<>> const& dutch_catalogue();

}  // namespace laad
