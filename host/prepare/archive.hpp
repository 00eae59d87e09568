// SPDX-License-Identifier: Apache-2.0
// Values in a binary file: one function `fields(archive, value)` for each struct serves both directions.
#pragma once

#include "rasters/error.hpp"
#include "rasters/io/content_hash.hpp"
#include "rasters/io/mapped_file.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace laad {

inline constexpr std::size_t digest_bytes = 32;  ///< at the end of a file

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

/// Reads what a writer wrote, from the bytes of a file that `is_whole`. A checksum shows an accident, not whether the
/// numbers make sense: whoever uses one as an index checks it.
class ArchiveReader {
  public:
    explicit ArchiveReader(std::span<std::byte const> archive) : rest_{archive.first(archive.size() - digest_bytes)} {}

    template <class... T>
    void operator()(T&... values)
    {
        (get(values), ...);
    }
    /// Whether all that was read was there; else the values that lack are zero and lists end early.
    bool good() const { return good_; }
    /// Whether that was all there is.
    bool is_done() const { return good_ && rest_.empty(); }

  private:
    template <Plain T>
    void get(T& value)
    {
        bytes(&value, sizeof value);
    }
    void get(bool& value)  // of the values of a byte two make a bool
    {
        std::uint8_t byte{};
        get(byte);
        good_ = good_ && byte <= 1;
        value = byte == 1;
    }
    void get(std::string& text)
    {
        text.resize(size());
        bytes(text.data(), text.size());
    }
    template <class T>
    void get(std::vector<T>& values)
    {
        values.clear();
        std::size_t const count = size();
        if constexpr (Plain<T> && !std::is_same_v<T, bool>) {
            good_ = good_ && count <= rest_.size() / sizeof(T);
            values.resize(good_ ? count : 0);
            bytes(values.data(), values.size() * sizeof(T));
        } else {
            for (std::size_t i = 0; i < count && good_; ++i)
                get(values.emplace_back());
        }
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
        good_ = good_ && n <= rest_.size();  // nothing takes less than a byte
        return good_ ? n : 0;
    }
    void bytes(void* to, std::size_t count)
    {
        good_ = good_ && count <= rest_.size();
        if (!good_ || count == 0) return;
        std::memcpy(to, rest_.data(), count);
        rest_ = rest_.subspan(count);
    }

    std::span<std::byte const> rest_;
    bool good_{true};
};

/// Whether the bytes of an archive end with the checksum of what is before it.
bool is_whole(std::span<std::byte const> archive);

}  // namespace laad
