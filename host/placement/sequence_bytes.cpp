// SPDX-License-Identifier: Apache-2.0
#include "host/placement/greedy.hpp"
#include "rasters/io/files/archive.hpp"

#include <algorithm>

namespace laad {

auto fields(Is<Choice> auto& v)
{
    return std::tie(v.candidate, v.value.gain_wh, v.value.worth, v.value.reach, v.waits, v.fills_square, v.fills_area,
                    v.aim, v.serves);
}
auto fields(Is<Sequence> auto& v)
{
    return std::tie(v.evaluations, v.choices);
}

namespace {

/// The number of an id within a sorted list, as an id.
template <class Id>
Id place_in(std::vector<Id> const& sorted, Id id)
{
    return Id{std::lower_bound(sorted.begin(), sorted.end(), id) - sorted.begin()};
}

/// The value at a place that was read; false when there is none.
template <class Id>
bool replace_by_value(std::vector<Id> const& sorted, Id& place)
{
    if (!place || place.index() >= sorted.size()) return false;
    place = sorted[place.index()];
    return true;
}

}  // namespace

std::vector<std::byte> to_bytes(Sequence const& sequence, Component const& component, std::vector<NodeId> const& nodes)
{
    Sequence places = sequence;
    for (Choice& choice : places.choices) {
        choice.candidate = place_in(component.candidates, choice.candidate);
        for (ServedNode& served : choice.serves)
            served.node = place_in(nodes, served.node);
    }
    return to_bytes(places);
}

std::optional<Sequence> sequence_from(std::span<std::byte const> bytes, Component const& component,
                                      std::vector<NodeId> const& nodes)
{
    Sequence sequence;
    if (!from_bytes(bytes, sequence)) return {};
    for (Choice& choice : sequence.choices) {
        if (!replace_by_value(component.candidates, choice.candidate) || choice.aim > Aim::demand) return {};
        for (ServedNode& served : choice.serves)
            if (!replace_by_value(nodes, served.node)) return {};
    }
    return sequence;
}

}  // namespace laad
