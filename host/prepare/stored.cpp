// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/preparation.hpp"

#include "host/work/archive_geometry.hpp"
#include "rasters/io/files/keyed_store.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace laad {
namespace {

constexpr char const* entry = "base";

bool is_sane(GridSpec const& grid)
{
    constexpr int most = 1 << 24;  // cells each way, so that sums of places stay far within 32 bits
    return grid.cell_cm > 0 && grid.cell_cm < most && grid.shape.rows > 0 && grid.shape.rows < most &&
           grid.shape.cols > 0 && grid.shape.cols < most;
}

/// Whether every number in lists that were read back that is used as an index or a place is in range, and lists that
/// are searched are in order: a checksum shows an accident, not this.
class Sense {
  public:
    explicit Sense(BaseLayers const& base) : base_{base} {}

    bool of_all() const
    {
        return is_sane(base_.grid) && all(base_.links) && all(base_.neighbourhoods) && all(base_.chargers) &&
               all(base_.sites) && all(base_.dwelling_points) && all(base_.nodes) && all(base_.shares) &&
               all(base_.candidates) && are_in_order() &&
               std::ranges::all_of(base_.weightless_neighbourhoods,
                                   [&](NeighbourhoodId b) { return base_.neighbourhoods.has(b); });
    }

  private:
    template <class Items>
    bool all(Items const& items) const
    {
        return std::ranges::all_of(items, [&](auto const& item) { return is(item); });
    }

    bool is(Cell cell) const { return inside(base_.grid.shape, cell); }
    bool is(std::optional<Access> const& entry) const { return !entry || (is(entry->cell) && entry->walk_cm >= 0); }
    /// Near enough to the earth to have a cell, if not one of the grid.
    static bool is(Point p) { return std::abs(p.x) < 1e8 && std::abs(p.y) < 1e8; }
    bool is(Link const& link) const { return is(link.a) && is(link.b) && link.cost_cm >= 0; }
    bool is(Neighbourhood const& neighbourhood) const { return is_municipality(neighbourhood.municipality); }
    bool is(Charger const& charger) const
    {
        return is(charger.at) && is(charger.entry) &&
               (charger.access == ChargerAccess::is_public || charger.access == ChargerAccess::semi_public);
    }
    bool is(Site const& site) const
    {
        return is(site.cell) && is(site.entry) &&
               std::ranges::all_of(site.chargers, [&](ChargerId charger) { return base_.chargers.has(charger); });
    }
    bool is(Dwelling const& dwelling) const
    {
        return is(dwelling.at) && is(dwelling.entry) && is_neighbourhood(dwelling.neighbourhood);
    }
    bool is(DemandNode const& node) const
    {
        return is(node.cell) && node.access_cm >= 0 && is_neighbourhood(node.neighbourhood);
    }
    bool is(DemandShare const& share) const
    {
        return base_.nodes.has(share.node) && base_.neighbourhoods.has(share.neighbourhood);
    }
    bool is(Candidate const& candidate) const
    {
        bool const is_ranked = candidate.eligible() && candidate.entry;
        return is(candidate.pole) && is(candidate.entry) && is_neighbourhood(candidate.neighbourhood) &&
               is_municipality(candidate.municipality) && (!is_ranked || is(base_.grid.cell_at(candidate.pole)));
    }
    bool is_neighbourhood(NeighbourhoodId b) const { return !b || base_.neighbourhoods.has(b); }
    bool is_municipality(MunicipalityId g) const { return !g || base_.municipalities.has(g); }

    bool are_in_order() const
    {
        auto const place = [&](auto const& at) { return base_.grid.index(at.cell); };
        return std::ranges::is_sorted(base_.nodes, {}, place) && std::ranges::is_sorted(base_.sites, {}, place) &&
               std::ranges::is_sorted(base_.shares, {}, &DemandShare::node);
    }

    BaseLayers const& base_;
};

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
    return std::tie(v.key, v.municipality, v.shape, v.share_in_area, v.dwellings, v.name, v.households);
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
auto fields(Is<Whereabouts> auto& v)
{
    return std::tie(v.street, v.side, v.address, v.postcode, v.town, v.address_cm);
}
auto fields(Is<Candidate> auto& v)
{
    return std::tie(v.id, v.bay_ids, v.bays, v.middle, v.pole, v.neighbourhood, v.municipality, v.entry, v.where,
                    v.reasons, v.passed, v.unchecked);
}
auto fields(Is<Rejected> auto& v)
{
    return std::tie(v.file, v.layer, v.feature, v.reason, v.kind, v.cost, v.unit);
}
auto fields(Is<Guess> auto& v)
{
    return std::tie(v.what, v.rule, v.affected, v.total, v.unit);
}
auto fields(Is<TileKeys> auto& v)
{
    return std::tie(v.surface, v.area, v.neighbourhood);
}
auto fields(Is<BaseLayers> auto& v)
{
    return std::tie(v.grid, v.links, v.municipalities, v.neighbourhoods, v.chargers, v.sites, v.dwelling_points,
                    v.nodes, v.shares, v.weightless_neighbourhoods, v.candidates, v.rejected, v.guesses, v.notes);
}

void store(BaseLayers const& base, TileKeys const& keys, std::string const& key, KeyedStore& to)
{
    to.put_values(entry, key, keys, base);
}

bool load(KeyedStore const& from, std::string const& key, BaseLayers& base, TileKeys& keys)
{
    return from.get_values(entry, key, keys, base) && Sense{base}.of_all();
}

}  // namespace laad
