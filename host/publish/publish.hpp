// SPDX-License-Identifier: Apache-2.0
// Plans of a region as a folder for a web server, and as a page that opens by a double-click.
#pragma once

#include "host/publish/web_pages.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace laad {

struct PublishRequest {
    std::vector<std::filesystem::path> plans;  ///< output folders of runs, or folders of regions
    std::filesystem::path out;
    bool reactions{};  ///< with the page on which residents react
};

/// What was published.
struct Published {
    std::vector<std::string> plans;  ///< their names
    std::size_t places{};
    std::int64_t page_bytes{};          ///< of plan.html
    bool monitor{};                     ///< there is a monitor.html
    std::int64_t chance_page_bytes{};   ///< of laadkans.html; 0: no plan knows the chance of a free charger
    std::vector<std::string> left_out;  ///< files that are too large for plan.html; the folder has them
    std::vector<std::string> notes;     ///< what is missing on the maps and pages, and why: a sentence each
};

using PublishProgress = std::function<void(std::string const& what, double part)>;

/// Writes the folder, whole or not at all. Rasters are hard links to those of the plans where that can be, else
/// copies; none is compressed again. The pages open in the language spoken. Pages
/// are asked for when the plans are read.
/// A plan with [usage] gets a page of key figures beside it, monitor.html.
/// Errors  InputError: as read_plan; plans of several regions; the web map is not built
///         OutputError: the folder exists or cannot be written
Published publish(PublishRequest const&, BuiltWebMap, PublishProgress const&);

}  // namespace laad
