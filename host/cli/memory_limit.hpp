// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

namespace laad {

/// The limit of this process' memory in bytes (RLIMIT_AS), when there is one and the process has come near it.
std::optional<std::int64_t> memory_limit_met();

}  // namespace laad
