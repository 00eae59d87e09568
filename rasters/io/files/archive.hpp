// SPDX-License-Identifier: Apache-2.0
// Values as bytes, one after the other, and back.
#pragma once

#include "rasters/ids.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

namespace laad {

/// Not vector::insert: at -O3 g++ 12 wrongly says that it overflows.
inline void append(std::vector<std::byte>& to, std::span<std::byte const> bytes)
{
    std::size_t const before = to.size();
    to.resize(before + bytes.size());
    if (!bytes.empty()) std::memcpy(to.data() + before, bytes.data(), bytes.size());
}

/// The value as it lies in memory.
template <class Value>
requires std::is_trivially_copyable_v<Value>
void append_value(std::vector<std::byte>& to, Value const& value)
{
    append(to, std::as_bytes(std::span{&value, 1}));
}

/// A value or a constant of type T. A struct says once, for both directions, what of it is written:
///     auto fields(Is<Charger> auto& v) { return std::tie(v.id, v.at); }
template <class X, class T>
concept Is = std::same_as<std::remove_const_t<X>, T>;

/// Is written as it lies in memory: numbers, and structs of them without gaps. (One with a bool needs `fields`.)
template <class T>
concept Plain = std::is_arithmetic_v<T> ||
    (std::is_trivially_copyable_v<T>&& std::has_unique_object_representations_v<T>);

class ArchiveWriter {
  public:
    template <class T>
    void put(T const& value)
    {
        if constexpr (requires { fields(value); })
            std::apply([&](auto const&... each) { (put(each), ...); }, fields(value));
        else {
            static_assert(Plain<T>, "a struct with gaps needs `fields`");
            append_value(bytes, value);
        }
    }
    template <class T>
    void put(std::vector<T> const& values)
    {
        put(values.size());
        if constexpr (Plain<T>)
            append(bytes, std::as_bytes(std::span{values}));
        else
            for (T const& value : values)
                put(value);
    }
    template <class Id, class T>
    void put(Indexed<Id, T> const& values)
    {
        put(static_cast<std::vector<T> const&>(values));
    }
    void put(std::string const& text)
    {
        put(text.size());
        append(bytes, std::as_bytes(std::span{text}));
    }
    template <class T>
    void put(std::optional<T> const& value)
    {
        put(value.has_value());
        if (value) put(*value);
    }

    std::vector<std::byte> bytes;
};

/// Reads what a writer wrote. Where less is there than was asked for, it stays zero and lists end early.
class ArchiveReader {
  public:
    explicit ArchiveReader(std::span<std::byte const> bytes) : rest_{bytes} {}

    template <class T>
    void get(T& value)
    {
        if constexpr (requires { fields(value); })
            std::apply([&](auto&... each) { (get(each), ...); }, fields(value));
        else
            take(std::span{&value, 1});
    }
    void get(bool& value)  // of the values of a byte two make a bool
    {
        std::uint8_t byte{};
        get(byte);
        good_ = good_ && byte <= 1;
        value = byte == 1;
    }
    template <class T>
    void get(std::vector<T>& values)
    {
        values.clear();
        if constexpr (Plain<T>) {
            values.resize(size(sizeof(T)));
            take(std::span{values});
        } else {
            for (std::size_t left = size(1); left > 0 && good_; --left)
                get(values.emplace_back());
        }
    }
    template <class Id, class T>
    void get(Indexed<Id, T>& values)
    {
        get(static_cast<std::vector<T>&>(values));
    }
    void get(std::string& text)
    {
        text.resize(size(1));
        take(std::span{text});
    }
    template <class T>
    void get(std::optional<T>& value)
    {
        bool has{};
        get(has);
        value.reset();
        if (has) get(value.emplace());
    }
    /// Whether all that was read was there, and that was all.
    bool is_done() const { return good_ && rest_.empty(); }

  private:
    /// How many things follow, of at least so many bytes.
    std::size_t size(std::size_t bytes_each)
    {
        std::size_t count{};
        get(count);
        good_ = good_ && count <= rest_.size() / bytes_each;
        return good_ ? count : 0;
    }
    template <class T>
    void take(std::span<T> to)
    {
        static_assert(Plain<T>);
        good_ = good_ && to.size_bytes() <= rest_.size();
        if (!good_ || to.empty()) return;
        std::memcpy(to.data(), rest_.data(), to.size_bytes());
        rest_ = rest_.subspan(to.size_bytes());
    }

    std::span<std::byte const> rest_;
    bool good_{true};
};

template <class... T>
std::vector<std::byte> to_bytes(T const&... values)
{
    ArchiveWriter archive;
    (archive.put(values), ...);
    return std::move(archive.bytes);
}

/// Whether the bytes are those of such values. What follows from one that is used as an index is for the caller to
/// check: a checksum shows an accident, not whether the numbers make sense.
template <class... T>
bool from_bytes(std::span<std::byte const> bytes, T&... values)
{
    ArchiveReader archive{bytes};
    (archive.get(values), ...);
    return archive.is_done();
}

}  // namespace laad
