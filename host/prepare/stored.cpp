// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/stored.hpp"

#include "host/prepare/base_sense.hpp"
#include "host/work/archive_geometry.hpp"
#include "rasters/io/files/keyed_store.hpp"

namespace laad {
namespace {

constexpr char const* entry = "base";

}  // namespace

auto fields(Is<GridSpec> auto& v)
{
    return std::tie(v.epsg, v.west_cm, v.north_cm, v.cell_cm, v.shape);
}
auto fields(Is<Municipality> auto& v)
{
    return std::tie(v.name, v.code, v.market_model);
}
auto fields(Is<Neighbourhood> auto& v)
{
    return std::tie(v.key, v.municipality, v.shape, v.share_in_area, v.dwellings);
}
auto fields(Is<Charger> auto& v)
{
    return std::tie(v.id, v.at, v.cell, v.evse, v.evse_assumed, v.access, v.access_inferred, v.planned, v.in_area,
                    v.entry);
}
auto fields(Is<Site> auto& v)
{
    return std::tie(v.cell, v.evse, v.in_area, v.entry, v.chargers);
}
auto fields(Is<Dwelling> auto& v)
{
    return std::tie(v.at, v.neighbourhood, v.in_area, v.own_driveway, v.entry);
}
auto fields(Is<DemandNode> auto& v)
{
    return std::tie(v.cell, v.access_cm, v.dwellings, v.in_area, v.neighbourhood);
}
auto fields(Is<DemandShare> auto& v)
{
    return std::tie(v.node, v.neighbourhood, v.before, v.after);
}
auto fields(Is<Candidate> auto& v)
{
    return std::tie(v.id, v.bay_ids, v.bays, v.pole, v.neighbourhood, v.municipality, v.entry, v.reasons, v.passed,
                    v.unchecked);
}
auto fields(Is<Rejected> auto& v)
{
    return std::tie(v.file, v.layer, v.feature, v.reason);
}
auto fields(Is<TileKeys> auto& v)
{
    return std::tie(v.surface, v.area, v.neighbourhood);
}
auto fields(Is<BaseLayers> auto& v)
{
    return std::tie(v.grid, v.links, v.municipalities, v.neighbourhoods, v.chargers, v.sites, v.dwelling_points,
                    v.nodes, v.shares, v.weightless_neighbourhoods, v.candidates, v.rejected, v.notes);
}

void store(BaseLayers const& base, TileKeys const& keys, std::string const& key, KeyedStore& to)
{
    to.put_values(entry, key, keys, base);
}

bool load(KeyedStore const& from, std::string const& key, BaseLayers& base, TileKeys& keys)
{
    return from.get_values(entry, key, keys, base) && makes_sense(base);
}

}  // namespace laad
