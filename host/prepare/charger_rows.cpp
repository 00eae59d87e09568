// SPDX-License-Identifier: Apache-2.0
// From the rows of a charge register to its locations.
#include "host/intake/flags.hpp"
#include "host/intake/number_field.hpp"
#include "host/intake/words.hpp"
#include "host/language/to_say.hpp"
#include "host/prepare/boxes.hpp"
#include "host/prepare/charger_repeats.hpp"
#include "host/prepare/chargers.hpp"
#include "host/prepare/plane.hpp"
#include "rasters/millimetres.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>

namespace laad {

namespace {

constexpr double most_evse = 500;     ///< larger counts at one location are taken for mistakes
constexpr double same_place_m = 8.0;  ///< rows of one id so near to each other are one location: bays side by side

/// In capitals and without blanks around: `removed`, `REMOVED ` and `Removed` are one value.
std::string ocpi_word(std::string_view text)
{
    auto word = trimmed(text);
    std::ranges::transform(word, word.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return word;
}

std::vector<std::string> ocpi_words(std::vector<std::string> texts)
{
    std::ranges::transform(texts, texts.begin(), ocpi_word);
    return texts;
}

std::vector<std::string> const parking_types{"ALONG_MOTORWAY", "ON_DRIVEWAY", "ON_STREET",
                                             "PARKING_GARAGE", "PARKING_LOT", "UNDERGROUND_GARAGE"};

/// What a status says of a location. A status that OCPI does not know counts as existing.
enum class ChargerStatus { exists, out_of_order, planned, removed, not_known };

ChargerStatus status_of(std::string const& word)
{
    static std::vector<std::string> const existing{"", "AVAILABLE", "BLOCKED", "CHARGING", "RESERVED", "UNKNOWN"};
    if (is_one_of(word, existing)) return ChargerStatus::exists;
    if (word == "INOPERATIVE" || word == "OUTOFORDER") return ChargerStatus::out_of_order;
    if (word == "PLANNED") return ChargerStatus::planned;
    return word == "REMOVED" ? ChargerStatus::removed : ChargerStatus::not_known;
}

/// A row of the register; without a count it is one EVSE of a location with several rows.
struct RegisterRow {
    ChargerRow row;
    std::optional<int> evse;
    std::string status;
};

/// The locations of a register, and what its rows say that the user should hear.
class Reader {
  public:
    Reader(ChargerConfig const& config, GridSpec const& grid, FeatureTable const& table)
        : config_{config},
          grid_{grid},
          region_{box_of(grid)},
          table_{table},
          id_{table.optional_column(config.id_field)},
          type_{table.optional_column(config.parking_type_field)},
          status_{table.optional_column(config.status_field)},
          evse_{"chargers.evse_field", config.evse_field, table, most_evse},
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
            auto reason = fill(one, feature);
            auto const one_evse = one.evse;
            if (reason.empty()) reason = add(std::move(one));
            if (!reason.empty())
                noted.reject(table_, feature, reason,
                             {"charge location", one_evse.value_or(config_.assumed_evse), "EVSE"});
        }
        open_.finish(table_);
        evse_.finish(table_, "they count as not given", noted);
        planned_.finish(table_);
        auto found = locations();
        note(noted);
        return found;
    }

  private:
    /// The reason why the row cannot be used, or nothing.
    std::string fill(RegisterRow& one, Feature const& feature)
    {
        auto& [charger, id, type, is_on_street, may_be_inferred] = one.row;
        id = feature.id;
        if (feature.geometry.points.empty()) return "a charger that is not a point";
        charger.id = id_ ? text_at(feature, id_) : std::to_string(feature.id);
        charger.at = feature.geometry.points.front();
        if (charger.id.empty()) return "a charger without an id";
        one.status = ocpi_word(text_at(feature, status_));
        auto const stated = evse_.of(feature);
        bool const is_plausible = stated && *stated > 0 && *stated <= most_evse && *stated == std::floor(*stated);
        if (is_plausible) one.evse = static_cast<int>(*stated);
        if (status_of(one.status) == ChargerStatus::removed || is_one_of(one.status, dropped_))
            return to_say("status {} is left out", one.status);
        if (!inside(region_, charger.at)) return "outside the region and its context";
        if (stated && !is_plausible)
            return to_say("a count of charge points (EVSE) that is not plausible (1 to {:g})", most_evse);
        charger.cell = grid_.cell_at(charger.at);
        bool const is_planned = planned_.of(feature);
        charger.planned = is_planned || status_of(one.status) == ChargerStatus::planned;
        bool const is_open = open_.of(feature);
        type = ocpi_word(text_at(feature, type_));
        is_on_street = is_one_of(type, on_street_);
        may_be_inferred = type.empty() && (config_.unknown_type_is_public || is_open);
        return {};
    }

