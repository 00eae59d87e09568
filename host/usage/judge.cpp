// SPDX-License-Identifier: Apache-2.0
#include "host/usage/judge.hpp"

#include "host/usage/chance_rows.hpp"
#include "rasters/error.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace laad {
namespace {

/// The quarters of a slot that are in one half of its days, by words as in FreeQuarters.
using Days = std::vector<std::uint64_t>;

/// Every other day of those on which something was observed of any site; a day is four quarters. And the days between.
std::array<Days, 2> halves_of_days(FreeQuarters const& quarters, std::size_t sites, int slot)
{
    Days seen(quarters.words(slot));
    for (std::size_t site = 0; site < sites; ++site)
        for (std::size_t i = 0; std::uint64_t const word : quarters.observed(site, slot))
            seen[i++] |= word;
    std::array<Days, 2> halves{Days(seen.size()), Days(seen.size())};
    std::size_t days = 0;
    for (std::size_t i = 0; i < seen.size(); ++i)
        for (std::uint64_t day = 0xf; day != 0; day <<= 4)
            if (seen[i] & day) halves[days++ % 2][i] |= day;
    return halves;
}

struct Half {
    std::int64_t observed{};
    std::int64_t free{};

    void add(Half const& more)
    {
        observed += more.observed;
        free += more.free;
    }
    double share() const { return static_cast<double>(free) / static_cast<double>(observed); }
};

Half half_of(FreeQuarters const& quarters, std::size_t site, int slot, Days const& days)
{
    Half half;
    auto const observed = quarters.observed(site, slot);
    auto const free = quarters.free(site, slot);
    for (std::size_t i = 0; i < days.size(); ++i) {
        half.observed += std::popcount(observed[i] & days[i]);
        half.free += std::popcount(free[i] & days[i]);
    }
    return half;
}

/// Σ (said − came true)² over quarters of which some were free.
double squares(double said, Half const& came)
{
    double const wrong = 1 - said;
    return static_cast<double>(came.free) * wrong * wrong +
           static_cast<double>(came.observed - came.free) * said * said;
}

std::size_t bin_of(Half const& said)
{
    return std::min<std::size_t>(static_cast<std::size_t>(chance_bins * static_cast<std::size_t>(said.free) /
                                                          static_cast<std::size_t>(said.observed)),
                                 chance_bins - 1);
}

void add(ChanceScore& score, Half const& said, Half const& mean, Half const& came)
{
    score.quarters += came.observed;
    score.free += came.free;
    score.squares += squares(said.share(), came);
    score.mean_squares += squares(mean.share(), came);
    ChanceBin& bin = score.bins[bin_of(said)];
    bin.quarters += came.observed;
    bin.free += came.free;
    bin.said += said.share() * static_cast<double>(came.observed);
}

}  // namespace

ChanceCheck judge_chance(FreeQuarters const& quarters, std::vector<MunicipalityId> const& of_site,
                         std::size_t municipalities, int least_quarters)
{
    ChanceCheck check;
    check.by_municipality = Indexed<MunicipalityId, ChanceScore>(municipalities);
    if (quarters.empty()) return check;
    std::vector<bool> judged(of_site.size());
    auto const is_enough = [&](Half const& half) { return half.observed > 0 && 2 * half.observed >= least_quarters; };
    auto const foretell = [&](int slot, Days const& known, Days const& unknown) {
        Indexed<MunicipalityId, Half> means(municipalities);
        for (std::size_t i = 0; i < of_site.size(); ++i)
            if (of_site[i]) means[of_site[i]].add(half_of(quarters, i, slot, known));
        for (std::size_t i = 0; i < of_site.size(); ++i) {
            if (!of_site[i]) continue;
            Half const said = half_of(quarters, i, slot, known);
            Half const came = half_of(quarters, i, slot, unknown);
            if (came.observed == 0) continue;
            if (!is_enough(said)) {
                check.too_little += came.observed;
                continue;
            }
            for (ChanceScore* const score : {&check.area, &check.by_municipality[of_site[i]]}) {
                add(*score, said, means[of_site[i]], came);
                if (!judged[i]) ++score->sites;
            }
            judged[i] = true;
        }
    };
    for (int slot = 0; slot < chance_slots; ++slot) {
        auto const [one, other] = halves_of_days(quarters, of_site.size(), slot);
        foretell(slot, one, other);
        foretell(slot, other, one);
    }
    return check;
}

ChanceCheck judge_chance(Use const& use, BaseLayers const& base, UsageConfig const& config)
{
    expect(use.sites.size() == base.sites.size(), "judge_chance: the use of every site is told");
    std::vector<MunicipalityId> of_site;
    for (NeighbourhoodId const n : neighbourhoods_of_sites(base))
        of_site.push_back(n ? base.neighbourhoods[n].municipality : MunicipalityId{});
    return judge_chance(use.quarters, of_site, base.municipalities.size(), config.chance_least_quarters);
}

}  // namespace laad
