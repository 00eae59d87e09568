// SPDX-License-Identifier: Apache-2.0
#include "host/work/published_files.hpp"

#include "rasters/error.hpp"
#include "rasters/io/files/content_hash.hpp"
#include "rasters/io/files/keyed_store.hpp"

#include <sys/stat.h>

#include <system_error>

namespace laad {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view published_entries = "published/";

std::string entry_of(std::string const& content)
{
    return std::string{published_entries} + content;
}

}  // namespace

PublishedFiles::Times PublishedFiles::times_of(fs::path const& file)
{
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0) return {};
    auto const ns = [](timespec const& t) { return std::int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec; };
    return {status.st_size, ns(status.st_mtim), ns(status.st_ctim)};
}

bool PublishedFiles::is_as_it_was(File const& file) const
{
    Times const now = times_of(path_of(file));
    if (now.bytes != file.times.bytes) return false;
    if (check_ == Check::times && now == file.times) return true;
    try {
        return file_hash(path_of(file)) == file.hash;
    } catch (InputError const&) {
        return false;
    }
}

bool PublishedFiles::has(std::string const& content) const
{
    File file;
    return store_ && store_->get_values(entry_of(content), {}, file) && is_as_it_was(file);
}

std::string PublishedFiles::link(std::string const& content, fs::path const& target) const
{
    File file;
    if (!store_ || !store_->get_values(entry_of(content), {}, file) || !is_as_it_was(file)) return {};
    std::error_code error;
    fs::create_hard_link(path_of(file), target, error);  // not across file systems
    if (error) return {};
    file.times = times_of(path_of(file));  // a link changes the time of change
    store_->put_values(entry_of(content), {}, file);
    return file.hash;
}

template <class Use>
void PublishedFiles::for_each(Use use) const
{
    if (!store_) return;
    for (std::string const& entry : store_->names(published_entries))
        if (File file; store_->get_values(entry, {}, file)) use(entry, file);
}

bool PublishedFiles::is_known(fs::path const& file, std::string const& hash) const
{
    if (check_ == Check::bytes) return false;
    fs::path const path = fs::absolute(file).lexically_normal();
    bool known = false;
    for_each([&](std::string const&, File const& one) {
        std::error_code ignored;
        known = known || (one.hash == hash && one.times == times_of(path) &&
                          (path_of(one) == path || fs::equivalent(path_of(one), path, ignored)));
    });
    return known;
}

void PublishedFiles::add(std::string const& content, fs::path const& file, std::string const& hash)
{
    if (!store_) return;
    fs::path const path = fs::absolute(file).lexically_normal();
    store_->put_values(entry_of(content), {}, File{path.lexically_proximate(folder_).string(), times_of(path), hash});
}

void PublishedFiles::forget_gone()
{
    for_each([&](std::string const& entry, File const& file) {
        if (times_of(path_of(file)).bytes != file.times.bytes) store_->forget(entry);
    });
}

}  // namespace laad
