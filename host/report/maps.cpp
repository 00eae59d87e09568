// SPDX-License-Identifier: Apache-2.0
#include "host/report/maps.hpp"

#include "host/report/partial_folder.hpp"
#include "host/report/themes.hpp"
#include "rasters/error.hpp"

#include <tbb/parallel_for.h>
#include <opencv2/imgcodecs.hpp>

namespace laad {

void write_map(cv::Mat3b const& sheet, std::filesystem::path const& file)
{
    // Not imwrite: it does not say when the last bytes do not fit.
    std::vector<unsigned char> png;
    expect(cv::imencode(".png", sheet, png, {cv::IMWRITE_PNG_COMPRESSION, 6}), "a map can be a PNG");
    write_text(file, {reinterpret_cast<char const*>(png.data()), png.size()});
}

std::vector<MapPicture> write_maps(Run const& run, std::filesystem::path const& folder)
{
    MapFrame const frame{run.base.area};
    std::vector<Theme> const all = themes(run, frame);
    tbb::parallel_for(std::size_t{0}, all.size(), [&](std::size_t i) {
        write_map(map_sheet(run, frame, all[i]), folder / (all[i].name + ".png"));
    });
    std::vector<MapPicture> pictures;
    for (Theme const& theme : all)
        pictures.push_back({folder / (theme.name + ".png"), theme.title, theme.subtitle});
    return pictures;
}

}  // namespace laad
