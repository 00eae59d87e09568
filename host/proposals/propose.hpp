// SPDX-License-Identifier: Apache-2.0
// Proposals for location validation (locatievalidatie, LVS), month after month: docs/methods/usage.md#proposals.
#pragma once

#include "host/proposals/next_round.hpp"
#include "host/sheets/sheets.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace laad {

struct ProposeRequest {
    std::filesystem::path plan;                      ///< output folder of a run
    std::filesystem::path out;                       ///< folder of the proposals: memory and result
    std::optional<std::filesystem::path> browser{};  ///< that prints; none: no PDF
};

struct Proposed {
    Round round;
    std::size_t areas{};
    std::size_t areas_without{};     ///< in which nothing can be proposed
    std::size_t printed{};           ///< PDF files made now
    std::vector<std::string> notes;  ///< in English
};

/// Reads what `out` holds and the answers in it, and puts in its place, whole or not at all:
///
///     index.html         what is asked, answered and closed
///     proposals.csv      one line a proposal: the table to fill in
///     proposals.gpkg     the same with spaces, alternatives and search areas
///     proposals.geojson  those that wait for an answer; search_areas.geojson: the areas
///     alternatives.csv   the spaces that come next; search_areas.csv: the areas, each with its proposal or why it has none
///     review.csv         the answers as [placement] review takes them
///     sheets/P1.html     and .pdf: the sheet of each proposal as it last was open
///
/// What else lies there stays. The same plan and answers give the same bytes.
/// Errors  InputError: as read_plan, pressed_areas, earlier_proposals; OutputError: as replace_folder
Proposed propose(ProposeRequest const&, SheetProgress const&);

}  // namespace laad
