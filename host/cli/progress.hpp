// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>

namespace laad {

/// One line on stderr that says what is being done, how far it is and how long it takes; nothing when stderr is no
/// terminal.
class ProgressLine {
  public:
    explicit ProgressLine(bool quiet);
    ~ProgressLine();
    ProgressLine(ProgressLine const&) = delete;
    ProgressLine& operator=(ProgressLine const&) = delete;

    void show(std::string const& what, double part);

  private:
    bool visible_;
    std::string what_;
    std::chrono::steady_clock::time_point begin_;
};

}  // namespace laad
