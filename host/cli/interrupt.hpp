// SPDX-License-Identifier: Apache-2.0
// Ctrl-C and termination end a run between two steps, so that it can remove what it has half written.
#pragma once

#include <stdexcept>

namespace laad {

class Interrupted : public std::runtime_error {
  public:
    explicit Interrupted(int signal);
    /// 130 for Ctrl-C, 143 for termination, 129 for a closed terminal.
    int exit_code() const { return 128 + signal_; }

  private:
    int signal_;
};

/// From now on SIGINT, SIGTERM and SIGHUP are remembered instead of ending the program.
void catch_interrupts();

/// Throws Interrupted when a signal has come.
void stop_if_interrupted();

}  // namespace laad
