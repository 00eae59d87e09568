// SPDX-License-Identifier: Apache-2.0
#include "host/run/parts/tile_digests.hpp"

#include <algorithm>
#include <map>

namespace laad {
namespace {

std::map<std::string_view, std::string_view> digests_in(std::string_view key)
{
    std::map<std::string_view, std::string_view> digests;
    while (!key.empty()) {
        auto const one = key.substr(0, key.find(';'));
        key.remove_prefix(std::min(key.size(), one.size() + 1));
        auto const middle = one.find('=');
        if (middle != one.npos) digests[one.substr(0, middle)] = one.substr(middle + 1);
    }
    return digests;
}

template <class Feed>
std::string once(std::vector<std::pair<Rect, std::string>>& known, Rect window, Feed feed)
{
    for (auto const& [of, digest] : known)
        if (of == window) return digest;
    return known.emplace_back(window, digest_of(feed)).second;
}

}  // namespace

std::string key_of(std::initializer_list<std::pair<std::string_view, std::string>> inputs)
{
    std::string key;
    for (auto const& [name, digest] : inputs) {
        if (!key.empty()) key += ';';
        key += name;
        key += '=';
        key += digest;
    }
    return key;
}

std::vector<std::string> changed_inputs(std::string_view before, std::string_view now)
{
    if (before.empty()) return {"new"};
    auto const old = digests_in(before);
    std::vector<std::string> changed;
    for (auto const& [name, digest] : digests_in(now))
        if (auto const found = old.find(name); found == old.end() || found->second != digest)
            changed.emplace_back(name);
    return changed;
}

std::string digest_of(std::function<void(ContentHash&)> const& feed)
{
    ContentHash hash;
    feed(hash);
    return hash.digest();
}

void add_to(ContentHash& hash, Cell cell)
{
    hash.add(std::int64_t{cell.row});
    hash.add(std::int64_t{cell.col});
}

void add_to(ContentHash& hash, Access const& entry)
{
    add_to(hash, entry.cell);
    hash.add(std::int64_t{entry.walk_cm});
}

std::string digest_of_numbers(std::initializer_list<std::int64_t> values)
{
    return digest_of([&](ContentHash& hash) {
        for (std::int64_t const value : values)
            hash.add(value);
    });
}

std::string TileDigests::ground_within(Rect window)
{
    return once(ground_, window, [&](ContentHash& hash) {
        hash.add(base_.surface.content_hash_of_tiles(window));
        hash.add(base_.walls.content_hash_of_tiles(window));
        for (Link const& link : base_.links) {
            if (!window.contains(link.a) || !window.contains(link.b)) continue;
            add_to(hash, link.a);
            add_to(hash, link.b);
            hash.add(std::int64_t{link.cost_cm});
        }
    });
}

std::string TileDigests::places_within(Rect window)
{
    return once(places_, window, [&](ContentHash& hash) {
        for (NodeId const node : base_.nodes_in(window)) {
            DemandNode const& place = base_.nodes[node];
            add_to(hash, place.cell);
            hash.add(std::int64_t{place.access_cm});
        }
    });
}

std::string TileDigests::nodes_in(Rect window, NodeWh const& wh) const
{
    std::vector<std::int64_t> values;
    for (NodeId const node : base_.nodes_in(window)) {
        Cell const cell = base_.nodes[node].cell;
        values.insert(values.end(), {cell.row, cell.col, wh[node]});
    }
    return digest_of([&](ContentHash& hash) { hash.add(std::as_bytes(std::span{values})); });
}

std::string TileDigests::outside() const
{
    return digest_of([&](ContentHash& hash) {
        hash.add(base_.surface.content_hash_of_tiles(core_));
        hash.add(base_.area.content_hash_of_tiles(core_));
        hash.add(base_.neighbourhood.content_hash_of_tiles(core_));
    });
}

bool TileDigests::is_outside() const
{
    return base_.surface.is_empty_in_tiles(core_) && base_.area.is_empty_in_tiles(core_) &&
           base_.neighbourhood.is_empty_in_tiles(core_);
}

}  // namespace laad
