// SPDX-License-Identifier: Apache-2.0
// The tables of an import of reactions.
#pragma once

#include "host/present/table.hpp"
#include "host/reactions/changes.hpp"
#include "host/reactions/count.hpp"

namespace laad {

Table<Reaction> reaction_table();  ///< with the names of persons: on no page
Table<Space> space_table();
Table<Proposal> proposal_table();
Table<SetAside> not_counted_table();
Table<Space> review_table();
Table<ChangedSpace> change_table();

}  // namespace laad
