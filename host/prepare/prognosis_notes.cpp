// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/prognosis_notes.hpp"

#include <fmt/format.h>

#include <numeric>

namespace laad {
namespace {

double mwh(std::int64_t wh)
{
    return static_cast<double>(wh) / 1e6;
}

/// A wrong unit shows in the public energy of a dwelling; a car takes 2 to 3 MWh a year.
void note_implausible(Prognosis& prognosis, std::vector<Buurt> const& buurten)
{
    constexpr std::int64_t most_wh = 20'000'000;
    std::int64_t worst_wh = most_wh;
    Buurt const* worst = nullptr;
    for (std::size_t b = 0; b < buurten.size(); ++b) {
        if (buurten[b].dwellings == 0) continue;
        std::int64_t const each_wh = prognosis.public_wh[b] / buurten[b].dwellings;
        if (each_wh <= worst_wh) continue;
        worst_wh = each_wh;
        worst = &buurten[b];
    }
    if (worst)
        prognosis.notes.push_back(
            fmt::format("the prognosis of buurt {} is {} MWh of public charging a year for each of its {} dwellings, "
                        "above {} is implausible; is value in kWh?",
                        worst->key, worst_wh / 1'000'000, worst->dwellings, most_wh / 1'000'000));
}

void note_placed_nowhere(Prognosis& prognosis, BaseLayers const& base)
{
    std::int64_t lost_wh = 0;
    for (int const b : base.weightless_buurten)
        lost_wh += prognosis.public_wh[static_cast<std::size_t>(b)];
    if (lost_wh == 0) return;
    auto const all_wh = std::accumulate(prognosis.public_wh.begin(), prognosis.public_wh.end(), std::int64_t{0});
    prognosis.notes.push_back(fmt::format(
        "{:.1f} of {:.1f} MWh of public charging a year is placed nowhere: it belongs to buurten with neither a "
        "dwelling nor a street inside the grid",
        mwh(lost_wh), mwh(all_wh)));
}

}  // namespace

void note_energy(Prognosis& prognosis, BaseLayers const& base)
{
    note_placed_nowhere(prognosis, base);
    note_implausible(prognosis, base.buurten);
}

}  // namespace laad
