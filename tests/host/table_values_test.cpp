// SPDX-License-Identifier: Apache-2.0
#include "host/report/table_values.hpp"

#include <gtest/gtest.h>

namespace laad {
namespace {

TEST(TableValues, AShareIsRoundedNotCut)
{
    EXPECT_EQ(share(6950, 8479), Value{81.97});
    EXPECT_EQ(share(2, 3), Value{66.67});
    EXPECT_EQ(share(1, 3), Value{33.33});
    EXPECT_EQ(share(5, 5), Value{100.0});
    EXPECT_EQ(share(0, 0), Value{});
}

}  // namespace
}  // namespace laad
