// SPDX-License-Identifier: Apache-2.0
// Proposals as tables: what they were is read back from them.
#pragma once

#include "host/present/table.hpp"
#include "host/proposals/next_round.hpp"

#include <string>
#include <vector>

namespace laad {

namespace proposal_files {
inline constexpr char const* answers = "proposals.csv";   ///< whose answers are filled in
inline constexpr char const* map = "proposals.gpkg";      ///< all of it; the memory
inline constexpr char const* open = "proposals.geojson";  ///< those that wait for an answer
inline constexpr char const* alternatives = "alternatives.csv";
inline constexpr char const* areas = "search_areas.csv";
inline constexpr char const* areas_json = "search_areas.geojson";
inline constexpr char const* review = "review.csv";  ///< for [placement] review
inline constexpr char const* page = "index.html";
inline constexpr char const* sheets = "sheets";
}  // namespace proposal_files

/// A search area of the plan, and what is asked of it.
struct AreaRow {
    PressedArea const* area{};
    AskedSpace const* proposal{};  ///< null: none
    std::string reason{};          ///< then
};

/// A space of the area of an open proposal that nobody answered on, after the one that is proposed.
struct AlternativeRow {
    AskedSpace const* proposal{};
    SearchSpace const* space{};
    int number{};  ///< 2, 3, ... as on its sheet
    Whereabouts where{};
};

Table<AskedSpace> asked_table();
Table<AskedSpace> asked_area_table();
Table<AreaRow> area_table();
Table<AlternativeRow> alternative_table();
Table<AskedSpace> verdict_table();  ///< as the review of a run reads it

// Words of files, which are not translated.
std::string word(State);
std::string word(Answer);
std::string word(Closed);

std::vector<AreaRow> area_rows(Round const&, std::vector<PressedArea> const&);
/// Without whereabouts.
std::vector<AlternativeRow> alternative_rows(Round const&, std::vector<PressedArea> const&);

/// What asked_table and asked_area_table wrote. Errors  InputError: no such file, layer or column, damaged
std::vector<AskedSpace> stored_proposals(std::filesystem::path const& geopackage, int epsg);

}  // namespace laad
