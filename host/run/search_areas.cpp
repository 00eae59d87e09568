// SPDX-License-Identifier: Apache-2.0
#include "host/run/search_areas.hpp"

#include "host/run/walks_to.hpp"
#include "host/usage/pressure_sites.hpp"
#include "kernels/pressure.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace laad {
namespace {

std::span<MonthOfSite const> month_of(SiteUse const& site, std::size_t month)
{
    return month < site.months.size() ? std::span{site.months}.subspan(month, 1) : std::span<MonthOfSite const>{};
}

/// Occupied minutes of a site beyond what is allowed for the EVSE around it.
std::int64_t excess_of(NearbyUse const& site, NearbyUse const& around, std::span<std::int32_t const> allowed_ppm)
{
    // Its own charge points may lie farther than one is to walk.
    bool const has_evse = around.evse > 0, has_any = has_evse || around.relief_evse > 0;
    std::int64_t const available_min = has_evse ? minutes_with_relief(site.available_min, around) : site.available_min;
    std::int64_t const allowed = has_any ? available_min * allowed_ppm_of(around, allowed_ppm) : 0;
    return std::max<std::int64_t>(0, site.occupied_min - (allowed + one_ppm - 1) / one_ppm);
}

std::string square_of_100_m(Point p)
{
    return fmt::format("E{:04d}N{:04d}", static_cast<long>(std::floor(p.x / 100)),
                       static_cast<long>(std::floor(p.y / 100)));
}

class Areas {
  public:
    Areas(BaseLayers const& base, SearchUse const& in) : base_{base}, in_{in}
    {
        for (SearchSite const& site : in.sites)
            entries_.push_back(site.entry);
    }

    SearchFindings run(std::vector<SearchPiece> pieces) const
    {
        std::sort(pieces.begin(), pieces.end(), [](SearchPiece const& a, SearchPiece const& b) {
            return a.peak_percent != b.peak_percent ? a.peak_percent > b.peak_percent : a.peak < b.peak;
        });
        SearchFindings found;
        if (pieces.empty()) return found;
        found.areas.resize(pieces.size());
        found.candidates.resize(base_.candidates.size());
        tbb::parallel_for(
            std::size_t{0}, pieces.size(),
            [&](std::size_t i) {
                SearchAreaId const id{i};
                found.areas[id] = area_of(pieces[i]);
                for (CandidateId const c : pieces[i].candidates)
                    found.candidates[c].area = id;  // pieces share no cell, so no candidate
                relieve(pieces[i], found);
            },
            tbb::simple_partitioner{});
        name(found.areas);
        return found;
    }

  private:
    std::vector<std::vector<WalkTo>> walks(std::vector<Access> const& origins) const
    {
        return walks_to(base_, entries_, origins, in_.walk_m * 100);
    }

    NearbyUse lasting_of(std::vector<WalkTo> const& sites) const
    {
        NearbyUse sum;
        for (WalkTo const& walk : sites)
            add_use(sum, in_.sites[walk.place].lasting);
        return sum;
    }

    SearchArea area_of(SearchPiece const& piece) const
    {
        SearchArea area;
        area.shape = piece.shape;
        area.peak = piece.peak;
        area.peak_percent = piece.peak_percent;
        area.mean_percent = static_cast<std::uint16_t>(piece.percent_sum / std::max<std::int64_t>(1, piece.cells));
        area.cells = piece.cells;
        area.area_m2 = static_cast<double>(piece.cells) * base_.grid.cell_m() * base_.grid.cell_m();
        area.sites = std::ssize(piece.sites);
        for (std::int32_t const site : piece.sites)
            area.evse += base_.sites[static_cast<std::size_t>(site)].evse;
        area.dwellings = piece.dwellings;
        area.neighbourhoods = piece.neighbourhoods;
        if (!area.neighbourhoods.empty())
            area.municipality = base_.neighbourhoods[area.neighbourhoods.front()].municipality;
        area.candidates = piece.candidates;
        auto const around = walks({{piece.peak, 0}}).front();
        for (WalkTo const& walk : around) {
            SearchSite const& site = in_.sites[walk.place];
            if (site.measured.available_min == 0) continue;  // makes no pressure
            add_use(area.around, site.measured);
            area.prognosis.offered_wh += site.prognosis.offered_wh;
            area.prognosis.capacity_wh += site.prognosis.capacity_wh;
        }
        area.months = months_pressed(around);
        return area;
    }

    /// How many of the last months with data, one after the other, reach both limits around a cell; a month in which
    /// nothing is known there is no data and ends nothing.
    int months_pressed(std::vector<WalkTo> const& around) const
    {
        int months = 0;
        for (std::size_t month = in_.use.months.size(); month-- > 0;) {
            NearbyUse sum;
            for (WalkTo const& walk : around) {
                SearchSite const& site = in_.sites[walk.place];
                if (site.lasting.relief_evse > 0)
                    sum.relief_evse += site.lasting.relief_evse;
                else
                    add_use(sum, use_in(month_of(in_.use.sites[site.site], month)));
            }
            if (sum.available_min == 0) continue;
            if (!reaches_limits(sum, {in_.allowed_ppm, in_.energy_kwh})) break;
            ++months;
        }
        return months;
    }

