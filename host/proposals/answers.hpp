// SPDX-License-Identifier: Apache-2.0
// What was asked before, and what people answered in the table of it.
#pragma once

#include "host/plan_folder/plan_folder.hpp"
#include "host/proposals/proposal.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace laad {

struct EarlierProposals {
    std::vector<AskedSpace> proposals;     ///< by number
    std::vector<std::string> own_columns;  ///< of the table, that its reader added
    std::string content;                   ///< hash of what proposals.gpkg holds; empty: there is none
    std::vector<std::string> notes;
};

/// Puts the answers of a table (columns proposal, answer, reason) into proposals; a comma, semicolon or tab separates.
/// One that is not in it keeps what was answered.
/// Errors  InputError, with every line that is wrong: an unknown proposal, one that comes twice, an answer that is none,
///         a rejection without a reason, an answer that is taken away
void take_answers(std::filesystem::path const& table, EarlierProposals&);

/// What a folder of proposals holds; nothing when it is not there or empty.
/// Errors  InputError: it holds something else or the proposals of another region, a file of it is missing or damaged;
///         as take_answers
EarlierProposals earlier_proposals(std::filesystem::path const& folder, StoredPlan const&);

}  // namespace laad
