// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/io/bytes.hpp"
#include "rasters/io/positioned_file.hpp"

#include <cstdint>
#include <cstring>
#include <functional>
#include <string_view>
#include <vector>

namespace laad {

/// A file of records that only grows. Each record carries its checksum, so that after a run that was killed or a disk
/// that failed everything up to the first damage is still good.
class RecordLog {
  public:
    using Bytes = std::span<std::byte const>;

    RecordLog() = default;
    /// Opens the log and hands every whole record to `found`, in the order of writing; what follows the last one is cut
    /// off. A log that does not begin with `header` is begun anew.
    RecordLog(std::filesystem::path const& file, std::string_view header, std::function<void(Bytes)> const& found);

    bool begun_anew() const { return begun_anew_; }
    void append(Bytes record);

  private:
    PositionedFile file_;
    std::int64_t end_{};
    bool begun_anew_{};
};

/// Values one after the other, as they lie in memory.
class RecordWriter {
  public:
    template <class T>
    RecordWriter& operator<<(T const& value)
    {
        append_value(bytes_, value);
        return *this;
    }
    RecordWriter& operator<<(std::string_view text)
    {
        append_value(bytes_, text.size());
        append(bytes_, std::as_bytes(std::span{text}));
        return *this;
    }
    std::span<std::byte const> bytes() const { return bytes_; }

  private:
    std::vector<std::byte> bytes_;
};

/// Reads what RecordWriter wrote; `good` turns false when there is less.
class RecordReader {
  public:
    explicit RecordReader(std::span<std::byte const> bytes) : rest_{bytes} {}

    template <class T>
    RecordReader& operator>>(T& value)
    {
        if (auto const bytes = take(sizeof(T)); good_) std::memcpy(&value, bytes.data(), sizeof(T));
        return *this;
    }
    RecordReader& operator>>(bool& value)  // of the values of a byte two make a bool
    {
        std::uint8_t byte{};
        *this >> byte;
        good_ = good_ && byte <= 1;
        value = byte == 1;
        return *this;
    }
    RecordReader& operator>>(std::string& text)
    {
        std::size_t size{};
        *this >> size;
        if (auto const bytes = take(size); good_) text.assign(reinterpret_cast<char const*>(bytes.data()), size);
        return *this;
    }
    bool good() const { return good_; }

  private:
    std::span<std::byte const> take(std::size_t count)
    {
        good_ = good_ && count <= rest_.size();
        if (!good_) return {};
        auto const taken = rest_.first(count);
        rest_ = rest_.subspan(count);
        return taken;
    }

    std::span<std::byte const> rest_;
    bool good_{true};
};

}  // namespace laad
