// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/file_hashes.hpp"

#include "rasters/io/content_hash.hpp"
#include "rasters/io/unfinished_file.hpp"

#include <chrono>
#include <fstream>
#include <sstream>

namespace laad {

namespace fs = std::filesystem;

FileHashes::FileHashes(fs::path book) : book_{std::move(book)}
{
    std::ifstream stream{book_};
    for (std::string line; std::getline(stream, line);) {
        std::istringstream words{line};
        Entry entry;
        std::string file;
        if (words >> entry.hash >> entry.bytes >> entry.written && words.get() == ' ' && std::getline(words, file))
            entries_[file] = entry;
    }
}

std::string FileHashes::of(fs::path const& file)
{
    std::string const name = fs::absolute(file).lexically_normal().string();
    std::error_code error;
    auto const bytes = fs::file_size(file, error);
    auto const time = fs::last_write_time(file, error);
    std::int64_t const written = time.time_since_epoch().count();
    if (auto const found = entries_.find(name);
        !error && found != entries_.end() && found->second.bytes == bytes && found->second.written == written)
        return found->second.hash;
    std::string const hash = file_hash(file);
    // What was written a moment ago may be written again within a tick of the clock.
    bool const is_settled = fs::file_time_type::clock::now() - time > std::chrono::seconds{2};
    bool const fits_a_line = name.find('\n') == std::string::npos;
    if (!error && is_settled && fits_a_line) entries_[name] = {hash, bytes, written};
    return hash;
}

void FileHashes::save() const
{
    if (book_.empty()) return;
    std::ostringstream lines;
    for (auto const& [file, entry] : entries_)
        lines << entry.hash << ' ' << entry.bytes << ' ' << entry.written << ' ' << file << '\n';
    write_whole_file(book_, lines.str());
}

}  // namespace laad
