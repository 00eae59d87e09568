// SPDX-License-Identifier: Apache-2.0
// What the program asks of the system that it runs on.
#pragma once

#include <cstdint>
#include <optional>

namespace laad {

/// From now on SIGINT, SIGTERM and SIGHUP are remembered, so that the program can end in order; where it does not
/// within ten seconds, as in a library that reads a slow input, it ends at once.
void catch_interrupts();

/// The limit of this process' memory in bytes (RLIMIT_AS), when there is one and the process has come near it.
std::optional<std::int64_t> memory_limit_met();

/// How many threads, up to `wanted`, the system lets run together beside the one that calls: where the number of
/// processes or the memory is limited, a library that cannot start one ends the program without a word. To be called
/// before there is any other thread.
int threads_to_have(int wanted);

}  // namespace laad
