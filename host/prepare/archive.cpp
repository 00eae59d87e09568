// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/archive.hpp"

#include "rasters/error.hpp"

#include <algorithm>

namespace laad {

namespace {

constexpr std::size_t buffer_bytes = std::size_t{1} << 20;
constexpr std::size_t digest_bytes = 32;

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

ArchiveReader::ArchiveReader(std::filesystem::path const& file) : in_{file, std::ios::binary} {}

void ArchiveReader::bytes(std::span<std::byte> bytes)
{
    in_.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    expect(static_cast<bool>(in_), "an archive is read as it was written");
}

bool is_whole(std::filesystem::path const& file)
{
    std::ifstream in{file, std::ios::binary};
    std::error_code error;
    auto const size = std::filesystem::file_size(file, error);
    if (!in || error || size < digest_bytes) return false;
    ContentHash hash;
    std::vector<char> block(buffer_bytes);
    for (auto left = size - digest_bytes; left > 0;) {
        auto const part = std::min<std::uintmax_t>(left, block.size());
        if (!in.read(block.data(), static_cast<std::streamsize>(part))) return false;
        hash.add(std::as_bytes(std::span{block.data(), static_cast<std::size_t>(part)}));
        left -= part;
    }
    std::string digest(digest_bytes, ' ');
    return in.read(digest.data(), digest_bytes) && digest == hash.digest();
}

}  // namespace laad
