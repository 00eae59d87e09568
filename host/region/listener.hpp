// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/run.hpp"

#include <functional>
#include <string>

namespace laad {

/// Who hears of a use case while it works: a terminal, a server, Python. Each call may throw, to stop it.
struct Listener {
    RunProgress progress;
    std::function<void(std::string const&)> note;     ///< what a user may like to know
    std::function<void(std::string const&)> warning;  ///< what a user has to know
};

}  // namespace laad
