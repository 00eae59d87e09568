// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/files/unfinished_file.hpp"

#include "rasters/error.hpp"

#include <fstream>
#include <string>
#include <system_error>
#include <vector>

namespace laad {

UnfinishedFile::UnfinishedFile(std::filesystem::path file)
    : file_{std::move(file)}, unfinished_{file_.string() + ".laadraster-unfinished"}
{
    remove_all();  // of a run that was killed
}

UnfinishedFile::~UnfinishedFile()
{
    remove_all();
}

void UnfinishedFile::publish()
{
    std::error_code problem;
    std::filesystem::rename(unfinished_, file_, problem);
    if (problem) throw OutputError{file_.string() + ": cannot be written (" + problem.message() + "); is it in use?"};
}

void UnfinishedFile::remove_all() const noexcept
{
    std::error_code ignored;
    std::string const begin = unfinished_.filename().string();
    auto const folder = unfinished_.has_parent_path() ? unfinished_.parent_path() : std::filesystem::path{"."};
    std::vector<std::filesystem::path> leftovers;
    for (auto entry = std::filesystem::directory_iterator{folder, ignored}; entry != end(entry);
         entry.increment(ignored)) {
        if (ignored) break;
        if (entry->path().filename().string().starts_with(begin)) leftovers.push_back(entry->path());
    }
    for (auto const& leftover : leftovers)
        std::filesystem::remove(leftover, ignored);
}

void write_whole_file(std::filesystem::path const& file, std::span<std::byte const> content)
{
    UnfinishedFile unfinished{file};
    std::ofstream stream{unfinished.path(), std::ios::binary};
    stream.write(reinterpret_cast<char const*>(content.data()), static_cast<std::streamsize>(content.size()));
    stream.close();
    if (!stream) throw OutputError{file.string() + ": cannot be written; is the disk full, and may you write there?"};
    unfinished.publish();
}

void write_whole_file(std::filesystem::path const& file, std::string_view content)
{
    write_whole_file(file, std::as_bytes(std::span{content}));
}

}  // namespace laad
