// SPDX-License-Identifier: Apache-2.0
#include "host/report/maps.hpp"

#include "host/report/themes.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>
#include <opencv2/imgcodecs.hpp>

namespace laad {

std::vector<MapPicture> write_maps(Run const& run, std::filesystem::path const& folder)
{
    std::vector<MapPicture> pictures;
    for (Theme const& theme : themes(run)) {
        auto const file = folder / (theme.name + ".png");
        if (!cv::imwrite(file.string(), map_sheet(run, theme), {cv::IMWRITE_PNG_COMPRESSION, 6}))
            throw OutputError{fmt::format("{}: cannot be written, is the disk full?", file.string())};
        pictures.push_back({file, theme.title, theme.subtitle});
    }
    return pictures;
}

}  // namespace laad
