// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace laad {

/// How many threads, up to `wanted`, the system lets run together beside the one that calls: where the number of
/// processes or the memory is limited, a library that cannot start one ends the program without a word. To be called
/// before there is any other thread.
int threads_to_have(int wanted);

}  // namespace laad
