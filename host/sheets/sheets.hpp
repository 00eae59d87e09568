// SPDX-License-Identifier: Apache-2.0
// A plan on paper: plan maps, location sheets and the annex of a traffic decree, for each municipality.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace laad {

struct SheetsMade {
    std::size_t municipalities{};
    std::size_t places{};
    std::size_t pdfs{};
    std::vector<std::string> notes;  ///< what is lacking, and why: a sentence each
};

/// Called with what is being written and the part done, 0..1.
using SheetProgress = std::function<void(std::string const& what, double part)>;

/// Writes `out` whole or not at all: index.html, and for each municipality with places a folder with plankaart and
/// bijlage-verkeersbesluit as HTML and, where there is a browser, as tagged PDF; in the language spoken.
/// Errors  InputError: see read_sheet_plan; OutputError
SheetsMade write_sheets(std::filesystem::path const& plan, std::filesystem::path const& out,
                        std::optional<std::filesystem::path> const& browser, SheetProgress const&);

}  // namespace laad
