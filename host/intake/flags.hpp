// SPDX-License-Identifier: Apache-2.0
// Fields of yes and no, however a register writes them.
#pragma once

#include "rasters/io/vectors/vector_file.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace laad {

/// Yes: 1, yes, y, true, t, ja, j, waar. No: 0, no, n, false, f, nee, onwaar, and what is empty. Nothing: any other
/// value. Case and blanks around a word do not count; "1.0" is 1.
std::optional<bool> flag_of(Value const&);

/// Whether a value of OSM's bridge says that there is one: any value but those of no (viaduct, aqueduct, movable ...).
bool says_bridge(Value const&);
/// The same of tunnel (culvert ...); a building_passage is level with the street.
bool says_tunnel(Value const&);

/// What was seen of features, which several tiles may see: each counts once. May be told by several threads.
template <class T>
class SeenOnce {
  public:
    void add(std::int64_t feature, T what)
    {
        std::scoped_lock const lock{mutex_};
        seen_.try_emplace(feature, std::move(what));
    }
    /// By feature.
    std::map<std::int64_t, T> const& all() const { return seen_; }

  private:
    std::mutex mutex_;
    std::map<std::int64_t, T> seen_;
};

/// A field that must say yes or no. May be asked by several threads.
class FlagField {
  public:
    /// `key`: as region.toml calls it. A field without a name is no everywhere.
    /// Errors  InputError: there is no such field
    FlagField(std::string key, std::string field, FeatureTable const&);

    /// What the feature says; a value that is neither is remembered and taken for no.
    bool of(Feature const&);
    /// Errors  InputError: there were values that are neither yes nor no; which, and how many
    void finish(FeatureTable const&) const;

  private:
    std::string key_;
    std::string field_;
    std::optional<std::size_t> column_;
    SeenOnce<std::string> unknown_;
};

}  // namespace laad
