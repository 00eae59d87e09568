// SPDX-License-Identifier: Apache-2.0
#include "host/report/published_files.hpp"

#include "rasters/io/unfinished_file.hpp"

#include <nlohmann/json.hpp>

#include <fstream>
#include <system_error>

namespace laad {

namespace fs = std::filesystem;

PublishedFiles::PublishedFiles(fs::path const& list)
{
    if (list.empty()) return;
    list_ = fs::absolute(list);
    std::ifstream stream{list_};
    auto const json = nlohmann::json::parse(stream, nullptr, false);
    if (!json.is_object()) return;
    for (auto const& [content, file] : json.items())
        if (file.is_array() && file.size() == 3 && file[0].is_string() && file[1].is_number_integer() &&
            file[2].is_number_integer())
            files_[content] = {list_.parent_path() / file[0].get<std::string>(), file[1], file[2]};
}

bool PublishedFiles::is_as_it_was(File const& file)
{
    std::error_code error;
    auto const bytes = fs::file_size(file.path, error);
    if (error || static_cast<std::int64_t>(bytes) != file.bytes) return false;
    auto const written = fs::last_write_time(file.path, error);
    return !error && written.time_since_epoch().count() == file.written;
}

bool PublishedFiles::link(std::string const& content, fs::path const& target) const
{
    auto const found = files_.find(content);
    if (found == files_.end() || !is_as_it_was(found->second)) return false;
    std::error_code error;
    fs::create_hard_link(found->second.path, target, error);  // not across file systems
    return !error;
}

void PublishedFiles::add(std::string const& content, fs::path const& file)
{
    files_[content] = {fs::absolute(file), static_cast<std::int64_t>(fs::file_size(file)),
                       fs::last_write_time(file).time_since_epoch().count()};
}

void PublishedFiles::save() const
{
    nlohmann::json json = nlohmann::json::object();
    for (auto const& [content, file] : files_)
        if (is_as_it_was(file))
            json[content] = {file.path.lexically_proximate(list_.parent_path()).string(), file.bytes, file.written};
    write_whole_file(list_, json.dump(1) + "\n");
}

}  // namespace laad
