// SPDX-License-Identifier: Apache-2.0
#include "host/prognosis/prognosis_notes.hpp"

#include "host/intake/input_notes.hpp"
#include "host/intake/words.hpp"
#include "host/language/to_say.hpp"
#include "host/prepare/shares.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace laad {
namespace {

/// A wrong unit shows in the public energy of a dwelling; a car takes 2 to 3 MWh a year.
void note_implausible(Prognosis& prognosis, Indexed<NeighbourhoodId, Neighbourhood> const& neighbourhoods)
{
    constexpr std::int64_t most_wh = 20'000'000;
    std::int64_t worst_wh = most_wh;
    Neighbourhood const* worst = nullptr;
    for (NeighbourhoodId const b : neighbourhoods.ids()) {
        if (neighbourhoods[b].dwellings == 0) continue;
        std::int64_t const each_wh = prognosis.public_wh[b] / neighbourhoods[b].dwellings;
        if (each_wh <= worst_wh) continue;
        worst_wh = each_wh;
        worst = &neighbourhoods[b];
    }
    if (worst)
        prognosis.notes.push_back(
            to_say("the prognosis of buurt {} is {} MWh of public charging a year for each of its {} dwellings, "
                   "above {} is implausible; is value in kWh?",
                   worst->called(), worst_wh / 1'000'000, worst->dwellings, most_wh / 1'000'000));
}

/// Neighbourhoods whose public charging has no dwelling to go to as it should, and how much that is.
void note_fallback(Prognosis& prognosis, BaseLayers const& base, std::vector<NeighbourhoodId> const& neighbourhoods,
                   char const* sign, char const* what)
{
    std::int64_t wh = 0;
    std::vector<std::string> names;
    for (NeighbourhoodId const b : neighbourhoods) {
        if (prognosis.public_wh[b] == 0) continue;
        wh += prognosis.public_wh[b];
        names.push_back(base.neighbourhoods[b].called());
    }
    if (names.empty()) return;
    prognosis.notes.push_back(to_say("{}{:.1f} of {:.1f} MWh of public charging a year {}: {}", sign, mwh(wh),
                                     mwh(sum_of(prognosis.public_wh)), what, first_of(names)));
}

void note_fallbacks(Prognosis& prognosis, BaseLayers const& base)
{
    auto const carrier = carriers(base.dwelling_points, base.neighbourhoods.size(), Charging::in_public);
    std::vector<NeighbourhoodId> by_dwellings;
    std::vector<NeighbourhoodId> by_land;
    for (NeighbourhoodId const b : carrier.ids()) {
        if (carrier[b] == Carrier::any_dwelling) by_dwellings.push_back(b);
        if (carrier[b] == Carrier::land && !std::ranges::count(base.weightless_neighbourhoods, b)) by_land.push_back(b);
    }
    note_fallback(prognosis, base, by_dwellings, "",
                  "is of buurten where every dwelling has its own driveway and is spread over all dwellings there");
    note_fallback(prognosis, base, by_land, "",
                  "is of buurten without a dwelling that reaches a street and is spread over their streets");
    note_fallback(prognosis, base, base.weightless_neighbourhoods, warning_sign,
                  "is placed nowhere: it belongs to buurten with neither a dwelling nor a street inside the grid");
}

}  // namespace

void note_slice(Prognosis& prognosis, PrognosisSlice const& slice)
{
    auto const note = [&](std::string text) { prognosis.notes.push_back(std::move(text)); };
    if (slice.interpolated > 0)
        note(to_say(
            "{} of {} figures for {} {} are interpolated linearly between table years ({}), rounded to "
            "whole Wh (halves up)",
            slice.interpolated, slice.figures.size(), slice.year, slice.scenario, fmt::join(slice.between, ", ")));
    if (slice.not_reached > 0)
        note(
            to_say("{} figures for {} {} are taken as 0: their buurt, modality and location type have rows before "
                   "or after that year alone",
                   slice.not_reached, slice.year, slice.scenario));
    if (slice.rows_without_basis > 0)
        note(to_say("{} of {} rows of the prognosis do not state their basis (measured, forecast, illustrative)",
                    slice.rows_without_basis, slice.rows));
}

void note_unmatched(Prognosis& prognosis, std::map<std::string, std::int64_t> const& unmatched)
{
    if (unmatched.empty()) return;
    std::int64_t wh = 0;
    for (auto const& [neighbourhood, lost_wh] : unmatched) {
        prognosis.origin.unmatched.push_back(neighbourhood);
        wh += lost_wh;
    }
    prognosis.notes.push_back(
        to_say("{} buurten of CBS year {} are not matched by the crosswalk and are left out, with {:.1f} MWh a year "
               "of all types: {}",
               unmatched.size(), prognosis.origin.cbs_year, mwh(wh), first_of(prognosis.origin.unmatched)));
}

void note_missing(Prognosis& prognosis, std::int64_t neighbourhoods)
{
    if (neighbourhoods > 0)
        prognosis.notes.push_back(to_say("{} buurten have no row for {} {}: their prognosis is taken as 0",
                                         neighbourhoods, prognosis.year, prognosis.scenario));
}

void note_partly_outside(Prognosis& prognosis, std::int64_t neighbourhoods)
{
    if (neighbourhoods > 0)
        prognosis.notes.push_back(
            to_say("{} buurten lie partly outside the grid: their prognosis is taken in "
                   "proportion to the surface inside it, rounded down to Wh",
                   neighbourhoods));
}

void note_energy(Prognosis& prognosis, BaseLayers const& base)
{
    note_fallbacks(prognosis, base);
    note_implausible(prognosis, base.neighbourhoods);
}

}  // namespace laad
