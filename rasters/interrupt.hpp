// SPDX-License-Identifier: Apache-2.0
// Ctrl-C and termination end the work between two steps, so that what is half written can be removed. Long loops ask
// for it themselves: nothing runs a second without asking.
#pragma once

#include <atomic>
#include <csignal>
#include <stdexcept>

namespace laad {

/// The last signal that asks the program to end, 0: none. Set by the face that catches signals.
inline std::atomic<int> asked_to_end{0};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may set it");

class Interrupted : public std::runtime_error {
  public:
    explicit Interrupted(int signal)
        : std::runtime_error{signal == SIGINT ? "cancelled; nothing was written" : "terminated; nothing was written"},
          signal_{signal}
    {
    }
    /// 130 for Ctrl-C, 143 for termination, 129 for a closed terminal.
    int exit_code() const { return 128 + signal_; }

  private:
    int signal_;
};

/// Throws Interrupted when a signal has come. Costs no more than reading a number.
inline void stop_if_interrupted()
{
    if (int const signal = asked_to_end.load(std::memory_order_relaxed)) throw Interrupted{signal};
}

}  // namespace laad
