// SPDX-License-Identifier: Apache-2.0
#include "host/run/tile_records.hpp"

#include "rasters/error.hpp"
#include "rasters/io/content_hash.hpp"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <map>
#include <mutex>
#include <span>

namespace laad {
namespace {

constexpr char magic[] = "laadraster tile records 1\n";
constexpr std::size_t digest_size = 32;

using Bytes = std::vector<char>;

template <class T>
void put(Bytes& to, std::vector<T> const& values)
{
    static_assert(std::is_trivially_copyable_v<T>);
    auto const count = static_cast<std::uint64_t>(values.size());
    std::size_t const at = to.size();
    to.resize(at + sizeof count + values.size() * sizeof(T));
    std::memcpy(to.data() + at, &count, sizeof count);
    if (!values.empty()) std::memcpy(to.data() + at + sizeof count, values.data(), values.size() * sizeof(T));
}

/// Takes values off the front of bytes that a checksum has vouched for.
class Taker {
  public:
    explicit Taker(Bytes const& bytes) : rest_{bytes} {}

    template <class T>
    void operator()(std::vector<T>& values)
    {
        std::uint64_t count = 0;
        std::memcpy(&count, rest_.data(), sizeof count);
        values.resize(static_cast<std::size_t>(count));
        std::size_t const size = values.size() * sizeof(T);
        if (size > 0) std::memcpy(values.data(), rest_.data() + sizeof count, size);
        rest_ = rest_.subspan(sizeof count + size);
    }

  private:
    std::span<char const> rest_;
};

Bytes packed(TileFindings const& found)
{
    Bytes bytes;
    for (TileReach const* reach : {&found.stations, &found.candidates}) {
        put(bytes, reach->origins);
        put(bytes, reach->lists.first);
        put(bytes, reach->lists.entries);
    }
    put(bytes, found.walk_at_dwelling);
    return bytes;
}

TileFindings unpacked(Bytes const& bytes)
{
    TileFindings found;
    Taker take{bytes};
    for (TileReach* reach : {&found.stations, &found.candidates}) {
        take(reach->origins);
        take(reach->lists.first);
        take(reach->lists.entries);
    }
    take(found.walk_at_dwelling);
    return found;
}

std::string digest_of(std::uint64_t tile, Bytes const& bytes)
{
    ContentHash hash;
    hash.add(static_cast<std::int64_t>(tile));
    hash.add(std::as_bytes(std::span{bytes}));
    return hash.digest();
}

struct Head {
    std::uint64_t tile{};
    std::uint64_t size{};
    char digest[digest_size]{};
};

}  // namespace

struct TileRecords::Impl {
    std::filesystem::path file;
    mutable std::fstream stream;
    std::uint64_t end{};                          ///< of the last whole record
    std::map<std::size_t, std::uint64_t> places;  ///< of the heads
    mutable std::mutex mutex;

    [[noreturn]] void fail() const
    {
        throw OutputError{file.string() + ": cannot be written; is the disk full, and may you write there?"};
    }

    /// The payload at a head, or nothing when it is not whole.
    bool read(std::uint64_t place, Head& head, Bytes& bytes) const
    {
        stream.clear();
        stream.seekg(static_cast<std::streamoff>(place));
        if (!stream.read(reinterpret_cast<char*>(&head), sizeof head)) return false;
        if (head.size > std::filesystem::file_size(file)) return false;
        bytes.resize(static_cast<std::size_t>(head.size));
        if (!stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) return false;
        return std::equal(std::begin(head.digest), std::end(head.digest), digest_of(head.tile, bytes).data());
    }
};

TileRecords::TileRecords(std::filesystem::path file, std::string const& key) : impl_{std::make_unique<Impl>()}
{
    Impl& impl = *impl_;
    impl.file = std::move(file);
    std::string const header = magic + key + "\n";
    std::string found(header.size(), '\0');
    impl.stream.open(impl.file, std::ios::in | std::ios::out | std::ios::binary);
    if (!impl.stream.is_open() || !impl.stream.read(found.data(), static_cast<std::streamsize>(found.size())) ||
        found != header) {
        impl.stream.close();
        impl.stream.open(impl.file, std::ios::in | std::ios::out | std::ios::binary | std::ios::trunc);
        impl.stream.write(header.data(), static_cast<std::streamsize>(header.size())).flush();
        if (!impl.stream) impl.fail();
    }
    impl.end = header.size();
    Head head;
    Bytes bytes;
    while (impl.read(impl.end, head, bytes)) {
        impl.places[static_cast<std::size_t>(head.tile)] = impl.end;
        impl.end += sizeof head + head.size;
    }
}

TileRecords::~TileRecords() = default;

bool TileRecords::has(std::size_t tile) const
{
    std::scoped_lock const lock{impl_->mutex};
    return impl_->places.contains(tile);
}

void TileRecords::add(std::size_t tile, TileFindings const& found)
{
    Bytes const bytes = packed(found);
    Head head{tile, bytes.size(), {}};
    std::string const digest = digest_of(head.tile, bytes);
    std::copy(digest.begin(), digest.end(), head.digest);

    std::scoped_lock const lock{impl_->mutex};
    auto& stream = impl_->stream;
    stream.clear();
    stream.seekp(static_cast<std::streamoff>(impl_->end));
    stream.write(reinterpret_cast<char const*>(&head), sizeof head);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!stream.flush()) impl_->fail();
    impl_->places[tile] = impl_->end;
    impl_->end += sizeof head + bytes.size();
}

void TileRecords::each(std::function<void(std::size_t, TileFindings const&)> const& visit) const
{
    Head head;
    Bytes bytes;
    for (auto const& [tile, place] : impl_->places) {
        if (!impl_->read(place, head, bytes))
            throw OutputError{impl_->file.string() + ": is damaged; remove it and run again"};
        visit(tile, unpacked(bytes));
    }
}

}  // namespace laad
