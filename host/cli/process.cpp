// SPDX-License-Identifier: Apache-2.0
#include "host/cli/process.hpp"

#include "rasters/interrupt.hpp"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <fstream>
#include <latch>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

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

/// The most memory that was ever mapped, in bytes; 0 when it is not known.
std::int64_t most_mapped()
{
    std::ifstream status{"/proc/self/status"};
    std::string word;
    std::int64_t kib = 0;
    while (status >> word)
        if (word == "VmPeak:" && status >> kib) return kib * 1024;
    return 0;
}

int tried(int wanted)
{
    std::latch all_tried{1};
    std::vector<std::jthread> threads;
    try {
        while (static_cast<int>(threads.size()) < wanted)
            threads.emplace_back([&] { all_tried.wait(); });
    } catch (std::system_error const&) {  // no more of them
    }
    all_tried.count_down();
    return static_cast<int>(threads.size());
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

std::optional<std::int64_t> memory_limit_met()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return std::nullopt;
    auto const bytes = static_cast<std::int64_t>(limit.rlim_cur);
    // A request that did not fit is not in what was mapped: it may have been for a tile or a list.
    return most_mapped() > bytes - bytes / 8 ? std::optional{bytes} : std::nullopt;
}

int threads_to_have(int wanted)
{
    // In a process of its own, so that the stacks of the attempt do not stay in the account of this one.
    int ends[2];
    if (pipe(ends) != 0) return wanted;
    pid_t const child = fork();
    if (child == 0) {
        int const had = tried(wanted);
        _exit(write(ends[1], &had, sizeof had) == sizeof had ? 0 : 1);
    }
    close(ends[1]);
    int had = child < 0 ? 0 : wanted;
    if (child > 0) {
        if (int answer = 0; read(ends[0], &answer, sizeof answer) == sizeof answer) had = answer;
        waitpid(child, nullptr, 0);
    }
    close(ends[0]);
    return had;
}

}  // namespace laad
