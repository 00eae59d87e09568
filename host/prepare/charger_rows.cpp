// SPDX-License-Identifier: Apache-2.0
// From the rows of a charge register to its locations.
#include "host/intake/flags.hpp"
#include "host/prepare/boxes.hpp"
#include "host/prepare/charger_words.hpp"
#include "host/prepare/chargers.hpp"
#include "rasters/error.hpp"
#include "rasters/place_order.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <map>

namespace laad {

namespace {

constexpr double most_evse = 500;     ///< larger counts at one location are taken for mistakes
constexpr double same_place_m = 8.0;  ///< rows of one id so near to each other are one location: bays side by side

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

/// What the rows say that the user should hear.
struct RowCounts {
    WordCounts unknown_status;
    WordCounts unknown_type;
    int out_of_order{};  ///< rows
    int several_rows{};  ///< locations with more than one row
    int rows_of_those{};
};

/// A row of the register; without a count it is one EVSE of a location with several rows.
struct RegisterRow {
    ChargerRow row;
    std::optional<int> evse;
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

    /// The locations of the usable rows, in the order of their first rows.
    /// Errors  InputError: a flag that is neither yes nor no
    std::vector<ChargerRow> read(InputNotes& noted)
    {
        for (auto const& feature : table_.features) {
            RegisterRow one;
            one.row.feature = feature.id;
            auto reason = fill(one, feature);
            if (reason.empty()) reason = add(std::move(one));
            if (reason.empty())
                count_words(feature);
            else
                noted.reject(table_, feature, reason);
        }
        open_.finish(table_);
        planned_.finish(table_);
        return locations();
    }

    RowCounts const& counts() const { return counts_; }

  private:
    /// The reason why the row cannot be used, or nothing.
    std::string fill(RegisterRow& one, Feature const& feature)
    {
        auto& charger = one.row.charger;
        if (feature.geometry.points.empty()) return "a charger that is not a point";
        charger.id = columns_.id ? text(feature.values[*columns_.id]) : std::to_string(feature.id);
        charger.at = feature.geometry.points.front();
        if (charger.id.empty()) return "a charger without an id";
        auto const status = ocpi_word(text_at(feature, columns_.status));
        if (status_of(status) == ChargerStatus::removed || is_one_of(status, dropped_))
            return "status " + status + " is left out";
        if (!inside(region_, charger.at)) return "outside the region and its context";
        auto const stated = columns_.evse ? number(feature.values[*columns_.evse]) : std::nullopt;
        if (stated && (*stated <= 0 || *stated > most_evse || *stated != std::floor(*stated)))
            return fmt::format("{} charge points (EVSE) is no plausible count", *stated);
        if (stated) one.evse = static_cast<int>(*stated);
        charger.cell = grid_.cell_at(charger.at);
        bool const is_planned = planned_.of(feature);
        charger.planned = is_planned || status_of(status) == ChargerStatus::planned;
        bool const is_open = open_.of(feature);
        auto const type = ocpi_word(text_at(feature, columns_.type));
        one.row.type = type;
        one.row.is_on_street = is_one_of(type, on_street_);
        one.row.may_be_inferred = type.empty() && (config_.unknown_type_is_public || is_open);
        return {};
    }

    /// Adds the row to its location; gives the reason when it cannot be one of it. What is planned at a place that
    /// exists is a location of its own.
    std::string add(RegisterRow one)
    {
        Charger const& charger = one.row.charger;
        auto const [first, is_new] = place_of_.try_emplace(charger.id, charger.at);
        double const off_m = std::hypot(charger.at.x - first->second.x, charger.at.y - first->second.y);
        if (!is_new && off_m > same_place_m)
            return fmt::format(
                "charger {} occurs more than once, here {:.0f} m from its first row; give every location "
                "an id of its own",
                charger.id, off_m);
        auto const [group, is_new_group] = group_of_.try_emplace({charger.id, charger.planned}, groups_.size());
        if (is_new_group) groups_.emplace_back();
        groups_[group->second].push_back(std::move(one));
        return {};
    }

