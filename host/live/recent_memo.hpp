// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/placement/memo.hpp"

#include <map>
#include <string>
#include <utility>

namespace laad {

/// Keeps in memory what the last two rankings asked for, so that an edit elsewhere, or its undoing, ranks only what it
/// touches.
class RecentMemo : public RankMemo {
  public:
    /// To be called before each ranking.
    void next() { before_ = std::exchange(now_, {}); }

    std::optional<std::vector<std::byte>> get(std::string const& key) override
    {
        if (auto const known = now_.find(key); known != now_.end()) return known->second;
        auto const known = before_.find(key);
        if (known == before_.end()) return {};
        return now_.emplace(key, known->second).first->second;
    }
    void put(std::string const& key, std::span<std::byte const> bytes) override
    {
        now_.insert_or_assign(key, std::vector(bytes.begin(), bytes.end()));
    }

  private:
    using Entries = std::map<std::string, std::vector<std::byte>>;
    Entries now_;
    Entries before_;
};

}  // namespace laad
