// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/intake/input_notes.hpp"

namespace laad {

/// Sets aside locations that a register lists once more: the same operator (chargers.operator_field) at the same place
/// to 0.1 m under another id. Two poles side by side are both kept: with a name_field a repeat has the same name, or lacks
/// a parking type that another there has (it comes from a feed that knows none). Kept is the one with a parking type,
/// then the latest update, then the lowest id. Nothing is done without an operator_field, nor for rows without an operator
/// or outside the region.
void set_repeats_aside(FeatureTable&, ChargerConfig const&, Box const& region, InputNotes& noted);

}  // namespace laad
