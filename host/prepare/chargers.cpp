// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/chargers.hpp"

#include "host/prepare/boxes.hpp"
#include "host/prepare/flags.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace laad {

namespace {

constexpr double most_evse = 500;  ///< larger counts at one location are taken for mistakes

struct Columns {
    std::optional<std::size_t> id, evse, type, status;

    Columns(ChargerConfig const& c, FeatureTable const& table)
        : id{table.optional_column(c.id_field)},
          evse{table.optional_column(c.evse_field)},
          type{table.optional_column(c.parking_type_field)},
          status{table.optional_column(c.status_field)}
    {
    }
};

class Reader {
  public:
    Reader(ChargerConfig const& config, GridSpec const& grid, FeatureTable const& table)
        : config_{config},
          grid_{grid},
          region_{box_of(grid)},
          table_{table},
          columns_{config, table},
          open_{"chargers.open_24_7_field", config.open_24_7_field, table},
          planned_{"chargers.planned_field", config.planned_field, table}
    {
    }

    /// The usable rows. Errors  InputError: a flag that is neither yes nor no
    std::vector<ChargerRow> read(Findings& findings)
    {
        std::vector<ChargerRow> rows;
        for (auto const& feature : table_.features) {
            ChargerRow row;
            row.feature = feature.id;
            auto const reason = fill(row, feature);
            if (reason.empty())
                rows.push_back(std::move(row));
            else
                findings.reject(table_, feature, reason);
        }
        open_.finish(table_);
        planned_.finish(table_);
        return rows;
    }

  private:
    /// The reason why the row cannot be used, or nothing.
    std::string fill(ChargerRow& row, Feature const& feature)
    {
        auto& charger = row.charger;
        if (feature.geometry.points.empty()) return "a charger that is not a point";
        charger.id = columns_.id ? text(feature.values[*columns_.id]) : std::to_string(feature.id);
        charger.at = feature.geometry.points.front();
        auto const status = text_at(feature, columns_.status);
        if (charger.id.empty()) return "a charger without an id";
        if (is_one_of(status, config_.dropped_status)) return "status " + status + " is left out";
        if (!inside(region_, charger.at)) return "outside the region and its context";
        if (auto reason = count(charger, feature); !reason.empty()) return reason;
        if (!ids_.insert(charger.id).second) return "charger " + charger.id + " occurs more than once";
        charger.cell = grid_.cell_at(charger.at);
        charger.planned = planned_.of(feature);
        auto const type = text_at(feature, columns_.type);
        row.is_on_street = is_one_of(type, config_.on_street_values);
        row.may_be_inferred = open_.of(feature) && type.empty();
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

    ChargerConfig const& config_;
    GridSpec const& grid_;
    Box region_;
    FeatureTable const& table_;
    Columns columns_;
    FlagField open_;
    FlagField planned_;
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

ChargerRows read_chargers(ChargerConfig const& config, GridSpec const& grid, Findings& findings)
{
    auto table = read(config.source, grid.epsg, std::nullopt, findings);
    check_points(table, "chargers");
    check_evse_field(config.evse_field, table);
    auto rows = Reader{config, grid, table}.read(findings);
    table.features.clear();
    return {std::move(table), std::move(rows)};
}

void place(ChargerRow& row, Ground const& ground)
{
    auto& charger = row.charger;
    charger.in_area = ground.in_area(charger.cell);
    charger.access_inferred = row.may_be_inferred && ground.surface_at(charger.cell) != Surface::building;
    charger.access =
        charger.access_inferred || row.is_on_street ? ChargerAccess::is_public : ChargerAccess::semi_public;
    charger.entry = ground.entry(charger.at);
}

std::vector<Charger> chargers_of(ChargerRows placed, ChargerConfig const& config, GroundLayers const& layers,
                                 Findings& findings)
{
    std::vector<Charger> chargers;
    for (auto& [charger, feature, on_street, inferred] : placed.rows) {
        if (!charger.entry && charger.access == ChargerAccess::is_public)
            findings.reject(placed.table, feature, layers.no_entry() + "; counts in straight-line distance only");
        chargers.push_back(std::move(charger));
    }
    std::sort(chargers.begin(), chargers.end(), [](Charger const& a, Charger const& b) { return a.id < b.id; });
    note_assumptions(chargers, config, findings);
    return chargers;
}

std::vector<Site> sites_of(std::vector<Charger> const& chargers)
{
    std::map<Cell, Site> by_cell;
    for (std::size_t i = 0; i < chargers.size(); ++i) {
        auto const& charger = chargers[i];
        if (charger.access != ChargerAccess::is_public) continue;
        auto& site = by_cell[charger.cell];
        site.cell = charger.cell;
        site.evse += charger.evse;
        site.in_area = charger.in_area;
        site.entry = shorter(site.entry, charger.entry);
        site.chargers.push_back(static_cast<std::int32_t>(i));
    }
    std::vector<Site> sites;
    for (auto& [cell, site] : by_cell)
        sites.push_back(std::move(site));
    return sites;
}

std::optional<Access> shorter(std::optional<Access> const& a, std::optional<Access> const& b)
{
    if (!a || !b) return a ? a : b;
    return std::tie(b->walk_cm, b->cell) < std::tie(a->walk_cm, a->cell) ? b : a;
}

void note_unreachable(std::vector<Site> const& sites, GroundLayers const& layers, Findings& findings)
{
    auto const n = std::count_if(sites.begin(), sites.end(), [](Site const& site) { return !site.entry; });
    if (n > 0)
        findings.notes.push_back(fmt::format("{} of {} public sites have {}; they count in straight-line distance only",
                                             n, sites.size(), layers.no_entry()));
}

}  // namespace laad
