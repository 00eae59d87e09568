// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

namespace laad {

/// The bytes of a file of any size from its first to its last. A gzip file is unpacked, whatever its name, and so are
/// several after each other.
///
/// Errors  InputError: missing, a folder, not readable; a gzip file that is damaged or ends in the middle
/// Cost    a megabyte, or two for gzip
class ByteStream {
  public:
    explicit ByteStream(std::filesystem::path const& file);
    ~ByteStream();
    ByteStream(ByteStream&&) noexcept;
    ByteStream& operator=(ByteStream&&) noexcept;

    /// Fills `to` and gives how many bytes it holds: fewer at the end of the file alone, then none.
    std::size_t read(std::span<char> to);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace laad
