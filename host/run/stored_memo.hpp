// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/placement/memo.hpp"
#include "host/run/run_log.hpp"
#include "rasters/io/files/keyed_store.hpp"

#include <set>

namespace laad {

/// What is known of parts of a ranking. What a ranking does not ask for is forgotten with `forget_others`.
class StoredMemo : public RankMemo {
  public:
    explicit StoredMemo(KeyedStore& store) : store_{store} {}

    std::optional<std::vector<std::byte>> get(std::string const& key) override
    {
        std::vector<std::byte> bytes;
        if (!store_.get(entry_of(key), bytes)) return {};
        used_.insert(entry_of(key));
        ++parts_.kept;
        return bytes;
    }
    /// Errors  OutputError: cannot be written
    void put(std::string const& key, std::span<std::byte const> bytes) override
    {
        store_.put(entry_of(key), {}, std::span{&bytes, 1});
        used_.insert(entry_of(key));
        ++parts_.made;
    }
    void forget_others()
    {
        for (std::string const& entry : store_.names(entries))
            if (!used_.contains(entry)) store_.forget(entry);
    }

    RankingParts const& parts() const { return parts_; }

  private:
    static constexpr std::string_view entries{"ranking/"};
    static std::string entry_of(std::string const& key) { return std::string{entries} + key; }

    KeyedStore& store_;
    std::set<std::string> used_;
    RankingParts parts_;
};

}  // namespace laad
