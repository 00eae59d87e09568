// SPDX-License-Identifier: Apache-2.0
// What the commands that compute have in common.
#pragma once

#include "host/run/run.hpp"

#include <spdlog/logger.h>

#include <filesystem>
#include <memory>

namespace laad {

/// Messages on stderr; with `quiet` only warnings.
std::shared_ptr<spdlog::logger> log_to_stderr(bool quiet);

/// Bytes that are free where a folder is, or will be.
std::int64_t free_bytes(std::filesystem::path const& folder);

/// Reads the inputs, plans the cost and analyses. `features`: to read, as quick_size counts them; 0: not counted.
Run compute(Work const&, Scenario, RunScope, std::int64_t features, ChosenDevice const&, RunProgress const&,
            ReadPrognosis const& table = prognosis_table);

/// The first figures of a run, on stdout.
void print_summary(Run const&, std::filesystem::path const& folder);

}  // namespace laad
