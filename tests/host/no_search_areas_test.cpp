// SPDX-License-Identifier: Apache-2.0
// What is said where there is no search area.
#include "host/report/sections.hpp"
#include "host/run/pressed_cells.hpp"
#include "tests/host/layer_of.hpp"
#include "tests/host/made_use.hpp"

#include <gmock/gmock.h>

#include <random>

namespace laad::no_search_areas_test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(PressedCells, AreCountedByWhatIsKnownOfTheirEnergy)
{
    BaseLayers base;
    base.grid.shape = {70, 530};  // more than one window
    base.key = "made up";
    std::mt19937 random{20261201};
    auto const any_of = [&](auto... values) {
        std::array const all{static_cast<std::uint16_t>(values)...};
        return all[random() % all.size()];
    };
    Raster<std::uint8_t> area{base.grid.shape};
    Raster<std::uint16_t> percent{base.grid.shape}, energy{base.grid.shape};
    PressedCells want;
    for (std::size_t i = 0; i < area.cells().size(); ++i) {
        area.cells()[i] = static_cast<std::uint8_t>(any_of(0, 1, 1));
        percent.cells()[i] = any_of(0, 99, 100, 65533, 65534, 65535);
        energy.cells()[i] = any_of(0, 249, 250, 65533, 65534);
        if (area.cells()[i] == 0 || percent.cells()[i] < 100 || percent.cells()[i] > 65533) continue;
        ++want.all;
        want.energy_unknown += energy.cells()[i] == 65534;
        want.energy_below += energy.cells()[i] < 250;
    }
    base.area = layer_of(base.grid, area);
    auto const percents = layer_of(base.grid, percent);
    auto const energies = layer_of(base.grid, energy);
    EXPECT_EQ(pressed_cells(base, percents, energies, 250), want);

    KeyedStore store{fresh_folder()};
    EXPECT_EQ(kept_pressed_cells(base, percents, energies, 250, store), want);
    EXPECT_EQ(kept_pressed_cells(base, percents, energies, 250, store), want);
    EXPECT_EQ(kept_pressed_cells(base, percents, energies, 0, store).energy_below, 0) << "of another limit";
}

/// The list that the report shows below "There is none."
std::vector<std::string> why(Inputs const& inputs, PressedCells const& pressed)
{
    Findings findings;
    findings.search.pressed = pressed;
    std::vector<std::string> items;
    PageParts const section = search_areas_section(inputs, findings);
    for (PagePart const& part : section.all())
        if (auto const* list = std::get_if<List>(&part)) items = list->items;
    return items;
}

TEST(NoSearchAreas, SayWhatIsLacking)
{
    Inputs inputs;
    inputs.scope = RunScope::coverage;
    inputs.scenario.usage.months = 2;
    inputs.use = made_use(1, 1);
    since(inputs.use->sites[0], 400);
    inputs.use->sites[0].months = {made_month(2, 50, 0)};
    inputs.use->sites[0].months[0].energy_min = 0;  // as occupancy tells
    EXPECT_THAT(why(inputs, {}), ElementsAre(HasSubstr("2 months (usage.months), in each of which a site is known on 7 "
                                                       "days or more; there are 1."),
                                             HasSubstr("add sessions with their energy"), HasSubstr("Nowhere")));

    inputs.use = made_use(1, 3);
    since(inputs.use->sites[0], 400);
    inputs.use->sites[0].months = {made_month(2, 50, 0), made_month(2, 90, 0), made_month(2, 90, 300)};
    EXPECT_THAT(why(inputs, {1234, 34, 1000}),
                ElementsAre(AllOf(HasSubstr("100 % in 1,234 cells"), HasSubstr("In 34 of them the energy is unknown"),
                                  HasSubstr("in 1,000 it is below 250 kWh"), HasSubstr("in 200 both reach"))));
}

}  // namespace
}  // namespace laad::no_search_areas_test
