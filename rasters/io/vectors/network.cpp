// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/network.hpp"

#include "rasters/error.hpp"
#include "rasters/io/files/gdal_init.hpp"
#include "rasters/io/files/scratch_folder.hpp"
#include "rasters/io/vectors/archive_entries.hpp"
#include "rasters/io/vectors/input_formats.hpp"

#include <atomic>
#include <map>
#include <mutex>
#include <string>

namespace laad {
namespace {

namespace fs = std::filesystem;

std::atomic<bool> is_allowed{false};

/// https://host/file, however it is written.
std::string address_of(fs::path const& input)
{
    constexpr std::string_view of_gdal = "/vsicurl/";
    std::string const name = input.string();
    return name.starts_with(of_gdal) ? name.substr(of_gdal.size()) : name;
}

/// The name of the file, without what follows a question mark.
std::string file_name(std::string const& address)
{
    std::string const path = address.substr(0, address.find_first_of("?#"));
    return path.substr(path.rfind('/') + 1);
}

}  // namespace

void allow_network()
{
    static std::once_flag once;
    std::call_once(once, [] {
        GdalMessages const registered;  // which closes the network
        open_fetching();
        is_allowed = true;
    });
}

bool is_on_network(fs::path const& input)
{
    std::string const address = address_of(input);
    return address.starts_with("https://") || address.starts_with("http://");
}

fs::path fetched(fs::path const& input)
{
    static std::mutex mutex;
    static std::map<std::string, fs::path> copies;
    if (!is_allowed)
        throw InputError{input.string() +
                         ": lies on the network, which is not read; download it and name the copy, or write under "
                         "[inputs] in region.toml: allow_network = true"};
    std::string const address = address_of(input);
    std::scoped_lock const lock{mutex};
    if (auto const found = copies.find(address); found != copies.end()) return found->second;
    std::string const name = file_name(address);
    if (name.empty()) throw InputError{address + ": names no file"};
    fs::path const folder = process_scratch() / ("fetched-" + std::to_string(copies.size()));
    fs::create_directory(folder);
    unpack("/vsicurl_streaming/" + address, folder / name, address, "fetched");
    return copies[address] = folder / name;
}

}  // namespace laad
