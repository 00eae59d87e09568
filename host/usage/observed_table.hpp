// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/usage/observations.hpp"
#include "host/usage/use_table.hpp"

#include <tbb/enumerable_thread_specific.h>

#include <vector>

namespace laad {

/// Reads a table with an observation a row: `fill(cells, observation)` says what a row tells, on several threads, and gives
/// what it tells of its place.
template <class Fill>
UseTally read_observed(UseTable const& table, SessionReading const& reading, std::int64_t lasts_s, Fill const& fill)
{
    tbb::enumerable_thread_specific<TwinLocations> seen;
    table.each(
        [&](Cells cells) {
            Observation one;
            fill(cells, one);
            seen.local().see(one);
        },
        [] {});
    TwinLocations twins;
    for (TwinLocations const& part : seen)
        twins += part;

    struct Part {
        std::vector<Observation> observations;
        UseTally tally;
    };
    UseTally all;
    Observer observer{reading, twins, lasts_s};
    table.each_in_order<Part>(
        [&](Cells cells, Part& part) {
            Observation one;
            PlaceTold const told = fill(cells, one);
            if (!set_aside_unplaced(one, told, cells.line, reading.now_s, part.tally)) part.observations.push_back(one);
        },
        [](Part& part) {
            part.tally.row();
            part.tally.set_aside(UseRemark::other_length);
        },
        [&](Part& part) {
            all += part.tally;
            for (Observation const& one : part.observations)
                observer.take(one, all);
        });
    return all;
}

}  // namespace laad
