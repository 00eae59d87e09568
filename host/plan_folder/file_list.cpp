// SPDX-License-Identifier: Apache-2.0
#include "host/plan_folder/file_list.hpp"

#include "host/plan_folder/plan_files.hpp"
#include "host/work/own_folder.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/content_hash.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <optional>
#include <utility>
#include <vector>

namespace laad {
namespace {

namespace fs = std::filesystem;
using Listed = std::vector<std::pair<std::string, FileFacts>>;

/// Nothing when the manifest has no such list.
std::optional<Listed> listed_in(fs::path const& manifest)
{
    std::ifstream stream{manifest};
    try {
        auto const json = nlohmann::json::parse(stream);
        Listed files;
        for (auto const& one : json.at("files").get_ref<nlohmann::json::array_t const&>())
            files.emplace_back(one.at("file").get<std::string>(),
                               FileFacts{one.at("bytes").get<std::int64_t>(), one.at("xxh3_128").get<std::string>()});
        return files;
    } catch (nlohmann::json::exception const&) {
        return {};
    }
}

std::string hash_or_none(fs::path const& file)
{
    try {
        return file_hash(file);
    } catch (InputError const&) {
        return {};
    }
}

}  // namespace

FileList files_in(fs::path const& folder, std::map<std::string, std::string> const& known)
{
    std::vector<std::pair<std::string, FileFacts>> files;
    for (auto const& entry : fs::recursive_directory_iterator{folder}) {
        std::string const name = entry.path().lexically_relative(folder).generic_string();
        if (entry.is_regular_file() && name != WorkLock::file_name)
            files.emplace_back(name, FileFacts{static_cast<std::int64_t>(entry.file_size()), {}});
    }
    tbb::parallel_for(std::size_t{0}, files.size(), [&](std::size_t i) {
        auto const found = known.find(files[i].first);
        files[i].second.hash = found != known.end() ? found->second : file_hash(folder / files[i].first);
    });
    return {files.begin(), files.end()};
}

std::string damage_in(fs::path const& folder,
                      std::function<bool(fs::path const&, std::string const& hash)> const& is_known)
{
    auto const files = listed_in(folder / plan_files::manifest);
    if (!files) return fmt::format("{} lists no files", plan_files::manifest);
    std::vector<char> is_right(files->size());
    tbb::parallel_for(std::size_t{0}, files->size(), [&](std::size_t i) {
        auto const& [name, facts] = (*files)[i];
        fs::path const file = folder / name;
        std::error_code error;
        is_right[i] = static_cast<std::int64_t>(fs::file_size(file, error)) == facts.bytes && !error &&
                      ((is_known && is_known(file, facts.hash)) || hash_or_none(file) == facts.hash);
    });
    for (std::size_t i = 0; i < files->size(); ++i)
        if (!is_right[i])
            return fmt::format("{} {}", (*files)[i].first,
                               fs::exists(folder / (*files)[i].first) ? "is not what was written" : "is gone");
    return {};
}

}  // namespace laad
