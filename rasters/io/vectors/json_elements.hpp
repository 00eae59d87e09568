// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace laad {

/// Calls `take` with the text of each element of a JSON list, or of the list under the key `data` of a JSON object: one
/// is in memory at a time, however large the file.
/// Errors  InputError: there is no such list, or the file ends before it
void each_element(std::filesystem::path const& file, std::function<void(std::string const&)> const& take);

}  // namespace laad
