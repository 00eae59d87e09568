// SPDX-License-Identifier: Apache-2.0
#include "host/cli/interrupt.hpp"

#include <csignal>

namespace laad {
namespace {

volatile std::sig_atomic_t last_signal = 0;

extern "C" void remember(int signal)
{
    last_signal = signal;
}

}  // namespace

Interrupted::Interrupted(int signal)
    : std::runtime_error{signal == SIGINT ? "cancelled; nothing was written" : "terminated; nothing was written"},
      signal_{signal}
{
}

void catch_interrupts()
{
    std::signal(SIGINT, remember);
    std::signal(SIGTERM, remember);
    // What was started to outlive its terminal (nohup) still does.
    if (std::signal(SIGHUP, remember) == SIG_IGN) std::signal(SIGHUP, SIG_IGN);
    std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is a failed write, not the end of a run
}

void stop_if_interrupted()
{
    if (last_signal != 0) throw Interrupted{static_cast<int>(last_signal)};
}

}  // namespace laad
