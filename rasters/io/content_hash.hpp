// SPDX-License-Identifier: Apache-2.0
// The 128-bit content hash (XXH3) by which results are compared: what is in a layer or table, not how it is stored.
#pragma once

#include "rasters/grid.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace laad {

/// Feeds values in a fixed order and byte order; digest is 32 hexadecimal digits.
class ContentHash {
  public:
    ContentHash();
    ~ContentHash();
    ContentHash(ContentHash const&) = delete;
    ContentHash& operator=(ContentHash const&) = delete;

    void add(std::span<std::byte const> bytes);
    void add(std::string_view text);  ///< length first, so that "ab","c" differs from "a","bc"
    void add(std::int64_t value);
    std::string digest() const;

  private:
    void* state_;
};

/// Hash of a layer: grid, type name, cells row-major.
template <class T>
std::string content_hash(GridSpec const& grid, View<T const> cells);

/// Hash of a file's bytes. Throws InputError when it cannot be read.
std::string file_hash(std::filesystem::path const&);

}  // namespace laad
