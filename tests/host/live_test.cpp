// SPDX-License-Identifier: Apache-2.0
// A session that follows edits finds, to the bit, what a full run of the edited inputs finds.
#include "host/live/live_run.hpp"
#include "host/run/parts/walk.hpp"
#include "rasters/error.hpp"
#include "tests/host/live_same.hpp"
#include "tests/host/live_town.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laad::live_test {
namespace {

using testing::HasSubstr;

class Live : public LiveTown {};

TEST_F(Live, RandomEditsEqualAFullRun)
{
    std::mt19937 random{20261130};
    LiveRun live = session();
    Edits edits;
    for (int i = 0; i < 200; ++i) {
        edits = edited_at_random(std::move(edits), live, random, any_street(random));
        live.become(edits);
        if (i % 5 == 4) expect_same(live, full_run(edits));
        if (HasFailure()) FAIL() << "after edit " << i;
    }
}

TEST_F(Live, PatchesLeadFromOneStateToTheNext)
{
    std::mt19937 random{7};
    LiveRun live = session();
    Rect const all{{0, 0}, live.inputs().base.grid.shape};
    auto walk_dm = live.walk().walk_dm().read(all);
    Edits edits;
    for (int i = 0; i < 10; ++i) {
        edits = edited_at_random(std::move(edits), live, random, any_street(random));
        for (LayerPatch const& patch : live.become(edits)) {
            if (patch.layer != walk_layer.name) continue;
            auto const cells = walk_dm.view().window(patch.window);
            for (int row = 0; row < cells.shape.rows; ++row)
                std::memcpy(
                    &cells[{row, 0}],
                    patch.cells.data() + sizeof(std::uint16_t) * static_cast<std::size_t>(row * cells.shape.cols),
                    sizeof(std::uint16_t) * static_cast<std::size_t>(cells.shape.cols));
        }
        EXPECT_EQ(walk_dm.cells(), live.walk().walk_dm().read(all).cells()) << i;
    }
}

// The notion of an edit itself: the same stations in the charge register.
TEST_F(Live, EditedInputsAreThoseOfAChangedRegister)
{
    town.tables["assets.csv"] = with_older_bases(town.tables["assets.csv"]);
    LiveRun live = session();
    Edits const edits{{.op = Edit::Op::place, .station = "n1", .at = spot(130, 148), .evse = 2},
                      {.op = Edit::Op::move, .station = "c1", .at = spot(200, 252)},
                      {.op = Edit::Op::remove, .station = "c2"}};
    live.become(edits);
    auto& chargers = town.layer("chargers").features;
    chargers = {TinyRegion::charger(130, 148, "n1", 2, "ON_STREET"),
                TinyRegion::charger(200, 252, "c1", 2, "ON_STREET"),
                TinyRegion::charger(440, 60, "c3", 2, "PARKING_LOT")};
    expect_same(live, full_run({}));
}

TEST_F(Live, ABlockedSpaceIsNotRanked)
{
    LiveRun live = session();
    CandidateId const first = live.findings().plan.placements.front().candidate;
    live.become({{.op = Edit::Op::block, .candidate = live.inputs().base.candidates[first].id}});
    for (Placement const& placement : live.findings().plan.placements)
        EXPECT_NE(placement.candidate, first);
    EXPECT_THAT(live.inputs().base.candidates[first].reasons, testing::Contains("rejected_in_review"));
}

TEST_F(Live, UndoingAllIsTheRunAsItWas)
{
    LiveRun live = session();
    live.become({{.op = Edit::Op::place, .station = "n1", .at = spot(130, 148), .evse = 4},
                 {.op = Edit::Op::remove, .station = "c1"}});
    live.become({});
    expect_same(live, full_run({}));
}

TEST_F(Live, AnEditThatCannotBeMadeChangesNothing)
{
    LiveRun live = session();
    auto const refused = [&](Edit const& edit, char const* why) {
        try {
            live.become({edit});
            ADD_FAILURE() << "was made: " << why;
        } catch (InputError const& error) {
            EXPECT_THAT(error.what(), HasSubstr(why));
        }
    };
    refused({.op = Edit::Op::place, .station = "n1", .candidate = "nowhere", .evse = 2}, "no space \"nowhere\"");
    refused({.op = Edit::Op::place, .station = "n1", .at = spot(130, 148), .evse = 0}, "1 to 100 charge points");
    refused({.op = Edit::Op::place, .station = "n1", .at = spot(9000, 148), .evse = 2}, "outside the region");
    refused({.op = Edit::Op::place, .station = "n1", .at = spot(130, 200), .evse = 2}, "no street or path within 30 m");
    refused({.op = Edit::Op::remove, .station = "c3"}, "no public charge location \"c3\"");
    refused({.op = Edit::Op::move, .station = "c9", .at = spot(130, 148)}, "no public charge location \"c9\"");
    refused({.op = Edit::Op::block, .candidate = ""}, "no space \"\"");
    expect_same(live, full_run({}));
}

// The bundled region: places at spaces all over it, locations of the register moved and removed.
TEST(LiveDelft, EditsEqualAFullRun)
{
    TempFolder const temp;
    Analysis const analysis{parse_scenario(LAAD_SOURCE_DIR "/examples/delft/region.toml"), temp.path()};
    LiveRun live = analysis.session();
    std::mt19937 random{20261130};
    Edits edits;
    for (int i = 0; i < 12; ++i)
        live.become(edits = edited_at_random(std::move(edits), live, random, any_space(live, random).pole));
    expect_same(live, analysis.full_run(edits));
    live.become({});
    expect_same(live, analysis.full_run({}));
}

}  // namespace
}  // namespace laad::live_test
