// SPDX-License-Identifier: Apache-2.0
// A field of a layer that must hold numbers.
#pragma once

#include "host/intake/flags.hpp"
#include "host/intake/input_notes.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace laad {

/// May be asked by several threads.
class NumberField {
  public:
    /// `key`: as region.toml calls it; a field without a name is NULL everywhere. `most`: the largest number that it
    /// may sensibly hold.
    /// Errors  InputError: there is no such field
    NumberField(std::string key, std::string field, FeatureTable const&, double most);

    bool is_named() const { return column_.has_value(); }
    /// The number; nothing where it is NULL or blank, or no number, which is remembered.
    std::optional<double> of(Feature const&);

    /// What was no number, counted, in a note that ends in what it `costs`.
    /// Errors  InputError: all texts with a dot, or all but one in twenty, may have it between thousands (1.204)
    void finish(FeatureTable const&, char const* costs, InputNotes& noted) const;
    /// Errors  InputError: the same, and values that are no numbers
    void finish(FeatureTable const&) const;

  private:
    void check_style(FeatureTable const&) const;

    std::string key_;
    std::string field_;
    std::optional<std::size_t> column_;
    double most_;
    SeenOnce<std::string> no_numbers_;
    SeenOnce<std::string> thousands_;  ///< texts whose dot may stand between thousands
    SeenOnce<char> decimals_;          ///< texts with another dot
};

}  // namespace laad
