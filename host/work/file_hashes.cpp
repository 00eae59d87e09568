// SPDX-License-Identifier: Apache-2.0
#include "host/work/file_hashes.hpp"

#include "rasters/io/files/content_hash.hpp"
#include "rasters/io/files/keyed_store.hpp"
#include "rasters/io/vectors/network.hpp"

#include <fmt/format.h>

#include <chrono>

namespace laad {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view file_entries = "file/";

}  // namespace

std::string FileHashes::of(fs::path const& file)
{
    if (is_on_network(file)) return file_hash(fetched(file));
    if (!store_) return file_hash(file);
    std::string const name = std::string{file_entries} + fs::absolute(file).lexically_normal().string();
    std::error_code error;
    auto const bytes = fs::file_size(file, error);
    auto const time = fs::last_write_time(file, error);
    std::string const key = fmt::format("{} {}", bytes, time.time_since_epoch().count());
    std::string hash;
    if (!error && store_->get_values(name, key, hash)) return hash;
    hash = file_hash(file);
    // What was written a moment ago may be written again within a tick of the clock.
    bool const is_settled = fs::file_time_type::clock::now() - time > std::chrono::seconds{2};
    if (!error && is_settled) store_->put_values(name, key, hash);
    return hash;
}

void FileHashes::forget_all()
{
    for (std::string const& name : store_->names(file_entries))
        store_->forget(name);
}

}  // namespace laad
