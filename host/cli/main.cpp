// SPDX-License-Identifier: Apache-2.0
#include "host/cli/command_line.hpp"
#include "host/cli/interrupt.hpp"
#include "host/cli/say.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>
#include <malloc.h>

#include <cstdio>
#include <functional>
#include <system_error>

namespace laad {
namespace {

// Exit codes: docs/exit_codes.md
int exit_code_of(std::function<int()> const& command)
{
    auto const failed = [](int code, char const* what) {
        say_aside("laadraster: {}\n", what);
        return code;
    };
    try {
        int const code = command();
        if (std::fflush(stdout) != 0 || std::ferror(stdout))
            throw OutputError{"the standard output cannot be written; is the disk full, or its reader gone?"};
        return code;
    } catch (InputError const& error) {
        return failed(3, error.what());
    } catch (FitError const& error) {
        return failed(4, error.what());
    } catch (DeviceError const& error) {
        return failed(5, error.what());
    } catch (OutputError const& error) {
        return failed(6, error.what());
    } catch (Interrupted const& interrupted) {
        return failed(interrupted.exit_code(), interrupted.what());
    } catch (std::bad_alloc const&) {
        return failed(4, "out of memory; take a larger region.cell_m or a smaller run.tile_cells");
    } catch (std::system_error const& error) {
        return failed(6, fmt::format("{}; is the disk full, or stdout closed?", error.what()).c_str());
    } catch (std::exception const& error) {
        return failed(1, fmt::format("internal error: {}; please report it", error.what()).c_str());
    }
}

}  // namespace
}  // namespace laad

int main(int argc, char** argv)
{
    // Tiles come and go by the megabyte. Left to itself glibc soon takes them from its heap, which they tear up: three
    // times the memory that is in use.
    mallopt(M_MMAP_THRESHOLD, 8 << 20);
    laad::catch_interrupts();
    auto const [command, parsed] = laad::command_line(argc, argv);
    int const code = command ? laad::exit_code_of(command) : parsed;
    if (std::fflush(stdout) == 0) return code;
    say_aside("laadraster: the answer could not be written to stdout\n");
    return code == 0 ? 6 : code;
}
