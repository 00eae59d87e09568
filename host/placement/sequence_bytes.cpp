// SPDX-License-Identifier: Apache-2.0
#include "host/placement/greedy.hpp"
#include "rasters/io/record_log.hpp"

#include <algorithm>

namespace laad {
namespace {

std::int32_t place_in(std::vector<std::int32_t> const& sorted, std::int32_t value)
{
    return static_cast<std::int32_t>(std::lower_bound(sorted.begin(), sorted.end(), value) - sorted.begin());
}

/// The value at a place that was read; false when there is none.
bool replace_by_value(std::vector<std::int32_t> const& sorted, std::int32_t& place)
{
    if (place < 0 || place >= std::ssize(sorted)) return false;
    place = sorted[static_cast<std::size_t>(place)];
    return true;
}

}  // namespace

std::vector<std::byte> to_bytes(Sequence const& sequence, Component const& component,
                                std::vector<std::int32_t> const& nodes)
{
    RecordWriter out;
    out << sequence.evaluations << std::ssize(sequence.choices);
    for (Choice const& choice : sequence.choices) {
        out << place_in(component.candidates, choice.candidate) << choice.value.gain_wh << choice.value.worth
            << choice.value.reach << choice.waits << choice.fills_square << std::ssize(choice.serves);
        for (ServedNode const& served : choice.serves)
            out << place_in(nodes, served.node) << served.walk_cm << served.served_wh;
    }
    return {out.bytes().begin(), out.bytes().end()};
}

std::optional<Sequence> sequence_from(std::span<std::byte const> bytes, Component const& component,
                                      std::vector<std::int32_t> const& nodes)
{
    RecordReader in{bytes};
    Sequence sequence;
    std::ptrdiff_t choices{};
    in >> sequence.evaluations >> choices;
    for (std::ptrdiff_t i = 0; in.good() && i < choices; ++i) {
        Choice& choice = sequence.choices.emplace_back();
        std::ptrdiff_t serves{};
        in >> choice.candidate >> choice.value.gain_wh >> choice.value.worth >> choice.value.reach >> choice.waits >>
            choice.fills_square >> serves;
        if (!in.good() || !replace_by_value(component.candidates, choice.candidate)) return {};
        for (std::ptrdiff_t n = 0; in.good() && n < serves; ++n) {
            ServedNode& served = choice.serves.emplace_back();
            in >> served.node >> served.walk_cm >> served.served_wh;
            if (!in.good() || !replace_by_value(nodes, served.node)) return {};
        }
    }
    if (!in.good()) return {};
    return sequence;
}

}  // namespace laad
