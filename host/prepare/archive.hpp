// SPDX-License-Identifier: Apache-2.0
// Values in a binary file: one function `fields(archive, value)` for each struct serves both directions.
#pragma once

#include "rasters/error.hpp"
#include "rasters/io/content_hash.hpp"
#include "rasters/io/mapped_file.hpp"

#include <concepts>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace laad {

/// A value or a constant of type T.
template <class X, class T>
concept Is = std::same_as<std::remove_const_t<X>, T>;

template <class T>
concept Plain = std::is_arithmetic_v<T> || std::is_enum_v<T>;

/// Writes values; `finish` closes the file with a checksum.
class ArchiveWriter {
  public:
    explicit ArchiveWriter(std::filesystem::path const& file);

    template <class... T>
    void operator()(T const&... values)
    {
        (put(values), ...);
    }
    /// Throws OutputError when the file could not be written.
    void finish();

  private:
    template <Plain T>
    void put(T const& value)
    {
        bytes(std::as_bytes(std::span{&value, 1}));
    }
    void put(std::string const& text)
    {
        put(text.size());
        bytes(std::as_bytes(std::span{text}));
    }
    template <class T>
    void put(std::vector<T> const& values)
    {
        put(values.size());
        for (auto const& value : values)
            put(value);
    }
    template <class T>
    void put(std::optional<T> const& value)
    {
        put(value.has_value());
        if (value) put(*value);
    }
    template <class T>
    void put(T const& value)
    {
        fields(*this, value);
    }

    void bytes(std::span<std::byte const>);
    void flush();

    std::filesystem::path file_;
    std::ofstream out_;
    ContentHash hash_;
    std::vector<std::byte> buffer_;
};

/// Reads what a writer wrote, from the bytes of a file that `is_whole`.
class ArchiveReader {
  public:
    explicit ArchiveReader(std::span<std::byte const> bytes) : rest_{bytes} {}

    template <class... T>
    void operator()(T&... values)
    {
        (get(values), ...);
    }

  private:
    template <Plain T>
    void get(T& value)
    {
        bytes(&value, sizeof value);
    }
    void get(std::string& text)
    {
        text.resize(size());
        bytes(text.data(), text.size());
    }
    template <class T>
    void get(std::vector<T>& values)
    {
        values.resize(size());
        for (auto& value : values)
            get(value);
    }
    template <class T>
    void get(std::optional<T>& value)
    {
        bool has{};
        get(has);
        value.reset();
        if (has) get(value.emplace());
    }
    template <class T>
    void get(T& value)
    {
        fields(*this, value);
    }

    std::size_t size()
    {
        std::size_t n{};
        get(n);
        return n;
    }
    void bytes(void* to, std::size_t count)
    {
        expect(count <= rest_.size(), "an archive is read as it was written");
        if (count > 0) std::memcpy(to, rest_.data(), count);
        rest_ = rest_.subspan(count);
    }

    std::span<std::byte const> rest_;
};

/// Whether the bytes of an archive end with the checksum of what is before it.
bool is_whole(std::span<std::byte const> archive);

}  // namespace laad
