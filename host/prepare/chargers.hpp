// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/intake/input_notes.hpp"
#include "host/prepare/ground.hpp"

#include <vector>

namespace laad {

/// A location and what decides whether it is public, before it has its place on the ground.
struct ChargerRow {
    Charger charger;
    std::int64_t feature{};  ///< its first row
    std::string type{};      ///< of parking, in capitals; may be empty
    bool is_on_street{};
    bool may_be_inferred{};  ///< type unknown, and open 24/7 or unknown_type_is_public
};

struct ChargerRows {
    FeatureTable table;  ///< without features
    std::vector<ChargerRow> rows;
};

/// The charge locations of the region and its context. Rows with one id at one place are one location, existing and
/// planned apart; their EVSE add up. Rows that cannot be used are set aside with the reason.
/// Errors  InputError: see read_layer; a field that does not exist
ChargerRows read_chargers(ChargerConfig const&, GridSpec const&, InputNotes& noted);

/// Fills what follows from the ground.
void place(ChargerRow&, Ground const&);

/// Sorted by id, what exists before what is planned.
std::vector<Charger> chargers_of(ChargerRows placed, ChargerConfig const&, GroundLayers const&, InputNotes& noted);

/// Public chargers merged by cell, in (row, col) order.
std::vector<Site> sites_of(Indexed<ChargerId, Charger> const& chargers);

/// The one with the shorter line of two entries, ties by cell; none is longest.
std::optional<Access> shorter(std::optional<Access> const&, std::optional<Access> const&);

void note_unreachable(std::vector<Site> const&, GroundLayers const&, InputNotes& noted);

}  // namespace laad
