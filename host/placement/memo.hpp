// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace laad {

/// Keeps results of parts of a ranking from one run to the next.
///
/// A key is a content hash of all that a result follows from (so an entry never goes stale and no entry needs to be
/// deleted for the sake of a right answer) with a word for its kind in front: letters, digits and underscores, fit for
/// the name of a file. What `get` gives must be what `put` was given under that key; a store may forget entries, and
/// bytes that were cut off are noticed and computed again. Called from several threads, one at a time.
class RankMemo {
  public:
    virtual ~RankMemo() = default;
    virtual std::optional<std::vector<std::byte>> get(std::string const& key) = 0;
    virtual void put(std::string const& key, std::span<std::byte const>) = 0;
};

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
