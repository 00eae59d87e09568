// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/results.hpp"

#include <string>

namespace laad {

/// What the results of a run follow from, as a hash: the contents of the inputs, the configuration without where and
/// how it runs, the scope and the version of the program.
std::string run_key(Scenario const&, RunScope);

}  // namespace laad
