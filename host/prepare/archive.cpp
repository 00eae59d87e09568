// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/archive.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

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

MappedFile::MappedFile(std::filesystem::path const& file)
{
    std::error_code error;
    auto const size = std::filesystem::file_size(file, error);
    int const descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (!error && size > 0 && descriptor >= 0) {
        void* const bytes = mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, descriptor, 0);
        if (bytes != MAP_FAILED) bytes_ = {static_cast<std::byte const*>(bytes), size};
    }
    if (descriptor >= 0) close(descriptor);
}

MappedFile::~MappedFile()
{
    if (!bytes_.empty()) munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
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
