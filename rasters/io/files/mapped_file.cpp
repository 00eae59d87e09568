// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/files/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <system_error>

namespace laad {

MappedFile::MappedFile(std::filesystem::path const& file)
{
    std::error_code error;
    auto const size = std::filesystem::file_size(file, error);
    int const descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (!error && size > 0 && descriptor >= 0) {
        void* const bytes = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
        if (bytes != MAP_FAILED) bytes_ = {static_cast<std::byte const*>(bytes), size};
    }
    if (descriptor >= 0) close(descriptor);
}

MappedFile::~MappedFile()
{
    if (!bytes_.empty()) munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
}

}  // namespace laad
