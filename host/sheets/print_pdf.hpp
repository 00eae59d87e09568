// SPDX-License-Identifier: Apache-2.0
// Pages as PDF, by the Chromium of this machine.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

namespace laad {

/// The browser that prints; nothing: there is none.
std::optional<std::filesystem::path> printing_browser();

/// Prints a page as tagged PDF, at the sizes of paper that it asks for; nothing of the network is reached. Empty when
/// it did, else why not, in words. Errors  Interrupted
std::string print_pdf(std::filesystem::path const& browser, std::filesystem::path const& page,
                      std::filesystem::path const& pdf, std::chrono::seconds limit);

}  // namespace laad