    void count_words(Feature const& feature)
    {
        auto const status = ocpi_word(text_at(feature, columns_.status));
        if (status_of(status) == ChargerStatus::not_known) ++counts_.unknown_status[status];
        if (status_of(status) == ChargerStatus::out_of_order) ++counts_.out_of_order;
        auto const type = ocpi_word(text_at(feature, columns_.type));
        if (!type.empty() && !is_parking_type(type) && !is_one_of(type, on_street_)) ++counts_.unknown_type[type];
    }

    std::vector<ChargerRow> locations()
    {
        std::vector<ChargerRow> all;
        for (auto& rows : groups_) {
            bool const is_one = rows.size() == 1;
            ChargerRow location = std::move(rows.front().row);
            for (RegisterRow const& one : rows) {
                location.charger.evse += one.evse.value_or(is_one ? config_.assumed_evse : 1);
                location.charger.evse_assumed |= !one.evse;
                location.is_on_street |= one.row.is_on_street;
                location.may_be_inferred |= one.row.may_be_inferred;
            }
            if (!is_one) {
                ++counts_.several_rows;
                counts_.rows_of_those += static_cast<int>(rows.size());
            }
            all.push_back(std::move(location));
        }
        return all;
    }

    ChargerConfig const& config_;
    GridSpec const& grid_;
    Box region_;
    FeatureTable const& table_;
    Columns columns_;
    FlagField open_;
    FlagField planned_;
    std::vector<std::string> const dropped_{ocpi_words(config_.dropped_status)};
    std::vector<std::string> const on_street_{ocpi_words(config_.on_street_values)};
    std::map<std::string, Point> place_of_;                         ///< of the first row of an id
    std::map<std::pair<std::string, bool>, std::size_t> group_of_;  ///< by id and whether it is planned
    std::vector<std::vector<RegisterRow>> groups_;
    RowCounts counts_;
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

void note(RowCounts const& counts, InputNotes& noted)
{
    if (counts.several_rows > 0)
        noted.notes.push_back(fmt::format(
            "{} locations have several rows at one place, {} together, as with a row per EVSE: their charge "
            "points are added up (a row without a count is one point); if each row states the points of "
            "the whole location, keep one of them",
            counts.several_rows, counts.rows_of_those));
    if (!counts.unknown_status.empty())
        noted.notes.push_back(
            fmt::format("chargers.status_field holds values that OCPI does not know: {}; these rows count as existing, "
                        "list in chargers.dropped_status what does not",
                        in_words(counts.unknown_status)));
    if (counts.out_of_order > 0)
        noted.notes.push_back(
            fmt::format("{} rows of chargers have status INOPERATIVE or OUTOFORDER: they exist and count; list the "
                        "status in chargers.dropped_status to leave them out",
                        counts.out_of_order));
    if (!counts.unknown_type.empty())
        noted.notes.push_back(
            fmt::format("chargers.parking_type_field holds values that OCPI does not know: {}; these rows are "
                        "semi-public, list in chargers.on_street_values what is public street parking",
                        in_words(counts.unknown_type)));
}

}  // namespace

ChargerRows read_chargers(ChargerConfig const& config, GridSpec const& grid, InputNotes& noted)
{
    auto table = read(config.source, grid.epsg, std::nullopt, noted);
    check_points(table, "chargers");
    check_evse_field(config.evse_field, table);
    // From north to south, so that a location has the place of its northernmost row, whatever the order of rows.
    auto const place_of = [](Feature const& feature) {
        return feature.geometry.points.empty() ? PlaceOrder{INT64_MAX, 0} : place_order(feature.geometry.points[0]);
    };
    std::ranges::stable_sort(table.features, {}, place_of);
    Reader reader{config, grid, table};
    auto rows = reader.read(noted);
    note(reader.counts(), noted);
    table.features.clear();
    return {std::move(table), std::move(rows)};
}

}  // namespace laad
