// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/preparation.hpp"
#include "host/scenario/parse.hpp"
#include "tests/host/tiny_region.hpp"

#include <gtest/gtest.h>

namespace laad::input_key_test {
namespace {

TEST(InputKey, ChangesThatSqliteStillKeepsBesideAGeoPackageCount)
{
    TempFolder temp;
    Scenario const scenario = parse_scenario(TinyRegion{}.write(temp.path()));
    auto const key = [&] {
        FileHashes hashes;
        return input_key(scenario, hashes);
    };
    auto const closed = key();
    std::ofstream log{temp.path() / "town.gpkg-wal"};
    EXPECT_EQ(key(), closed);  // open, but nothing is changed
    log << "a change" << std::flush;
    auto const changed = key();
    EXPECT_NE(changed, closed);
    log << "another" << std::flush;
    EXPECT_NE(key(), changed);
}

}  // namespace
}  // namespace laad::input_key_test
