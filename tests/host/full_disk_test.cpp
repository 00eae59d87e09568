// SPDX-License-Identifier: Apache-2.0
// A file whose last bytes do not fit is an error, whatever kind of file it is.
#include "tests/rasters/full_disk.hpp"
#include "host/plan_folder/reach_file.hpp"
#include "host/present/folder.hpp"
#include "host/present/map/canvas.hpp"
#include "host/report/maps.hpp"
#include "rasters/error.hpp"
#include "rasters/io/vectors/vector_file.hpp"
#include "tests/host/temp_folder.hpp"

#include <gtest/gtest.h>

namespace laad::full_disk_test {
namespace {

namespace fs = std::filesystem;

void expect_error_without_room(fs::path const& file, std::function<void(fs::path const&)> const& write)
{
    write(file);
    auto const size = fs::file_size(file);
    ASSERT_GT(size, 1000u);
    for (auto const room : {std::uintmax_t{0}, std::uintmax_t{1}, size / 2, size - 4096, size - 1}) {
        if (room > size) continue;
        fs::remove(file);
        FullDisk const full{room};
        EXPECT_THROW(write(file), OutputError) << file.filename() << ", room for " << room << " of " << size;
    }
}

TEST(WithoutRoom, NoFileIsCutInSilence)
{
    TempFolder const temp;
    cv::Mat3b sheet(300, 300);
    for (int i = 0; i < 300; ++i)
        for (int j = 0; j < 300; ++j)
            sheet(i, j) = cv::Vec3b(static_cast<std::uint8_t>(i * j), static_cast<std::uint8_t>(i * i + j),
                                    static_cast<std::uint8_t>(j * j * i));
    expect_error_without_room(temp.path() / "map.png", [&](fs::path const& file) { write_text(file, png(sheet)); });
    std::string const text(20'001, 'x');
    expect_error_without_room(temp.path() / "kpi.csv", [&](fs::path const& file) { write_text(file, text); });
    PlanReach reach;
    reach.cells.resize(2'000);
    expect_error_without_room(temp.path() / "reach.bin", [&](fs::path const& file) { write_reach(file, reach); });
}

}  // namespace
}  // namespace laad::full_disk_test
