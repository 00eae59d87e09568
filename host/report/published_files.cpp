// SPDX-License-Identifier: Apache-2.0
#include "host/report/published_files.hpp"

#include "rasters/error.hpp"
#include "rasters/io/content_hash.hpp"
#include "rasters/io/unfinished_file.hpp"

#include <sys/stat.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <system_error>

namespace laad {

namespace fs = std::filesystem;

PublishedFiles::PublishedFiles(fs::path const& work, Check check) : check_{check}
{
    if (work.empty()) return;
    list_ = fs::absolute(work / "published.json").lexically_normal();
    std::ifstream stream{list_};
    auto const json = nlohmann::json::parse(stream, nullptr, false);
    if (!json.is_object()) return;
    for (auto const& [content, file] : json.items()) {
        bool const is_entry = file.is_array() && file.size() == 5 && file[0].is_string() &&
                              file[1].is_number_integer() && file[2].is_number_integer() &&
                              file[3].is_number_integer() && file[4].is_string();
        if (is_entry)
            files_[content] = {(list_.parent_path() / file[0].get<std::string>()).lexically_normal(),
                               {file[1].get<std::int64_t>(), file[2].get<std::int64_t>(), file[3].get<std::int64_t>()},
                               file[4].get<std::string>()};
    }
}

PublishedFiles::Times PublishedFiles::times_of(fs::path const& file)
{
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0) return {};
    auto const ns = [](timespec const& t) { return std::int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec; };
    return {status.st_size, ns(status.st_mtim), ns(status.st_ctim)};
}

bool PublishedFiles::is_as_it_was(File const& file) const
{
    Times const now = times_of(file.path);
    if (now.bytes != file.times.bytes) return false;
    if (check_ == Check::times && now == file.times) return true;
    try {
        return file_hash(file.path) == file.hash;
    } catch (InputError const&) {
        return false;
    }
}

std::string PublishedFiles::link(std::string const& content, fs::path const& target) const
{
    auto const found = files_.find(content);
    if (found == files_.end() || !is_as_it_was(found->second)) return {};
    std::error_code error;
    fs::create_hard_link(found->second.path, target, error);  // not across file systems
    return error ? std::string{} : found->second.hash;
}

bool PublishedFiles::is_known(fs::path const& file, std::string const& hash) const
{
    if (check_ == Check::bytes) return false;
    fs::path const path = fs::absolute(file).lexically_normal();
    return std::ranges::any_of(files_, [&](auto const& entry) {
        File const& one = entry.second;
        return one.path == path && one.hash == hash && one.times == times_of(path);
    });
}

void PublishedFiles::add(std::string const& content, fs::path const& file, std::string const& hash)
{
    if (list_.empty()) return;
    fs::path const path = fs::absolute(file).lexically_normal();
    files_[content] = {path, times_of(path), hash};
}

void PublishedFiles::save() const
{
    if (list_.empty()) return;
    nlohmann::json json = nlohmann::json::object();
    for (auto const& [content, file] : files_) {
        auto const& [bytes, written, changed] = file.times;
        if (times_of(file.path).bytes == bytes)
            json[content] = {file.path.lexically_proximate(list_.parent_path()).string(), bytes, written, changed,
                             file.hash};
    }
    write_whole_file(list_, json.dump(1) + "\n");
}

}  // namespace laad
