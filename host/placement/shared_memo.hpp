// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/placement/memo.hpp"

#include <mutex>

namespace laad {

/// The memo of a caller, or none, for use by several threads.
class SharedMemo {
  public:
    explicit SharedMemo(RankMemo* memo) : memo_{memo} {}

    bool given() const { return memo_ != nullptr; }
    std::optional<std::vector<std::byte>> get(std::string const& key)
    {
        std::lock_guard const lock{mutex_};
        return memo_ ? memo_->get(key) : std::nullopt;
    }
    void put(std::string const& key, std::span<std::byte const> bytes)
    {
        std::lock_guard const lock{mutex_};
        if (memo_) memo_->put(key, bytes);
    }

  private:
    RankMemo* memo_;
    std::mutex mutex_;
};

}  // namespace laad
