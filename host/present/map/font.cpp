// SPDX-License-Identifier: Apache-2.0
#include "host/present/map/font.hpp"

#include "rasters/error.hpp"

#include <cstdlib>

namespace laad {

std::filesystem::path font_file(bool bold)
{
    char const* const own = std::getenv("LAADRASTER_FONTS");
    char const* const name = bold ? "DejaVuSans-Bold.ttf" : "DejaVuSans.ttf";
    // Then where Debian, Fedora and Arch put it.
    for (char const* folder : {own != nullptr ? own : "", "truetype/dejavu", "dejavu-sans-fonts", "TTF"})
        if (auto const file = std::filesystem::path{"/usr/share/fonts"} / folder / name; std::filesystem::exists(file))
            return file;
    throw InputError{
        "pictures need the font DejaVu Sans, which is absent: install the package fonts-dejavu-core, or let "
        "LAADRASTER_FONTS name a folder with DejaVuSans.ttf and DejaVuSans-Bold.ttf"};
}

}  // namespace laad
