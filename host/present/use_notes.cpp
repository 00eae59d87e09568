// SPDX-License-Identifier: Apache-2.0
#include "host/present/use_notes.hpp"

#include "host/language/language.hpp"
#include "host/language/to_say.hpp"
#include "host/run/use_kpi_row.hpp"

#include <fmt/args.h>
#include <fmt/format.h>

#include <utility>

namespace laad {

std::vector<UseNote> use_notes(UsageConfig const& usage, UseKnown known)
{
    std::vector<UseNote> notes;
    auto const add = [&](std::string english, std::vector<int> numbers = {}) {
        notes.push_back({std::move(english), std::move(numbers)});
    };
    add("Only charging that happened is known. Who found all charge points taken and drove on is not in it: where it "
        "is "
        "busy, more is wanted than is seen.");
    add("Charge points that nobody reports are unknown, not free. Each figure stands beside the share of charge points "
        "that report.");
    add("A site counts in a month of which {} days or more are known; figures of an area without such a site are "
        "unknown.",
        {usage.least_days});
    add("The peak is {} to {} hours on weekdays; a charge point is busy when its site is occupied more than {} % of "
        "it. "
        "These hours, and that a site stands for each of its charge points, are an own proposal.",
        {usage.peak_from_hour, usage.peak_until_hour, busy_percent});
    add("Pressure (laaddruk) is by site alone here: its occupancy in the peak by what is allowed for its number of "
        "charge "
        "points. The map of pressure takes sites within walking distance together.");
    add("New charge points are those of sites that are known for the first time, so an operator that begins to report "
        "looks like one that builds.");
    if (!known.energy) add(no_energy_known);
    if (known.charging_only)
        add("Some sources tell of charging alone: a car that is full and stays plugged in is not in them, and what "
            "rests "
            "on them is too low.");
    return notes;
}

std::string said_note(UseNote const& note)
{
    fmt::dynamic_format_arg_store<fmt::format_context> numbers;
    for (int const number : note.numbers)
        numbers.push_back(number);
    return fmt::vformat(said(note.english), numbers);
}

}  // namespace laad
