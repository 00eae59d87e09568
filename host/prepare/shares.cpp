// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/shares.hpp"

#include <algorithm>
#include <tuple>

namespace laad {

namespace {

/// Public charging needs a way to the street, charging elsewhere only a neighbourhood.
bool can_carry(Dwelling const& dwelling, Charging charging)
{
    return dwelling.neighbourhood >= 0 && (dwelling.entry || charging == Charging::elsewhere);
}

Carrier carrier_of(Dwelling const& dwelling, Charging charging)
{
    return dwelling.own_driveway || charging == Charging::elsewhere ? Carrier::any_dwelling : Carrier::without_driveway;
}

/// floor(part · 2^32 / whole); part ≤ whole < 2^31.
std::uint64_t fixed_point(std::int64_t part, std::int64_t whole)
{
    return (static_cast<std::uint64_t>(part) << 32) / static_cast<std::uint64_t>(whole);
}

}  // namespace

std::vector<Carrier> carriers(std::vector<Dwelling> const& dwellings, std::size_t neighbourhoods, Charging charging)
{
    std::vector<Carrier> strongest(neighbourhoods, Carrier::land);
    for (auto const& dwelling : dwellings)
        if (can_carry(dwelling, charging)) {
            auto& carrier = strongest[static_cast<std::size_t>(dwelling.neighbourhood)];
            carrier = std::max(carrier, carrier_of(dwelling, charging));
        }
    return strongest;
}

std::vector<Weight> weights_of(std::vector<Dwelling> const& dwellings, std::size_t neighbourhoods,
                               std::vector<LandCell> const& land, GridSpec const& grid, Charging charging)
{
    auto const carrier = carriers(dwellings, neighbourhoods, charging);
    std::vector<Weight> weights;
    for (auto const& d : dwellings) {
        if (!can_carry(d, charging) || carrier_of(d, charging) < carrier[static_cast<std::size_t>(d.neighbourhood)])
            continue;
        if (charging == Charging::in_public)
            weights.push_back({d.entry->cell, d.neighbourhood, d.entry->walk_cm, true});
        else
            weights.push_back({grid.cell_at(d.at), d.neighbourhood, 0, true});
    }
    for (auto const& [cell, neighbourhood] : land)
        if (carrier[static_cast<std::size_t>(neighbourhood)] == Carrier::land)
            weights.push_back({cell, neighbourhood, 0, false});
    std::sort(weights.begin(), weights.end(), [](Weight const& a, Weight const& b) {
        return std::tuple{a.cell.row, a.cell.col, a.neighbourhood} <
               std::tuple{b.cell.row, b.cell.col, b.neighbourhood};
    });
    return weights;
}

std::vector<LandCell> land_with_demand(BaseLayers const& base)
{
    auto const carrier = carriers(base.dwelling_points, base.neighbourhoods.size(), Charging::in_public);
    std::vector<LandCell> land;
    for (DemandShare const& share : base.shares)
        if (carrier[static_cast<std::size_t>(share.neighbourhood)] == Carrier::land)
            land.push_back({base.nodes[static_cast<std::size_t>(share.node)].cell, share.neighbourhood});
    return land;
}

std::vector<LandCell> land_cells(Cell first, View<Surface const> surface, View<std::uint16_t const> neighbourhood,
                                 std::vector<Carrier> const& carriers)
{
    std::vector<LandCell> land;
    for (int row = 0; row < surface.shape.rows; ++row)
        for (int col = 0; col < surface.shape.cols; ++col) {
            auto const number = neighbourhood[{row, col}];
            if (number > 0 && carriers[number - 1u] == Carrier::land && street_class(surface[{row, col}]))
                land.push_back({first + Cell{row, col}, number - 1});
        }
    return land;
}

DemandPlaces demand_places(std::vector<Dwelling> const& dwellings, std::size_t neighbourhoods,
                           std::vector<LandCell> const& land, GridSpec const& grid)
{
    auto const weights = weights_of(dwellings, neighbourhoods, land, grid, Charging::in_public);
    std::vector<std::int64_t> total(neighbourhoods, 0);
    for (auto const& w : weights)
        ++total[static_cast<std::size_t>(w.neighbourhood)];

    DemandPlaces places;
    std::vector<std::int64_t> placed(neighbourhoods, 0);
    for (std::size_t i = 0; i < weights.size();) {
        DemandNode node{weights[i].cell, 0, 0, false};
        std::int64_t walk_cm = 0;
        auto const first = i;
        for (; i < weights.size() && weights[i].cell == node.cell; ++i) {
            walk_cm += weights[i].walk_cm;
            node.dwellings += weights[i].dwelling;
            auto const neighbourhood = static_cast<std::size_t>(weights[i].neighbourhood);
            auto const before = fixed_point(placed[neighbourhood], total[neighbourhood]);
            auto const after = fixed_point(++placed[neighbourhood], total[neighbourhood]);
            auto const number = static_cast<std::int32_t>(places.nodes.size());
            if (i > first && weights[i - 1].neighbourhood == weights[i].neighbourhood)
                places.shares.back().after = after;
            else
                places.shares.push_back({number, weights[i].neighbourhood, before, after});
        }
        auto const count = static_cast<std::int64_t>(i - first);
        node.access_cm = static_cast<int>((walk_cm + count - 1) / count);
        places.nodes.push_back(node);
    }
    for (std::size_t neighbourhood = 0; neighbourhood < neighbourhoods; ++neighbourhood)
        if (total[neighbourhood] == 0) places.weightless_neighbourhoods.push_back(static_cast<int>(neighbourhood));
    return places;
}

}  // namespace laad
