// SPDX-License-Identifier: Apache-2.0
// The files of residents. Nothing in them is trusted: what is not as it must be is set aside, with the reason.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace laad {

/// What is read at most.
struct ReactionLimits {
    std::size_t files{100'000};
    std::size_t file_bytes{1024 * 1024};
    std::size_t items{500};  ///< of a file
    std::size_t text_bytes{8000};
    std::size_t name_bytes{200};  ///< of a person, a place, a plan
};

enum class ReactionKind : std::uint8_t { in_favour, against, proposal };

struct Reaction {
    std::string file;
    std::size_t item{};  ///< counted from 1
    std::string made;    ///< when, as the file says
    std::string plan;    ///< likewise
    std::string person;
    ReactionKind kind{};
    std::string place;  ///< candidate id; empty of a proposal
    double x{};         ///< of a proposal
    double y{};
    std::string text;
};

struct SetAside {
    std::string file;
    std::size_t item{};  ///< counted from 1; 0: the whole file
    std::string reason;
};

struct ReadReactions {
    std::size_t files{};  ///< that count
    std::vector<Reaction> reactions;
    std::vector<SetAside> set_aside;
};

/// Reads every *.json of a folder in the order of their names. Files that say the same count once; so do reactions of
/// a file to one space. Control characters and marks that turn the direction of text become blanks.
/// Errors  InputError: no such folder, more files than the limit
ReadReactions read_reactions(std::filesystem::path const& folder, std::string const& region,
                             ReactionLimits const& = {});

}  // namespace laad
