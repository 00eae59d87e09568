// SPDX-License-Identifier: Apache-2.0
#include "host/cli/thread_count.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <latch>
#include <system_error>
#include <thread>
#include <vector>

namespace laad {
namespace {

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