    /// Adds the row to its location; gives the reason when it cannot be one of it. What is planned at a place that
    /// exists is a location of its own.
    std::string add(RegisterRow one)
    {
        Charger const& charger = one.row.charger;
        auto const [first, is_new] = place_of_.try_emplace(charger.id, charger.at);
        double const off_m = distance(charger.at, first->second);
        if (!is_new && off_m > same_place_m)
            return to_say(
                "the id of a charger occurs more than once, here more than {:g} m from its first row; give every "
                "location an id of its own",
                same_place_m);
        count_words(one);
        auto const [group, is_new_group] = group_of_.try_emplace({charger.id, charger.planned}, groups_.size());
        if (is_new_group) groups_.emplace_back();
        groups_[group->second].push_back(std::move(one));
        return {};
    }

    void count_words(RegisterRow const& one)
    {
        int const evse = one.evse.value_or(config_.assumed_evse);
        all_evse_ += evse;
        if (status_of(one.status) == ChargerStatus::not_known) {
            ++unknown_status_[one.status];
            unknown_status_evse_ += evse;
        }
        if (status_of(one.status) == ChargerStatus::out_of_order) {
            ++out_of_order_;
            out_of_order_evse_ += evse;
        }
        auto const& type = one.row.type;
        if (!type.empty() && !is_one_of(type, parking_types) && !one.row.is_on_street) ++unknown_type_[type];
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
                ++several_rows_;
                rows_of_those_ += rows.size();
            }
            all.push_back(std::move(location));
        }
        return all;
    }

    void note(InputNotes& noted) const
    {
        noted.guess({"a status that OCPI does not know counts as existing", "chargers.dropped_status",
                     unknown_status_evse_, all_evse_, "EVSE"});
        noted.guess({"what is out of order (INOPERATIVE, OUTOFORDER) counts as existing", "chargers.dropped_status",
                     out_of_order_evse_, all_evse_, "EVSE"});
        if (several_rows_ > 0)
            noted.note(
                "{} locations have several rows at one place, {} together, as with a row per EVSE: their charge points "
                "are added up (a row without a count is one point); if each row states the points of the whole "
                "location, keep one of them",
                several_rows_, rows_of_those_);
        if (!unknown_status_.empty())
            noted.note(
                "chargers.status_field holds values that OCPI does not know: {}; these rows count as existing, list in "
                "chargers.dropped_status what does not",
                in_words(unknown_status_));
        if (out_of_order_ > 0)
            noted.note(
                "{} rows of chargers have status INOPERATIVE or OUTOFORDER: they exist and count; list the status in "
                "chargers.dropped_status to leave them out",
                out_of_order_);
        if (!unknown_type_.empty())
            noted.note(
                "chargers.parking_type_field holds values that OCPI does not know: {}; these rows are semi-public, "
                "list in chargers.on_street_values what is public street parking",
                in_words(unknown_type_));
    }

    ChargerConfig const& config_;
    GridSpec const& grid_;
    Box region_;
    FeatureTable const& table_;
    std::optional<std::size_t> id_, type_, status_;
    NumberField evse_;
    FlagField open_;
    FlagField planned_;
    std::vector<std::string> const dropped_{ocpi_words(config_.dropped_status)};
    std::vector<std::string> const on_street_{ocpi_words(config_.on_street_values)};
    std::map<std::string, Point> place_of_;                         ///< of the first row of an id
    std::map<std::pair<std::string, bool>, std::size_t> group_of_;  ///< by id and whether it is planned
    std::vector<std::vector<RegisterRow>> groups_;
    WordCounts unknown_status_, unknown_type_;
    int out_of_order_{};  ///< rows
    std::int64_t all_evse_{}, unknown_status_evse_{}, out_of_order_evse_{};
    int several_rows_{};  ///< locations with more than one row
    std::size_t rows_of_those_{};
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
        refuse(table,
               "field \"{}\" (chargers.evse_field) holds no number but text like \"{}\"; name the field with the "
               "number of charge points; there are: {}",
               field, seen, fmt::join(table.fields, ", "));
}

}  // namespace

ChargerRows read_chargers(ChargerConfig const& config, GridSpec const& grid, InputNotes& noted)
{
    auto table = read(config.source, grid.epsg, std::nullopt, noted, Rows::may_lack);
    check_points(table, "chargers");
    check_evse_field(config.evse_field, table);
    set_repeats_aside(table, config, box_of(grid), noted);
    // From north to south, so that a location has the place of its northernmost row, whatever the order of rows.
    auto const place_of = [](Feature const& feature) {
        return feature.geometry.points.empty() ? PlaceOrder{INT64_MAX, 0} : place_order(feature.geometry.points[0]);
    };
    std::ranges::stable_sort(table.features, {}, place_of);
    auto rows = Reader{config, grid, table}.read(noted);
    table.features.clear();
    return {std::move(table), std::move(rows)};
}

}  // namespace laad
