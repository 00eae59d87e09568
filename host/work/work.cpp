// SPDX-License-Identifier: Apache-2.0
#include "host/work/work.hpp"

#include "host/work/own_folder.hpp"
#include "rasters/io/files/keyed_store.hpp"

#include <fstream>

namespace laad {
namespace {

constexpr char const* end_mark = "ended well";

/// Another one after each start of the machine: what was written before it may have been lost with the power.
std::string boot_id()
{
    std::ifstream stream{"/proc/sys/kernel/random/boot_id"};
    std::string id;
    std::getline(stream, id);
    return id;
}

}  // namespace

Work::Work(std::filesystem::path where) : folder{std::move(where)}
{
    for (char const* earlier : {"base", "analysis"}) {  // where a laadraster without the store kept what is large
        std::error_code ignored;
        std::filesystem::remove_all(folder / earlier, ignored);
    }
    make_subfolder(folder / "store");
    store = std::make_shared<KeyedStore>(folder / "store");
    std::string const ended = store->key_of(end_mark);
    if (ended.empty()) return;
    store->forget(end_mark);
    trusted = ended == boot_id();
    if (trusted) store->trust();
}

void Work::end_well() const
{
    store->put_values(end_mark, boot_id());
}

}  // namespace laad
