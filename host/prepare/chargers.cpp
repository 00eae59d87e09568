// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/chargers.hpp"

#include "host/prepare/boxes.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace laad {

namespace {

constexpr double most_evse = 500;  ///< larger counts at one location are taken for mistakes

struct Columns {
    std::optional<std::size_t> id, evse, type, open, status, planned;

    Columns(ChargerConfig const& c, FeatureTable const& table)
        : id{table.optional_column(c.id_field)},
          evse{table.optional_column(c.evse_field)},
          type{table.optional_column(c.parking_type_field)},
          open{table.optional_column(c.open_24_7_field)},
          status{table.optional_column(c.status_field)},
          planned{table.optional_column(c.planned_field)}
    {
    }
};

class Reader {
  public:
    Reader(ChargerConfig const& config, Ground const& ground, FeatureTable const& table)
        : config_{config}, ground_{ground}, region_{box_of(ground.grid)}, table_{table}, columns_{config, table}
    {
    }

    /// The usable rows; each one's feature goes to `features`.
    std::vector<Charger> read(std::vector<Feature const*>& features, Findings& findings)
    {
        std::vector<Charger> chargers;
        for (auto const& feature : table_.features) {
            Charger charger;
            auto const reason = fill(charger, feature);
            if (!reason.empty()) {
                findings.reject(table_, feature, reason);
                continue;
            }
            chargers.push_back(std::move(charger));
            features.push_back(&feature);
        }
        return chargers;
    }

  private:
    /// The reason why the row cannot be used, or nothing.
    std::string fill(Charger& charger, Feature const& feature)
    {
        if (feature.geometry.points.empty()) return "a charger that is not a point";
        charger.id = columns_.id ? text(feature.values[*columns_.id]) : std::to_string(feature.id);
        charger.at = feature.geometry.points.front();
        auto const status = text_at(feature, columns_.status);
        if (charger.id.empty()) return "a charger without an id";
        if (is_one_of(status, config_.dropped_status)) return "status " + status + " is left out";
        if (!inside(region_, charger.at)) return "outside the region and its context";
        if (auto reason = count(charger, feature); !reason.empty()) return reason;
        if (!ids_.insert(charger.id).second) return "charger " + charger.id + " occurs more than once";
        charger.cell = ground_.grid.cell_at(charger.at);
        charger.in_area = ground_.in_area(charger.cell);
        charger.planned = columns_.planned && is_true(feature.values[*columns_.planned]);
        classify(charger, feature);
        return {};
    }

    std::string count(Charger& charger, Feature const& feature) const
    {
        auto const stated = columns_.evse ? number(feature.values[*columns_.evse]) : std::nullopt;
        if (stated && (*stated <= 0 || *stated > most_evse || *stated != std::floor(*stated)))
            return fmt::format("{} charge points (EVSE) is no plausible count", *stated);
        charger.evse_assumed = !stated;
        charger.evse = charger.evse_assumed ? config_.assumed_evse : static_cast<int>(*stated);
        return {};
    }

    void classify(Charger& charger, Feature const& feature) const
    {
        auto const type = text_at(feature, columns_.type);
        auto const open = columns_.open && is_true(feature.values[*columns_.open]);
        charger.access_inferred = type.empty() && open && ground_.surface[charger.cell] != Surface::building;
        charger.access = charger.access_inferred || is_one_of(type, config_.on_street_values)
                             ? ChargerAccess::is_public
                             : ChargerAccess::semi_public;
    }

    ChargerConfig const& config_;
    Ground const& ground_;
    Box region_;
    FeatureTable const& table_;
    Columns columns_;
    std::set<std::string> ids_;
};

/// A field without any number is the wrong field, not a field with gaps.
void check_evse_field(std::string const& field, FeatureTable const& table)
{
    auto const column = table.optional_column(field);
    if (!column) return;
    std::string seen;
    for (auto const& feature : table.features) {
        if (number(feature.values[*column])) return;
        if (seen.empty()) seen = text(feature.values[*column]);
    }
    if (!seen.empty())
        throw InputError{
            fmt::format("{} layer \"{}\": field \"{}\" (chargers.evse_field) holds no number but text like "
                        "\"{}\"; name the field with the number of charge points; there are: {}",
                        table.file, table.layer, field, seen, fmt::join(table.fields, ", "))};
}

void note_assumptions(std::vector<Charger> const& chargers, ChargerConfig const& config, Findings& findings)
{
    auto const count = [&](auto holds) { return std::count_if(chargers.begin(), chargers.end(), holds); };
    if (auto const n = count([](Charger const& c) { return c.evse_assumed; }))
        findings.notes.push_back(
            fmt::format("{} of {} locations state no number of charge points (EVSE); {} is assumed", n, chargers.size(),
                        config.assumed_evse));
    std::set<std::pair<long long, long long>> positions;
    auto const is_new = [&](Charger const& c) {
        return positions.emplace(std::llround(c.at.x * 10), std::llround(c.at.y * 10)).second;
    };
    if (auto const n = std::ssize(chargers) - count(is_new))
        findings.notes.push_back(
            fmt::format("{} of {} locations stand where another one stands (to 0.1 m); if a register lists them twice, "
                        "their charge points count double",
                        n, chargers.size()));
    if (auto const n = count([](Charger const& c) { return c.access_inferred; }))
        findings.notes.push_back(
            fmt::format("{} of {} locations are taken as public because their type is unknown, they "
                        "are open 24/7 and not inside a building",
                        n, chargers.size()));
}

}  // namespace

std::vector<Charger> chargers_of(ChargerConfig const& config, Ground const& ground, Findings& findings)
{
    auto const table = read(config.source, ground.grid.epsg, std::nullopt, findings);
    check_points(table, "chargers");
    check_evse_field(config.evse_field, table);
    std::vector<Feature const*> features;
    auto chargers = Reader{config, ground, table}.read(features, findings);
    tbb::parallel_for(std::size_t{0}, chargers.size(),
                      [&](std::size_t i) { chargers[i].entry = ground.entry(chargers[i].at); });
    for (std::size_t i = 0; i < chargers.size(); ++i)
        if (!chargers[i].entry && chargers[i].access == ChargerAccess::is_public)
            findings.reject(table, *features[i], ground.no_entry() + "; counts in straight-line distance only");
    std::sort(chargers.begin(), chargers.end(), [](Charger const& a, Charger const& b) { return a.id < b.id; });
    note_assumptions(chargers, config, findings);
    return chargers;
}

std::vector<Site> sites_of(std::vector<Charger> const& chargers, Ground const& ground, Findings& findings)
{
    std::map<Cell, Site> by_cell;
    for (std::size_t i = 0; i < chargers.size(); ++i) {
        auto const& charger = chargers[i];
        if (charger.access != ChargerAccess::is_public) continue;
        auto& site = by_cell[charger.cell];
        site.evse += charger.evse;
        site.chargers.push_back(static_cast<std::int32_t>(i));
    }
    std::vector<Site> sites;
    std::int64_t unreachable = 0;
    for (auto& [cell, site] : by_cell) {
        site.cell = cell;
        site.in_area = ground.in_area(cell);
        site.entry = ground.entry(ground.grid.centre(cell));
        unreachable += !site.entry;
        sites.push_back(std::move(site));
    }
    if (unreachable > 0)
        findings.notes.push_back(fmt::format("{} of {} public sites have {}; they count in straight-line distance only",
                                             unreachable, sites.size(), ground.no_entry()));
    return sites;
}

}  // namespace laad
