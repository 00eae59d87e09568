// SPDX-License-Identifier: Apache-2.0
#include "host/report/layer_tables.hpp"
#include "host/report/styles.hpp"
#include "host/report/table_values.hpp"
#include "host/report/words.hpp"
#include "rasters/place_order.hpp"

#include <algorithm>

namespace laad {

namespace {

/// How many EVSE of a site are planned or assumed, and whether its being public was inferred.
struct SiteFacts {
    std::vector<std::string> ids;
    std::int64_t planned_evse{};
    std::int64_t assumed_evse{};
    bool inferred{};
};
SiteFacts facts_of(BaseLayers const& base, Site const& site)
{
    SiteFacts facts;
    for (std::int32_t const index : site.chargers) {
        Charger const& charger = base.chargers[static_cast<std::size_t>(index)];
        facts.ids.push_back(charger.id);
        if (charger.planned) facts.planned_evse += charger.evse;
        if (charger.evse_assumed) facts.assumed_evse += charger.evse;
        facts.inferred = facts.inferred || charger.access_inferred;
    }
    return facts;
}

/// Where its chargers stand, each place once.
Geometry points_of(BaseLayers const& base, Site const& site)
{
    Geometry geometry;
    for (std::int32_t const index : site.chargers) {
        Point const at = base.chargers[static_cast<std::size_t>(index)].at;
        auto const same = [&](Point p) { return place_order(p) == place_order(at); };
        if (std::ranges::none_of(geometry.points, same)) geometry.points.push_back(at);
    }
    return geometry;
}

/// Capacity, offered, served and pressure of a public site; nothing when only coverage is wanted.
void add_service(Run const& run, std::size_t site, std::vector<Value>& values)
{
    values.resize(values.size() + 4);
    if (run.scope == RunScope::coverage) return;
    StationRow const& row = run.results.stations[site];
    auto at = values.end() - 4;
    *at++ = kwh(row.capacity_wh);
    *at++ = kwh(row.load.offered_wh);
    *at++ = kwh(row.load.served_wh);
    *at++ = share(row.load.offered_wh, row.capacity_wh);
}

void add_semi_public(Run const& run, OutputLayer& layer)
{
    std::vector<Charger const*> chargers;
    for (Charger const& charger : run.base.chargers)
        if (charger.access == ChargerAccess::semi_public) chargers.push_back(&charger);
    std::stable_sort(chargers.begin(), chargers.end(), [](Charger const* a, Charger const* b) {
        return std::pair{a->cell, place_order(a->at)} < std::pair{b->cell, place_order(b->at)};
    });
    for (Charger const* charger : chargers)
        add(layer, point(charger->at),
            {charger->id,
             std::string{"semi-public"},
             integer_value(charger->evse),
             integer_value(charger->planned ? charger->evse : 0),
             integer_value(charger->evse_assumed ? charger->evse : 0),
             yes_no(charger->access_inferred),
             yes_no(charger->in_area),
             yes_no(charger->entry.has_value()),
             {},
             {},
             {},
             {}});
}

}  // namespace

OutputLayer stations(Run const& run)
{
    OutputLayer layer{"stations",
                      "Existing and planned charging: public sites with their service, semi-public points without",
                      ShapeKind::points,
                      {{"station", words_field},
                       {"access", words_field},
                       {"evse", integer},
                       {"planned_evse", integer},
                       {"assumed_evse", integer},
                       {"public_inferred", words_field},
                       {"in_area", words_field},
                       {"reached_on_foot", words_field},
                       {"capacity_kwh", real},
                       {"offered_kwh", real},
                       {"served_kwh", real},
                       {"pressure_pct", real}},
                      {},
                      station_style()};
    for (std::size_t i = 0; i < run.base.sites.size(); ++i) {
        Site const& site = run.base.sites[i];
        SiteFacts const facts = facts_of(run.base, site);
        std::vector<Value> values{joined(facts.ids, ";"),
                                  std::string{"public"},
                                  integer_value(site.evse),
                                  integer_value(facts.planned_evse),
                                  integer_value(facts.assumed_evse),
                                  yes_no(facts.inferred),
                                  yes_no(site.in_area),
                                  yes_no(site.entry.has_value())};
        add_service(run, i, values);
        add(layer, points_of(run.base, site), std::move(values));
    }
    add_semi_public(run, layer);
    return layer;
}

}  // namespace laad
