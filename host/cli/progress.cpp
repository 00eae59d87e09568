// SPDX-License-Identifier: Apache-2.0
#include "host/cli/progress.hpp"

#include "host/cli/say.hpp"
#include "host/present/safe_text.hpp"
#include "rasters/interrupt.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace laad {

ProgressLine::ProgressLine(bool quiet)
    : quiet_{quiet}, visible_{!quiet && isatty(STDERR_FILENO) == 1}, what_{}, begin_{}
{
}

ProgressLine::~ProgressLine()
{
    if (visible_ && !what_.empty()) fmt::print(stderr, "\r\033[K");
}

void ProgressLine::show(std::string const& what, double part)
{
    if (!visible_) return;
    auto const now = std::chrono::steady_clock::now();
    if (what != what_) {
        what_ = what;
        begin_ = now;
    }
    double const spent_s = std::chrono::duration<double>(now - begin_).count();
    std::string line = fmt::format("{:>4.0f} %  {}, {:.0f} s", part * 100, what, spent_s);
    if (part > 0.05 && part < 1) line += fmt::format(", about {:.0f} s to go", spent_s / part * (1 - part));
    fmt::print(stderr, "\r\033[K{}", for_terminal(line));
    std::fflush(stderr);
}

Listener ProgressLine::listener()
{
    auto const warn = [this](std::string const& text) {
        if (visible_) fmt::print(stderr, "\r\033[K");
        say_aside("{}\n", text);
    };
    auto const note = [this, warn](std::string const& text) {
        if (!quiet_) warn(text);
    };
    auto const progress = [this](std::string const& what, double part) {
        stop_if_interrupted();
        show(what, part);
    };
    return {progress, note, warn};
}

}  // namespace laad