    /// Fills the relief of its eligible candidates.
    void relieve(SearchPiece const& piece, SearchFindings& found) const
    {
        std::vector<CandidateId> eligible;
        std::vector<Access> entries;
        for (CandidateId const c : piece.candidates)
            if (base_.candidates[c].eligible()) {
                eligible.push_back(c);
                entries.push_back(*base_.candidates[c].entry);
            }
        auto const reached = walks(entries);
        std::map<std::size_t, std::int64_t> excess;
        for (auto const& of_one : reached)
            for (WalkTo const& walk : of_one)
                if (in_.sites[walk.place].lasting.occupied_min > 0) excess[walk.place] = 0;
        std::vector<Access> sites;
        for (auto const& [site, none] : excess)
            sites.push_back({entries_[site].cell, 0});
        auto const around = walks(sites);
        auto of_site = around.begin();
        for (auto& [site, minutes] : excess)
            minutes = excess_of(in_.sites[site].lasting, lasting_of(*of_site++), in_.allowed_ppm);
        for (std::size_t i = 0; i < eligible.size(); ++i)
            for (WalkTo const& walk : reached[i])
                if (auto const at = excess.find(walk.place); at != excess.end() && at->second > 0) {
                    AreaOfCandidate& place = found.candidates[eligible[i]];
                    place.relief += at->second * weight(walk.walk_cm);
                    place.walk_cm = std::min(place.walk_cm.value_or(walk.walk_cm), walk.walk_cm);
                }
    }

    std::int64_t weight(std::int32_t walk_cm) const
    {
        auto const metres = static_cast<std::size_t>((walk_cm + 99) / 100);
        return in_.weight_by_m.empty() ? 1000 : in_.weight_by_m[std::min(metres, in_.weight_by_m.size() - 1)];
    }

    /// Those of one square in the order of their peaks.
    void name(Indexed<SearchAreaId, SearchArea>& areas) const
    {
        std::map<std::string, std::vector<SearchArea*>> by_square;
        for (SearchArea& area : areas)
            by_square[square_of_100_m(base_.grid.centre(area.peak))].push_back(&area);
        for (auto& [square, of_square] : by_square) {
            std::sort(of_square.begin(), of_square.end(),
                      [](auto const* a, auto const* b) { return a->peak < b->peak; });
            for (std::size_t i = 0; i < of_square.size(); ++i)
                of_square[i]->id = "Z" + square + (i == 0 ? "" : fmt::format("-{}", i + 1));
        }
    }

    BaseLayers const& base_;
    SearchUse const& in_;
    std::vector<Access> entries_;
};

/// Twice the rank of each value, less the mean of that: whole numbers, as ties share their mean rank.
std::vector<std::int64_t> centred_ranks(std::vector<std::int64_t> const& values)
{
    std::vector<std::size_t> order(values.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
    std::vector<std::int64_t> ranks(values.size());
    for (std::size_t first = 0, end = 0; first < order.size(); first = end) {
        while (end < order.size() && values[order[end]] == values[order[first]])
            ++end;
        for (std::size_t i = first; i < end; ++i)
            ranks[order[i]] = static_cast<std::int64_t>(first + end) - std::ssize(order);
    }
    return ranks;
}

}  // namespace

std::optional<std::int64_t> pressure_of(NearbyUse const& use, std::span<std::int32_t const> allowed_ppm)
{
    if (use.available_min == 0 || use.evse == 0) return {};
    std::int64_t const available = minutes_with_relief(use.available_min, use);
    return use.occupied_min * one_ppm / available * 10'000 / allowed_ppm_of(use, allowed_ppm);
}

SearchFindings search_areas(BaseLayers const& base, SearchUse const& use, std::vector<SearchPiece> pieces)
{
    SearchFindings found = Areas{base, use}.run(std::move(pieces));
    found.sites = site_pressures(use);
    return found;
}

std::vector<SitePressure> site_pressures(SearchUse const& in)
{
    std::vector<SitePressure> sites;
    for (SearchSite const& one : in.sites) {
        auto const use = pressure_of(one.measured, in.allowed_ppm);
        if (!use) continue;
        SitePressure& site = sites.emplace_back(SitePressure{one.site, one.measured, *use});
        if (auto const& [offered_wh, capacity_wh] = one.prognosis; capacity_wh > 0)
            site.prognosis = offered_wh * 10'000 / capacity_wh;
    }
    return sites;
}

std::optional<RankCorrelation> correlation(std::vector<SitePressure> const& sites)
{
    std::vector<std::int64_t> use;
    std::vector<std::int64_t> prognosis;
    for (SitePressure const& site : sites)
        if (site.prognosis) {
            use.push_back(site.use);
            prognosis.push_back(*site.prognosis);
        }
    auto const a = centred_ranks(use);
    auto const b = centred_ranks(prognosis);
    auto const product = [](auto const& x, auto const& y) {
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < x.size(); ++i)
            sum += x[i] * y[i];
        return static_cast<double>(sum);
    };
    double const spread = product(a, a) * product(b, b);
    if (a.size() < 3 || spread == 0) return {};
    return RankCorrelation{product(a, b) / std::sqrt(spread), std::ssize(a)};
}

}  // namespace laad
