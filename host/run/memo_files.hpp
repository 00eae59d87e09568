// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/placement/memo.hpp"

#include <filesystem>
#include <set>

namespace laad {

/// What is known of parts of a ranking, a file each. What a ranking does not ask for is forgotten with `forget_others`.
class MemoFiles : public RankMemo {
  public:
    /// Errors  OutputError: the folder cannot be made
    explicit MemoFiles(std::filesystem::path folder);

    std::optional<std::vector<std::byte>> get(std::string const& key) override;
    /// Errors  OutputError: the file cannot be written
    void put(std::string const& key, std::span<std::byte const>) override;
    void forget_others();

    int known() const { return known_; }  ///< entries that were there
    int made() const { return made_; }

  private:
    std::filesystem::path folder_;
    std::set<std::string> used_;
    int known_{};
    int made_{};
};

}  // namespace laad
