// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/scenario/scenario.hpp"
#include "host/work/file_hashes.hpp"

#include <string>

namespace laad {

/// Names everything that the base layers follow from: the content of the vector inputs and the configuration that
/// `prepare` reads.
/// Errors  InputError: an input is missing or cannot be read
std::string input_key(Scenario const&, FileHashes&);

}  // namespace laad
