// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/base_sense.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace laad {
namespace {

constexpr int no_number = -1;  ///< of a neighbourhood or municipality

bool is_sane(GridSpec const& grid)
{
    constexpr int most = 1 << 24;  // cells each way, so that sums of places stay far within 32 bits
    return grid.cell_cm > 0 && grid.cell_cm < most && grid.shape.rows > 0 && grid.shape.rows < most &&
           grid.shape.cols > 0 && grid.shape.cols < most;
}

class Sense {
  public:
    explicit Sense(BaseLayers const& base) : base_{base} {}

    bool of_all() const
    {
        return is_sane(base_.grid) && all(base_.links) && all(base_.neighbourhoods) && all(base_.chargers) &&
               all(base_.sites) && all(base_.dwelling_points) && all(base_.nodes) && all(base_.shares) &&
               all(base_.candidates) && are_in_order() &&
               std::ranges::all_of(base_.weightless_neighbourhoods, [&](int neighbourhood) {
                   return neighbourhood >= 0 && is_neighbourhood(neighbourhood);
               });
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
        return is(site.cell) && is(site.entry) && std::ranges::all_of(site.chargers, [&](std::int32_t charger) {
                   return charger >= 0 && charger < std::ssize(base_.chargers);
               });
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
        return share.node >= 0 && share.node < std::ssize(base_.nodes) && share.neighbourhood >= 0 &&
               is_neighbourhood(share.neighbourhood);
    }
    bool is(Candidate const& candidate) const
    {
        bool const is_ranked = candidate.eligible() && candidate.entry;
        return is(candidate.pole) && is(candidate.entry) && is_neighbourhood(candidate.neighbourhood) &&
               is_municipality(candidate.municipality) && (!is_ranked || is(base_.grid.cell_at(candidate.pole)));
    }
    bool is_neighbourhood(int number) const { return number >= no_number && number < std::ssize(base_.neighbourhoods); }
    bool is_municipality(int number) const { return number >= no_number && number < std::ssize(base_.municipalities); }

    bool are_in_order() const
    {
        auto const place = [&](auto const& at) { return base_.grid.index(at.cell); };
        return std::ranges::is_sorted(base_.nodes, {}, place) && std::ranges::is_sorted(base_.sites, {}, place) &&
               std::ranges::is_sorted(base_.shares, {}, &DemandShare::node);
    }

    BaseLayers const& base_;
};

}  // namespace

bool makes_sense(BaseLayers const& base)
{
    return Sense{base}.of_all();
}

}  // namespace laad
