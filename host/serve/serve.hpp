// SPDX-License-Identifier: Apache-2.0
// Live planning of a region for one planner, in a browser on this machine.
#pragma once

#include "host/region/make_plan.hpp"

#include <filesystem>
#include <functional>
#include <string>

namespace laad {

struct ServeRequest {
    std::filesystem::path folder;  ///< of a region, or the output folder of a run
    std::filesystem::path region;  ///< region.toml of that run; empty: it lies in a folder above the output folder
    std::string host{"127.0.0.1"};
    int port{8080};
};

/// Opens the session of the folder, where an earlier one goes on, and answers until the program is asked to end.
/// `ready`: told the address when a browser may come.
/// Errors  InputError: the folder is none of these, its inputs are not found, as read_inputs; the port is taken
///         OutputError: the folder of the session cannot be written; Interrupted: the program was asked to end
void serve(ServeRequest const&, Listener const&, std::function<void(std::string const& address)> const& ready);

}  // namespace laad
