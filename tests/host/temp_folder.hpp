// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace laad {

/// A folder that goes away with the test.
class TempFolder {
  public:
    TempFolder()
        : path_{std::filesystem::temp_directory_path() /
                fmt::format("laadraster_{}_{}_{}",
                            testing::UnitTest::GetInstance()->current_test_info()->test_suite_name(),
                            testing::UnitTest::GetInstance()->current_test_info()->name(), getpid())}
    {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    ~TempFolder() { std::filesystem::remove_all(path_); }
    TempFolder(TempFolder const&) = delete;
    TempFolder& operator=(TempFolder const&) = delete;
    std::filesystem::path const& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

}  // namespace laad
