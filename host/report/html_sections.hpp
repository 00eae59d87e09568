// SPDX-License-Identifier: Apache-2.0
// The sections of the report that tell of the plan; html.cpp puts the page together.
#pragma once

#include "host/run/results.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace laad {

// Of a long table or list; the rest is in the CSV files and the manifest.
inline constexpr std::size_t most_rows = 200;
inline constexpr std::size_t most_placements = 100;
inline constexpr std::size_t most_notes = 50;

/// Among the squares with a duty, how many have public charging: whole squares only.
struct NalCount {
    std::int64_t obliged{};
    std::int64_t green{};
    std::int64_t uncertain{};
    std::int64_t partial{};
};
NalCount nal_count(Results const&);

std::string key_figures(Run const&);
std::string banner(Run const&);
std::string placements_table(Run const&);
/// Quotas that are not filled, places that wait though they are worth more, and white squares without a station.
std::string plan_gaps(Run const&);
std::string bound(Run const&);
/// Which prognosis the plan rests on, and how its figures came about.
std::string prognosis_section(Run const&);
/// Both totals of the mass certificate, and the buurten that are not placed.
std::string mass_section(Run const&);
/// Says that a long table or list is cut, and which file holds all of it; empty when it is not.
std::string cut_note(std::size_t rows, std::size_t most, char const* file);
/// The first of many notes, and where the others are.
std::string note_list(std::vector<std::string> const& notes, char const* file);

}  // namespace laad
