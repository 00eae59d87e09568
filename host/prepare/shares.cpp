// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/shares.hpp"

#include <algorithm>
#include <tuple>

namespace laad {

namespace {

/// Public charging needs a way to the street, charging elsewhere only a neighbourhood.
bool can_carry(Dwelling const& dwelling, Charging charging)
{
    return dwelling.neighbourhood && (dwelling.entry || charging == Charging::elsewhere);
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

Indexed<NeighbourhoodId, Carrier> carriers(std::vector<Dwelling> const& dwellings, std::size_t neighbourhoods,
                                           Charging charging)
{
    Indexed<NeighbourhoodId, Carrier> strongest(neighbourhoods, Carrier::land);
    for (auto const& dwelling : dwellings)
        if (can_carry(dwelling, charging)) {
            auto& carrier = strongest[dwelling.neighbourhood];
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
        if (!can_carry(d, charging) || carrier_of(d, charging) < carrier[d.neighbourhood]) continue;
        if (charging == Charging::in_public)
            weights.push_back({d.entry->cell, d.neighbourhood, d.entry->walk_cm, true});
        else
            weights.push_back({grid.cell_at(d.at), d.neighbourhood, 0, true});
    }
    for (auto const& [cell, neighbourhood] : land)
        if (carrier[neighbourhood] == Carrier::land) weights.push_back({cell, neighbourhood, 0, false});
    std::ranges::sort(weights, {}, [](Weight const& w) { return std::tuple{w.cell.row, w.cell.col, w.neighbourhood}; });
    return weights;
}

std::vector<LandCell> land_with_demand(BaseLayers const& base)
{
    auto const carrier = carriers(base.dwelling_points, base.neighbourhoods.size(), Charging::in_public);
    std::vector<LandCell> land;
    for (DemandShare const& share : base.shares)
        if (carrier[share.neighbourhood] == Carrier::land)
            land.push_back({base.nodes[share.node].cell, share.neighbourhood});
    return land;
}

std::vector<LandCell> land_cells(Cell first, View<Surface const> surface, View<std::uint16_t const> neighbourhood,
                                 Indexed<NeighbourhoodId, Carrier> const& carriers, int every)
{
    auto const to_next = [every](int at) { return (every - at % every) % every; };
    std::vector<LandCell> land;
    for (int row = to_next(first.row); row < surface.shape.rows; row += every)
        for (int col = to_next(first.col); col < surface.shape.cols; col += every) {
            NeighbourhoodId const b{neighbourhood[{row, col}] - 1};
            if (b && carriers[b] == Carrier::land && street_class(surface[{row, col}]))
                land.push_back({first + Cell{row, col}, b});
        }
    return land;
}

DemandPlaces demand_places(std::vector<Dwelling> const& dwellings, std::size_t neighbourhoods,
                           std::vector<LandCell> const& land, GridSpec const& grid)
{
    auto const weights = weights_of(dwellings, neighbourhoods, land, grid, Charging::in_public);
    Indexed<NeighbourhoodId, std::int64_t> total(neighbourhoods, 0);
    for (auto const& w : weights)
        ++total[w.neighbourhood];

    DemandPlaces places;
    Indexed<NeighbourhoodId, std::int64_t> placed(neighbourhoods, 0);
    for (std::size_t i = 0; i < weights.size();) {
        DemandNode node{weights[i].cell, 0, 0, false, {}};
        std::int64_t walk_cm = 0;
        auto const first = i;
        for (; i < weights.size() && weights[i].cell == node.cell; ++i) {
            walk_cm += weights[i].walk_cm;
            node.dwellings += weights[i].dwelling;
            NeighbourhoodId const neighbourhood = weights[i].neighbourhood;
            auto const before = fixed_point(placed[neighbourhood], total[neighbourhood]);
            auto const after = fixed_point(++placed[neighbourhood], total[neighbourhood]);
            if (i > first && weights[i - 1].neighbourhood == neighbourhood)
                places.shares.back().after = after;
            else
                places.shares.push_back({NodeId{places.nodes.size()}, neighbourhood, before, after});
        }
        auto const count = static_cast<std::int64_t>(i - first);
        node.access_cm = static_cast<int>((walk_cm + count - 1) / count);
        places.nodes.push_back(node);
    }
    for (NeighbourhoodId const b : total.ids())
        if (total[b] == 0) places.weightless_neighbourhoods.push_back(b);
    return places;
}

std::vector<NodeId> BaseLayers::nodes_in(Rect window) const
{
    std::vector<NodeId> found;
    auto node = nodes.begin();
    auto const before = [](DemandNode const& n, Cell c) { return n.cell < c; };
    // From row to row it is not far: steps that double, then halves.
    auto const next = [&](Cell first) {
        std::ptrdiff_t step = 1;
        auto low = node;
        while (nodes.end() - low > step && before(low[step], first)) {
            low += step;
            step *= 2;
        }
        return std::lower_bound(low, low + std::min(step + 1, nodes.end() - low), first, before);
    };
    for (int row = window.first.row; row < window.first.row + window.shape.rows && node != nodes.end(); ++row) {
        node = next({row, window.first.col});
        for (; node != nodes.end() && window.contains(node->cell) && node->cell.row == row; ++node)
            found.push_back(NodeId{node - nodes.begin()});
    }
    return found;
}

}  // namespace laad
