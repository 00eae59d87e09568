// SPDX-License-Identifier: Apache-2.0
#include "host/cli/command_line.hpp"
#include "host/cli/process.hpp"
#include "host/cli/say.hpp"
#include "rasters/error.hpp"
#include "rasters/interrupt.hpp"

#include <fmt/format.h>
#include <malloc.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <system_error>
#include <thread>

namespace laad {
namespace {

// Exit codes: docs/exit_codes.md
int exit_code_of(std::function<void()> const& command)
{
    auto const failed = [](int code, char const* what) {
        say_aside("laadraster: {}\n", what);
        return code;
    };
    // A library whose memory ran out may say anything of an input or output.
    auto const failed_or_memory = [&](int code, char const* what) {
        if (auto const limit = memory_limit_met())
            return failed(
                4, fmt::format("out of memory: the limit of {} MiB (ulimit -v) is met; raise it, or take a larger "
                               "region.cell_m or a smaller run.tile_cells ({})",
                               *limit >> 20, what)
                       .c_str());
        return failed(code, what);
    };
    try {
        command();
        if (std::fflush(stdout) != 0 || std::ferror(stdout))
            throw OutputError{"the standard output cannot be written; is the disk full, or its reader gone?"};
        return 0;
    } catch (InputError const& error) {
        return failed_or_memory(3, error.what());
    } catch (FitError const& error) {
        return failed(4, error.what());
    } catch (DeviceError const& error) {
        return failed_or_memory(5, error.what());
    } catch (OutputError const& error) {
        return failed_or_memory(6, error.what());
    } catch (Interrupted const& interrupted) {
        return failed(interrupted.exit_code(), interrupted.what());
    } catch (std::bad_alloc const&) {
        return failed(4, "out of memory; take a larger region.cell_m or a smaller run.tile_cells");
    } catch (std::system_error const& error) {
        return failed_or_memory(6, fmt::format("{}; is the disk full, or stdout closed?", error.what()).c_str());
    } catch (std::exception const& error) {
        return failed_or_memory(1, fmt::format("internal error: {}; please report it", error.what()).c_str());
    }
}

/// Keeps to as many threads as the system lets run. One is left for what reads beside them.
void keep_to_threads_there_are()
{
    int const wanted = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    int const had = threads_to_have(wanted);
    if (had == wanted) return;
    int const used = std::max(1, had);
    // Never deleted: with the end of the limit TBB would start the threads that cannot be.
    static auto const* const limit =
        new tbb::global_control{tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(used)};
    if (limit != nullptr)
        say_aside("the system lets no more threads run (ulimit -u, ulimit -v): working on {} of {}\n", used, wanted);
}

}  // namespace
}  // namespace laad

int main(int argc, char** argv)
{
    // Tiles come and go by the megabyte. Left to itself glibc soon takes them from its heaps, one a thread, which they
    // tear up: ten times the memory that is in use. So whatever is as large as the smallest tile has pages of its own.
    mallopt(M_MMAP_THRESHOLD, 1 << 19);
    laad::catch_interrupts();
    auto const [command, parsed] = laad::command_line(argc, argv);
    if (command) laad::keep_to_threads_there_are();
    int const code = command ? laad::exit_code_of(command) : parsed;
    if (std::fflush(stdout) == 0) return code;
    laad::say_aside("laadraster: the answer could not be written to stdout\n");
    return code == 0 ? 6 : code;
}
