// SPDX-License-Identifier: Apache-2.0
// What maps say is there in Dutch too, with the same parts in it.
#include "host/present/style/base_map.hpp"
#include "host/present/style/layer_styles.hpp"
#include "host/present/style/quantities.hpp"
#include "host/present/use_notes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <map>
#include <regex>

namespace laad::catalogue_test {
namespace {

std::map<std::string, std::string> catalogue()
{
    std::ifstream in{std::string{LAAD_SOURCE_DIR} + "/host/language/nl.json"};
    return nlohmann::json::parse(in).get<std::map<std::string, std::string>>();
}

/// What is filled in: by place, and behind it what has a name, in any order.
std::vector<std::string> parts_of(std::string const& text)
{
    static std::regex const part{R"(\{[^{}]*\})"};
    std::vector<std::string> parts;
    for (std::sregex_iterator at{text.begin(), text.end(), part}, end; at != end; ++at)
        parts.push_back(at->str());
    std::ranges::sort(std::ranges::stable_partition(parts, [](std::string const& one) { return one == "{}"; }));
    return parts;
}

TEST(Catalogue, HasTheSamePartsInDutch)
{
    for (auto const& [english, dutch] : catalogue())
        EXPECT_EQ(parts_of(english), parts_of(dutch)) << english;
}

void expect_dutch(std::map<std::string, std::string> const& dutch, std::string const& text)
{
    bool const says_something =
        std::ranges::any_of(text, [](char c) { return std::isalpha(static_cast<unsigned char>(c)); });
    EXPECT_TRUE(!says_something || dutch.contains(text)) << text;
}

void expect_dutch(std::map<std::string, std::string> const& dutch, Style const& style)
{
    expect_dutch(dutch, style.heading);
    expect_dutch(dutch, style.message);
    for (StyleClass const& one : style.classes)
        expect_dutch(dutch, one.label);
    for (StyleCode const& code : style.codes)
        expect_dutch(dutch, code.label);
}

TEST(Catalogue, HasAllThatStylesSay)
{
    auto const dutch = catalogue();
    for (char const* layer :
         {"walk", "distance", "evse_within", "pressure", "energy_per_evse", "demand", "demand_density", "unmet", "gain",
          "headroom", "connectable_points", "basis", "surface", "area", "chance"})
        expect_dutch(dutch, layer_style(layer, {}).value());
    for (Scale const* scale :
         {&styles::walk, &styles::unmet_density, &styles::unmet_after, &styles::peak_occupancy, &styles::within_reach,
          &styles::vehicles_per_evse, &styles::lead_days, &styles::demand_change, &styles::demand_density_change,
          &styles::unmet_change, &styles::headroom_change})
        expect_dutch(dutch, style_of(*scale));
    for (Style const* style : {&styles::basis, &styles::placements, &styles::bays, &styles::candidates,
                               &styles::stations, &styles::white_spots, &styles::nal_squares, &styles::white_squares,
                               &styles::search_areas, &styles::neighbourhoods, &styles::places_change, &styles::robust})
        expect_dutch(dutch, *style);
    expect_dutch(dutch, base_legend());
    for (StyleClass const* sign : {&styles::off_street_site, &styles::grid_asset, &styles::neighbourhood_border})
        expect_dutch(dutch, sign->label);
}

TEST(Catalogue, HasWhatStandsBesideFiguresOfUse)
{
    auto const dutch = catalogue();
    std::vector<UseNote> const notes = use_notes({}, {.charging_only = true, .energy = false});
    EXPECT_EQ(notes.size(), 8u);
    for (UseNote const& note : notes) {
        expect_dutch(dutch, note.english);
        EXPECT_EQ(said_note(note).find('{'), std::string::npos);
    }
}

}  // namespace
}  // namespace laad::catalogue_test
