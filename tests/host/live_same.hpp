// SPDX-License-Identifier: Apache-2.0
// What a session found held against what a full run of the same inputs found.
#pragma once

#include "host/live/live_run.hpp"
#include "host/report/tables.hpp"
#include "host/run/parts/gain.hpp"
#include "host/run/parts/headroom.hpp"
#include "host/run/parts/walk.hpp"

#include <gtest/gtest.h>

namespace laad {

template <class T>
void expect_same_cells(LiveLayer<T> const& live, BlockLayer<T> const& full)
{
    Rect const all{{0, 0}, full.shape()};
    EXPECT_EQ(live.read(all).cells(), full.read(all).cells()) << full.name();
}

inline void expect_same(LiveRun& live, Run const& full)
{
    expect_same_cells(live.walk().walk_dm(), full.layers[walk_layer]);
    expect_same_cells(live.walk().nearest(), full.layers[walk_site_layer]);
    expect_same_cells(live.walk().evse(), full.layers[evse_within_layer]);
    expect_same_cells(live.gain_kwh(), full.layers[gain_layer]);
    if (LiveHeadroom const* const grid = live.grid()) {
        expect_same_cells(grid->headroom_w(), full.layers[headroom_layer]);
        expect_same_cells(grid->points(), full.layers[connectable_points_layer]);
        expect_same_cells(grid->binding_asset(), full.layers[binding_asset_layer]);
        expect_same_cells(grid->binding_quarter(), full.layers[binding_quarter_layer]);
        expect_same_cells(grid->basis(), full.layers[basis_layer]);
    }
    Run const& run = live.complete();
    EXPECT_EQ(run.findings.unmet_wh, full.findings.unmet_wh);
    EXPECT_EQ(run.findings.walk_at_dwelling, full.findings.walk_at_dwelling);
    EXPECT_EQ(table_hashes(tables(run.inputs, run.findings)), table_hashes(tables(full.inputs, full.findings)));
}

}  // namespace laad
