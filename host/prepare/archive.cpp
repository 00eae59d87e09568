// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/archive.hpp"

namespace laad {

namespace {

constexpr std::size_t buffer_bytes = std::size_t{1} << 20;

}  // namespace

ArchiveWriter::ArchiveWriter(std::filesystem::path const& file) : file_{file}, out_{file, std::ios::binary} {}

void ArchiveWriter::bytes(std::span<std::byte const> bytes)
{
    buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
    if (buffer_.size() >= buffer_bytes) flush();
}

void ArchiveWriter::flush()
{
    hash_.add(std::span<std::byte const>{buffer_});
    out_.write(reinterpret_cast<char const*>(buffer_.data()), static_cast<std::streamsize>(buffer_.size()));
    buffer_.clear();
}

void ArchiveWriter::finish()
{
    flush();
    out_ << hash_.digest();
    out_.close();
    if (!out_) throw OutputError{file_.string() + ": cannot be written; is the disk full?"};
}

bool is_whole(std::span<std::byte const> archive)
{
    if (archive.size() < digest_bytes) return false;
    auto const content = archive.first(archive.size() - digest_bytes);
    ContentHash hash;
    hash.add(content);
    std::string const digest = hash.digest();
    return std::memcmp(digest.data(), archive.data() + content.size(), digest_bytes) == 0;
}

}  // namespace laad
