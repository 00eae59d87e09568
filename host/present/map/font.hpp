// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace laad {

/// The file of the font of all pictures, DejaVu Sans: in the folder that LAADRASTER_FONTS names, else where systems
/// keep it. Errors  InputError: it is absent
std::filesystem::path font_file(bool bold);

}  // namespace laad
