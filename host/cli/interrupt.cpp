// SPDX-License-Identifier: Apache-2.0
#include "host/cli/interrupt.hpp"

#include <unistd.h>

#include <csignal>
#include <cstring>

namespace laad {
namespace {

/// To end in order, and take away what is half written. Then a step goes on that does not look for the signal, as when
/// a library reads an input that never ends.
constexpr unsigned patience_s = 10;

extern "C" void remember(int signal)
{
    asked_to_end = signal;
    alarm(patience_s);
}

/// Whatever is on disk may be left at any moment.
extern "C" void give_up(int)
{
    int const signal = asked_to_end;
    char const* const text = signal == SIGINT
                                 ? "laadraster: cancelled in the middle of a step; what is finished stays\n"
                                 : "laadraster: terminated in the middle of a step; what is finished stays\n";
    [[maybe_unused]] auto const written = write(STDERR_FILENO, text, std::strlen(text));
    _exit(128 + signal);
}

}  // namespace

void catch_interrupts()
{
    std::signal(SIGINT, remember);
    std::signal(SIGTERM, remember);
    std::signal(SIGALRM, give_up);
    // What was started to outlive its terminal (nohup) still does.
    if (std::signal(SIGHUP, remember) == SIG_IGN) std::signal(SIGHUP, SIG_IGN);
    // A closed pipe or a file that may grow no more is a failed write, not the end of a run.
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
}

}  // namespace laad
