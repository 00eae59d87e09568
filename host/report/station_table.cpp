// SPDX-License-Identifier: Apache-2.0
#include "host/present/style/qml.hpp"
#include "host/present/style/quantities.hpp"
#include "host/present/words.hpp"
#include "host/report/tables.hpp"
#include "rasters/millimetres.hpp"

#include <algorithm>

namespace laad {
namespace {

void add_charger(Charger const& charger, ChargingRow& row)
{
    row.ids.push_back(charger.id);
    if (charger.planned) row.planned_evse += charger.evse;
    if (charger.evse_assumed) row.assumed_evse += charger.evse;
    row.access_inferred |= charger.access_inferred;
    auto const same = [&](Point p) { return place_order(p) == place_order(charger.at); };
    if (std::ranges::none_of(row.places.points, same)) row.places.points.push_back(charger.at);
}

}  // namespace

std::vector<ChargingRow> charging_rows(BaseLayers const& base, std::vector<StationRow> const& stations)
{
    std::vector<ChargingRow> rows;
    for (std::size_t i = 0; i < base.sites.size(); ++i) {
        Site const& site = base.sites[i];
        rows.push_back({.access = "public",
                        .evse = site.evse,
                        .in_area = site.in_area,
                        .reached_on_foot = site.entry.has_value()});
        if (!stations.empty()) rows.back().service = stations[i];
        for (ChargerId const charger : site.chargers)
            add_charger(base.chargers[charger], rows.back());
    }
    std::vector<Charger const*> others;
    for (Charger const& charger : base.chargers)
        if (charger.access == ChargerAccess::semi_public) others.push_back(&charger);
    std::ranges::stable_sort(others, {}, [](Charger const* charger) {
        return std::pair{charger->cell, place_order(charger->at)};
    });
    for (Charger const* charger : others) {
        rows.push_back({.access = "semi-public",
                        .evse = charger->evse,
                        .in_area = charger->in_area,
                        .reached_on_foot = charger->entry.has_value()});
        add_charger(*charger, rows.back());
    }
    return rows;
}

Table<ChargingRow> station_table()
{
    using Row = ChargingRow const&;
    auto const service = [](auto part) {
        return [part](Row row) { return row.service ? std::optional{part(*row.service)} : std::nullopt; };
    };
    return {"stations",
            "Existing and planned charging: public sites with their service, semi-public points without",
            {{"station", [](Row row) { return joined(row.ids, ";"); }},
             {"access", &ChargingRow::access},
             {"evse", &ChargingRow::evse},
             {"planned_evse", &ChargingRow::planned_evse},
             {"assumed_evse", &ChargingRow::assumed_evse},
             {"public_inferred", &ChargingRow::access_inferred},
             {"in_area", &ChargingRow::in_area},
             {"reached_on_foot", &ChargingRow::reached_on_foot},
             {"capacity_kwh", service([](StationRow const& s) { return Energy{s.capacity_wh}; })},
             {"offered_kwh", service([](StationRow const& s) { return Energy{s.load.offered_wh}; })},
             {"served_kwh", service([](StationRow const& s) { return Energy{s.load.served_wh}; })},
             {"pressure_pct", service([](StationRow const& s) {
                  return Portion{s.load.offered_wh, s.capacity_wh};
              })}},
            ShapeKind::points,
            &ChargingRow::places,
            qml(styles::stations)};
}

}  // namespace laad
