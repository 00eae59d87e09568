// SPDX-License-Identifier: Apache-2.0
// What residents send back of a plan that was published with reactions.
#pragma once

#include <cstddef>
#include <filesystem>

namespace laad {

struct ReactionsRequest {
    std::filesystem::path folder;   ///< with the files that residents sent
    std::filesystem::path plan;     ///< that they react to
    std::filesystem::path out;      ///< folder to write
    std::filesystem::path changed;  ///< a later plan; empty: none
};

struct ReactionCounts {
    std::size_t files{};  ///< that count
    std::size_t reactions{};
    std::size_t spaces{};  ///< that were reacted to
    std::size_t proposals{};
    std::size_t set_aside{};  ///< files and items
};

/// Makes an output folder:
///
///     reactions.csv  every item, with the name of who gave one: not for publication
///     per_space.csv  for and against a space, proposals near it
///     set_aside.csv  files and items that do not count, and why
///     review.csv     a draft to judge the spaces in: its verdicts are empty
///     changed.csv    with a later plan: spaces that changed, with the reason given
///     reactions.html all of it without names
///
/// Errors  InputError: no such folder, more files than are read, no plan; OutputError: the folder exists, cannot be
///         written
ReactionCounts import_reactions(ReactionsRequest const&);

}  // namespace laad
