// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/files/keyed_store.hpp"

#include <xxhash.h>

#include <algorithm>

namespace laad {
namespace {

// An entry: frame, head, lists. The head is written last, so that an entry that has one is whole.
struct Frame {
    std::uint64_t magic{};
    std::uint64_t head_bytes{};
    std::uint64_t head_check{};  ///< XXH3-64
};
constexpr std::uint64_t magic = 0x3130'7473'6461'616c;  // "laadst01": with the version, entries of others are not seen
constexpr std::int64_t spare_bytes = std::int64_t{1} << 20;

std::uint64_t check_of(std::span<std::byte const> bytes)
{
    return XXH3_64bits(bytes.data(), bytes.size());
}

}  // namespace

KeyedStore::KeyedStore(std::filesystem::path folder) : folder_{std::move(folder)}
{
    for (std::size_t i = 0; std::filesystem::exists(file_of(i)); ++i)
        take_up(shards_.emplace_back(Shard{{file_of(i), file_of(i).string()}, 0, false, {}}));
}

std::optional<KeyedStore::Found> KeyedStore::found_at(Shard& shard, std::int64_t at)
{
    Frame frame;
    std::int64_t const head_at = at + std::int64_t{sizeof frame};
    std::int64_t const size = shard.file.size();
    if (!shard.file.read(at, std::as_writable_bytes(std::span{&frame, 1})) || frame.magic != magic ||
        frame.head_bytes > static_cast<std::uint64_t>(size - head_at))
        return {};
    std::vector<std::byte> bytes(frame.head_bytes);
    Found found;
    if (!shard.file.read(head_at, bytes) || check_of(bytes) != frame.head_check || !from_bytes(bytes, found.head))
        return {};
    std::int64_t const lists = head_at + std::ssize(bytes);
    std::int64_t end = lists;
    for (List const& list : found.head.lists) {
        if (list.bytes > static_cast<std::uint64_t>(size - end)) return {};
        end += static_cast<std::int64_t>(list.bytes);
    }
    found.entry = {&shard, at, found.head.number, found.head.is_gone != 0, false, lists, end};
    return found;
}

/// The entries that another store appended.
void KeyedStore::take_up(Shard& shard)
{
    while (auto const found = found_at(shard, shard.end)) {
        add(found->head.name, found->entry);
        shard.end = found->entry.end;
        number_ = std::max(number_, found->head.number);
    }
}

void KeyedStore::add(std::string const& name, Entry entry)
{
    auto const [place, is_new] = entries_.try_emplace(name, entry);
    if (is_new) return;
    if (place->second.number < entry.number) std::swap(place->second, entry);
    if (entry.shard == own_)
        own_->file.discard(entry.lists, entry.end - entry.lists);
    else
        entry.shard->dead.emplace_back(entry.lists, entry.end - entry.lists);
}

/// One that no other store appends to: what was cut off at its end goes, and the space of what is dead when that is
/// more than the rest.
KeyedStore::Shard& KeyedStore::own_shard()
{
    if (own_ && !own_->is_given_up) return *own_;
    own_ = nullptr;
    for (std::size_t i = 0; !own_; ++i) {
        if (i == shards_.size()) shards_.emplace_back(Shard{{file_of(i), file_of(i).string()}, 0, false, {}});
        if (!shards_[i].is_given_up && shards_[i].file.lock()) own_ = &shards_[i];
    }
    take_up(*own_);
    own_->file.resize(own_->end);
    std::int64_t live = own_->end;
    for (auto const& [first, bytes] : own_->dead)
        live -= bytes;
    if (own_->file.bytes_on_disk() > 2 * live + spare_bytes)
        for (auto const& [first, bytes] : own_->dead)
            own_->file.discard(first, bytes);
    return *own_;
}

std::optional<KeyedStore::Found> KeyedStore::find(std::string_view name) const
{
    Entry entry;
    {
        std::lock_guard const lock{mutex_};
        auto const place = entries_.find(name);
        if (place == entries_.end() || place->second.is_gone) return {};
        entry = place->second;
    }
    auto found = found_at(*entry.shard, entry.at);
    if (found) found->entry.is_checked = entry.is_checked;
    return found;
}

KeyedStore::Place KeyedStore::place(Found const& found, std::size_t list)
{
    auto const& lists = found.head.lists;
    Place place{&found.entry.shard->file, found.entry.lists, static_cast<std::int64_t>(lists[list].bytes),
                lists[list].check};
    for (std::size_t i = 0; i < list; ++i)
        place.at += static_cast<std::int64_t>(lists[i].bytes);
    return place;
}

std::vector<KeyedStore::Place> KeyedStore::places(std::string_view name) const
{
    std::vector<Place> all;
    if (auto const found = find(name))
        for (std::size_t i = 0; i < found->head.lists.size(); ++i)
            all.push_back(place(*found, i));
    return all;
}

bool KeyedStore::read(Place const& place, std::span<std::byte> to)
{
    return place.file->read(place.at, to) && check_of(to) == place.check;
}

bool KeyedStore::has(std::string_view name, std::string_view key) const
{
    auto const found = find(name);
    if (!found || found->head.key != key) return false;
    if (trusted_ || found->entry.is_checked) return true;
    std::vector<std::byte> bytes;
    for (std::size_t i = 0; i < found->head.lists.size(); ++i)
        if (!get(*found, i, bytes)) return false;
    std::lock_guard const lock{mutex_};
    if (auto const place = entries_.find(name); place->second.number == found->entry.number)
        place->second.is_checked = true;
    return true;
}

std::string KeyedStore::key_of(std::string_view name) const
{
    auto const found = find(name);
    return found ? found->head.key : std::string{};
}

std::vector<std::string> KeyedStore::names(std::string_view begin) const
{
    std::lock_guard const lock{mutex_};
    std::vector<std::string> all;
    for (auto place = entries_.lower_bound(begin); place != entries_.end() && place->first.starts_with(begin); ++place)
        if (!place->second.is_gone) all.push_back(place->first);
    return all;
}

void KeyedStore::put(std::string_view name, std::string_view key, std::span<Bytes const> lists)
{
    Head head{0, 0, std::string{name}, std::string{key}, {}};
    for (Bytes const list : lists)
        head.lists.push_back({list.size(), check_of(list)});
    append(std::move(head), lists);
}

void KeyedStore::forget(std::string_view name)
{
    append({0, 1, std::string{name}, {}, {}}, {});
}

void KeyedStore::append(Head head, std::span<Bytes const> lists)
{
    std::vector<std::byte> begin;
    Entry entry;
    entry.is_gone = head.is_gone != 0;
    entry.is_checked = true;
    {
        std::lock_guard const lock{mutex_};
        entry.shard = &own_shard();
        head.number = entry.number = ++number_;
        auto const bytes = to_bytes(head);
        append_value(begin, Frame{magic, bytes.size(), check_of(bytes)});
        laad::append(begin, bytes);
        entry.at = entry.shard->end;
        entry.lists = entry.end = entry.at + std::ssize(begin);
        for (Bytes const list : lists)
            entry.end += std::ssize(list);
        entry.shard->end = entry.end;
    }
    try {
        std::int64_t at = entry.lists;
        for (Bytes const list : lists) {
            entry.shard->file.write(at, list);
            at += std::ssize(list);
        }
        entry.shard->file.write(entry.at, begin);
    } catch (...) {
        std::lock_guard const lock{mutex_};
        entry.shard->is_given_up = true;
        throw;
    }
    std::lock_guard const lock{mutex_};
    add(head.name, entry);
}

}  // namespace laad
