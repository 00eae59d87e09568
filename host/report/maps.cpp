// SPDX-License-Identifier: Apache-2.0
#include "host/report/maps.hpp"

#include "host/report/themes.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <opencv2/imgcodecs.hpp>

namespace laad {

std::vector<MapPicture> write_maps(Run const& run, std::filesystem::path const& folder)
{
    MapFrame const frame{run.base};
    std::vector<Theme> const all = themes(run, frame);
    tbb::parallel_for(std::size_t{0}, all.size(), [&](std::size_t i) {
        auto const file = folder / (all[i].name + ".png");
        if (!cv::imwrite(file.string(), map_sheet(run, frame, all[i]), {cv::IMWRITE_PNG_COMPRESSION, 6}))
            throw OutputError{fmt::format("{}: cannot be written, is the disk full?", file.string())};
    });
    std::vector<MapPicture> pictures;
    for (Theme const& theme : all)
        pictures.push_back({folder / (theme.name + ".png"), theme.title, theme.subtitle});
    return pictures;
}

}  // namespace laad
