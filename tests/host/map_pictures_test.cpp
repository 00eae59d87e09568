// SPDX-License-Identifier: Apache-2.0
// The maps of a made-up town look as they did when somebody looked at them. Pictures are kept as the means of blocks of
// 16 x 16 pixels. To write them anew: LAAD_WRITE_GOLDEN=1 build/test/tests/host_tests --gtest_filter='MapPictures.*',
// look at what `git diff` shows, and commit tests/golden/maps.
#include "host/present/map/canvas.hpp"
#include "host/report/maps.hpp"
#include "tests/host/example_run.hpp"
#include "tests/host/temp_folder.hpp"

#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <cstdlib>
#include <filesystem>

namespace laad::map_pictures_test {
namespace {

namespace fs = std::filesystem;

constexpr int block = 16;          ///< pixels
constexpr double most_mean = 1.0;  ///< of 255, over all blocks and colours
constexpr double most_block = 40;  ///< of 255, in any block: a letter more or less, not a sign elsewhere

cv::Mat3b blocks_of(cv::Mat3b const& picture)
{
    cv::Mat3b small;
    cv::resize(picture, small, {picture.cols / block, picture.rows / block}, 0, 0, cv::INTER_AREA);
    return small;
}

/// Empty: they look the same.
std::string difference(cv::Mat3b const& one, cv::Mat3b const& two)
{
    if (one.size() != two.size()) return "another size";
    cv::Mat3b apart;
    cv::absdiff(one, two, apart);
    cv::Scalar const means = cv::mean(apart);
    double const mean = (means[0] + means[1] + means[2]) / 3;
    double most = 0;
    cv::minMaxLoc(apart.reshape(1), nullptr, &most);
    if (mean <= most_mean && most <= most_block) return "";
    return "mean difference " + std::to_string(mean) + ", at most " + std::to_string(most);
}

std::vector<MapPicture> maps(fs::path const& folder)
{
    Run const run = example::run();
    return write_maps(run.inputs, run.layers, run.findings, folder);
}

fs::path kept(fs::path const& picture)
{
    return fs::path{LAAD_SOURCE_DIR} / "tests/golden/maps" / picture.filename();
}

TEST(MapPictures, LookAsTheyDid)
{
    TempFolder const temp;
    for (MapPicture const& map : maps(temp.path())) {
        cv::Mat3b const now = blocks_of(cv::imread(map.file.string()));
        if (std::getenv("LAAD_WRITE_GOLDEN") != nullptr) cv::imwrite(kept(map.file).string(), now);
        EXPECT_EQ(difference(cv::imread(kept(map.file).string()), now), "") << map.file.filename();
    }
}

TEST(MapPictures, ThatAreBlankOrShiftedDiffer)
{
    TempFolder const temp;
    for (MapPicture const& map : maps(temp.path())) {
        cv::Mat3b const whole = cv::imread(map.file.string());
        cv::Mat3b const before = blocks_of(whole);
        cv::Mat3b blank = whole.clone();
        blank(cv::Rect{33, 150, map_panel_width - 2, whole.rows - 300}) = cv::Vec3b{247, 247, 247};
        EXPECT_NE(difference(before, blocks_of(blank)), "") << map.file.filename();
        cv::Mat3b shifted = whole.clone();
        whole(cv::Rect{0, 0, whole.cols - 8, whole.rows - 8})
            .copyTo(shifted(cv::Rect{8, 8, whole.cols - 8, whole.rows - 8}));
        EXPECT_NE(difference(before, blocks_of(shifted)), "") << map.file.filename();
        EXPECT_EQ(difference(before, blocks_of(whole)), "");
    }
}

}  // namespace
}  // namespace laad::map_pictures_test
