// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/findings.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace laad {

/// The height levels of the features of a surface rule: as the level field states them, else 1 for a bridge and −1 for
/// a tunnel, else 0. May be asked by several threads.
class Levels {
  public:
    /// Errors  InputError: a field that does not exist
    Levels(SurfaceRule const&, FeatureTable const&);

    /// Whether any field says what lies above or below.
    bool stated() const { return level_ || bridge_ || tunnel_; }

    int of(Feature const&);

    /// Notes how many bridges and tunnels were seen, and which values say so: a value that was misread shows.
    void tell(Findings& findings) const;

  private:
    SurfaceRule const& rule_;
    std::string layer_;
    std::optional<std::size_t> level_, bridge_, tunnel_;
    std::mutex mutex_;
    std::map<std::int64_t, std::string> bridges_, tunnels_;  ///< values by feature
};

}  // namespace laad
