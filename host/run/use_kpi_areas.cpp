// SPDX-License-Identifier: Apache-2.0
#include "host/run/use_kpi_areas.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace laad {

/// One row for each word that `word_of` gives; none for the empty one.
template <class WordOf>
void KpiAreas::group_by(UseArea level, WordOf const& word_of)
{
    std::map<std::string, std::vector<MunicipalityId>> groups;
    for (MunicipalityId const g : all_municipalities())
        if (std::string const word = word_of(g); !word.empty()) groups[word].push_back(g);
    for (auto const& [word, of] : groups)
        add({.level = level, .name = word, .partial = std::ranges::any_of(of, [&](auto g) { return is_partial(g); })},
            of);
}

KpiAreas::KpiAreas(Inputs const& inputs) : of_neighbourhood(inputs.base.neighbourhoods.size(), {0}), inputs_{inputs}
{
    rows.push_back({.level = UseArea::area, .name = inputs.scenario.region.name});
    municipalities.push_back(all_municipalities());
    BaseLayers const& base = inputs.base;
    group_by(UseArea::market_model, [&](MunicipalityId g) { return base.municipalities[g].market_model; });
    auto const& regions = inputs.monitor.regions;
    if (!regions.empty()) {
        group_by(UseArea::province, [&](MunicipalityId g) { return regions[g].province; });
        group_by(UseArea::res_region, [&](MunicipalityId g) { return regions[g].res_region; });
    }
    for (MunicipalityId const g : all_municipalities()) {
        UseKpiRow row = row_in(UseArea::municipality, g);
        row.name = base.municipalities[g].name;
        row.partial = is_partial(g);
        add(std::move(row), {g});
    }
    for (NeighbourhoodId const b : base.neighbourhoods.ids())
        if (base.neighbourhoods[b].share_in_area > 0) add_neighbourhood(b);
}

std::vector<NeighbourhoodId> KpiAreas::neighbourhoods_of(MunicipalityId g) const
{
    std::vector<NeighbourhoodId> all;
    for (NeighbourhoodId const b : inputs_.base.neighbourhoods.ids()) {
        Neighbourhood const& neighbourhood = inputs_.base.neighbourhoods[b];
        if (neighbourhood.municipality == g && neighbourhood.share_in_area > 0) all.push_back(b);
    }
    return all;
}

std::vector<MunicipalityId> KpiAreas::all_municipalities() const
{
    std::vector<MunicipalityId> all;
    for (MunicipalityId const g : inputs_.base.municipalities.ids())
        if (!neighbourhoods_of(g).empty()) all.push_back(g);
    return all;
}

bool KpiAreas::is_partial(MunicipalityId g) const
{
    if (inputs_.scenario.region.is_one_municipality()) return false;
    return std::ranges::any_of(neighbourhoods_of(g),
                               [&](NeighbourhoodId b) { return inputs_.base.neighbourhoods[b].partial(); });
}

/// A row that says what its gemeente is part of.
UseKpiRow KpiAreas::row_in(UseArea level, MunicipalityId g) const
{
    UseKpiRow row;
    row.level = level;
    if (!g) return row;
    row.municipality = inputs_.base.municipalities[g].name;
    row.market_model = inputs_.base.municipalities[g].market_model;
    if (auto const& regions = inputs_.monitor.regions; regions.has(g)) {
        row.province = regions[g].province;
        row.res_region = regions[g].res_region;
    }
    return row;
}

void KpiAreas::add(UseKpiRow row, std::vector<MunicipalityId> const& of)
{
    for (MunicipalityId const g : of)
        for (NeighbourhoodId const b : neighbourhoods_of(g))
            of_neighbourhood[b].push_back(rows.size());
    rows.push_back(std::move(row));
    municipalities.push_back(of);
}

void KpiAreas::add_neighbourhood(NeighbourhoodId b)
{
    Neighbourhood const& neighbourhood = inputs_.base.neighbourhoods[b];
    of_neighbourhood[b].push_back(rows.size());
    UseKpiRow row = row_in(UseArea::neighbourhood, neighbourhood.municipality);
    row.name = neighbourhood.key;
    row.called = neighbourhood.name;
    row.partial = neighbourhood.partial();
    rows.push_back(std::move(row));
    municipalities.emplace_back();
}

}  // namespace laad
