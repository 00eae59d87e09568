// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/region/make_plan.hpp"

#include <chrono>
#include <string>

namespace laad {

/// What a user sees on stderr while a command works. One line says what is being done, how far it is and how long it
/// takes, unless stderr is no terminal.
class ProgressLine {
  public:
    /// `quiet`: nothing but warnings
    explicit ProgressLine(bool quiet);
    ~ProgressLine();
    ProgressLine(ProgressLine const&) = delete;
    ProgressLine& operator=(ProgressLine const&) = delete;

    void show(std::string const& what, double part);
    void done() { show("done", 1.0); }
    /// Shows what it hears here; its progress stops the work when a signal asks for it.
    Listener listener();

  private:
    bool quiet_;
    bool visible_;
    std::string what_;
    std::chrono::steady_clock::time_point begin_;
};

}  // namespace laad
