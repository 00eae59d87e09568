// SPDX-License-Identifier: Apache-2.0
#include "host/cli/interrupt.hpp"

#include <csignal>

namespace laad {
namespace {

extern "C" void remember(int signal)
{
    asked_to_end = signal;
}

}  // namespace

void catch_interrupts()
{
    std::signal(SIGINT, remember);
    std::signal(SIGTERM, remember);
    // What was started to outlive its terminal (nohup) still does.
    if (std::signal(SIGHUP, remember) == SIG_IGN) std::signal(SIGHUP, SIG_IGN);
    std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is a failed write, not the end of a run
}

}  // namespace laad
