// SPDX-License-Identifier: Apache-2.0
// What stands beside every figure of the use of the network.
#pragma once

#include "host/scenario/scenario.hpp"

#include <string>
#include <vector>

namespace laad {

/// A text of the catalogue, and the numbers that come in it.
struct UseNote {
    std::string english;
    std::vector<int> numbers{};
};

/// What some notes rest on.
struct UseKnown {
    bool charging_only{};  ///< some of it tells of charging alone
    bool energy{};         ///< of some site
};

/// Where nothing tells energy, and what to add.
inline constexpr char const* no_energy_known =
    "No site that counts here tells energy: status and occupancy do not. Without it no search area (zoekgebied) can "
    "arise; add sessions with their energy as [[usage.file]], OCPI charge detail records (CDR) or a table.";

/// What the data cannot show, and what is an own proposal.
std::vector<UseNote> use_notes(UsageConfig const&, UseKnown);

/// In the language spoken.
std::string said_note(UseNote const&);

}  // namespace laad
