// SPDX-License-Identifier: Apache-2.0
#include "host/run/end_mark.hpp"

#include "rasters/io/unfinished_file.hpp"

#include <fstream>

namespace laad {
namespace {

/// Another one after each start of the machine: what was written before it may have been lost with the power.
std::string boot_id()
{
    std::ifstream stream{"/proc/sys/kernel/random/boot_id"};
    std::string id;
    std::getline(stream, id);
    return id;
}

bool holds(std::filesystem::path const& file, std::string const& text)
{
    std::ifstream stream{file};
    std::string found;
    return std::getline(stream, found) && !text.empty() && found == text;
}

}  // namespace

EndMark::EndMark(std::filesystem::path const& work) : file_{work / "ended-well"}, was_there_{holds(file_, boot_id())}
{
    std::filesystem::remove(file_);
}

void EndMark::set() const
{
    write_whole_file(file_, boot_id() + "\n");
}

}  // namespace laad
