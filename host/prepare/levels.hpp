// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/intake/flags.hpp"
#include "host/intake/input_notes.hpp"
#include "host/intake/number_field.hpp"

#include <map>
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
    bool stated() const { return level_.is_named() || bridge_ || tunnel_; }

    int of(Feature const&);

    /// What was seen of the bridges and tunnels of a layer, by several rules.
    using Seen = std::map<std::string, std::map<std::int64_t, std::string>>;  ///< note's beginning -> value by feature
    void add_to(Seen& seen) const;

    /// What the level field holds that is no level. Errors  InputError: see NumberField
    void finish(FeatureTable const&, InputNotes& noted) const;

  private:
    SurfaceRule const& rule_;
    std::string layer_;  ///< its name in notes
    NumberField level_;
    std::optional<std::size_t> bridge_, tunnel_;
    SeenOnce<std::string> bridges_, tunnels_;  ///< values
};

/// Notes how many bridges and tunnels each layer has, and which values say so: a value that was misread shows.
void tell(Levels::Seen const&, InputNotes& noted);

}  // namespace laad
