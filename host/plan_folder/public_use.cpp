// SPDX-License-Identifier: Apache-2.0
#include "host/plan_folder/public_use.hpp"

#include "host/plan_folder/withheld.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace laad {
namespace {

using Fields = std::vector<std::string>;

Fields const of_sessions{"session_sites", "session_evse", "sessions", "energy_kwh", "site_users"};
Fields const of_sites{
    "occupied_min",       "available_min",   "occupancy_pct",    "peak_occupied_min", "peak_available_min",
    "peak_occupancy_pct", "pressure_0_evse", "pressure_50_evse", "pressure_100_evse", "pressure_150_evse",
    "pressed_pct",        "peak_evse",       "busy_evse",        "busy_pct"};
Fields const never_told{"dwellings",   "within_300m",      "within_300m_pct",
                        "no_driveway", "no_driveway_300m", "requests_waiting"};

class UseFigures {
  public:
    explicit UseFigures(FeatureTable& table) : table_{table} { find_families(); }

    /// The rows of which a count may be told. `absent`: rows without it have none; else nothing is known of them, which
    /// all may see.
    enum class Absent { counts_as_zero, is_no_part };
    std::vector<bool> may_tell(char const* field, Absent absent) const
    {
        std::vector<std::int64_t> counts;
        for (Feature const& row : table_.features)
            counts.push_back(count(row, field));
        if (absent == Absent::counts_as_zero) return may_be_told(counts, families_);
        auto families = families_;
        for (WholeAndParts& family : families)
            std::erase_if(family.parts, [&](std::size_t part) { return counts[part] == 0; });
        return may_be_told(counts, families);
    }
    std::int64_t count(Feature const& row, std::string const& field) const
    {
        return static_cast<std::int64_t>(number(row.values[table_.column(field)]).value_or(0));
    }
    std::string word(Feature const& row, char const* field) const { return text(row.values[table_.column(field)]); }
    bool is_gemeente(Feature const& row) const { return word(row, "level") == "gemeente"; }

  private:
    /// All months of a month; the gemeente of a buurt; what a gemeente is part of, by each of its regions.
    void find_families()
    {
        std::map<std::string, std::size_t> rows;
        auto const key = [](std::string_view level, std::string_view name, std::string_view month) {
            return std::string{level} + '\n' + std::string{name} + '\n' + std::string{month};
        };
        for (std::size_t i = 0; i < table_.features.size(); ++i) {
            Feature const& row = table_.features[i];
            std::string const level = word(row, "level");
            rows[key(level, level == "area" ? "" : word(row, "name"), word(row, "month"))] = i;
        }
        std::map<std::size_t, std::map<std::string, std::vector<std::size_t>>>
            parts;  // of a whole, by the kind of part
        auto const part_of = [&](std::size_t part, std::string_view level, std::string const& name,
                                 std::string const& month, char const* kind) {
            auto const whole = rows.find(key(level, name, month));
            if (whole != rows.end()) parts[whole->second][kind].push_back(part);
        };
        for (std::size_t i = 0; i < table_.features.size(); ++i) {
            Feature const& row = table_.features[i];
            std::string const level = word(row, "level");
            std::string const month = word(row, "month");
            if (month != "all") part_of(i, level, level == "area" ? "" : word(row, "name"), "all", "month");
            if (level == "buurt") part_of(i, "gemeente", word(row, "gemeente"), month, "buurt");
            if (level == "gemeente") {
                part_of(i, "area", "", month, "gemeente");
                for (char const* region : {"market_model", "provincie", "res_regio"})
                    part_of(i, region, word(row, region), month, "gemeente");
            } else if (level != "area" && level != "buurt")
                part_of(i, "area", "", month,
                        level == "market_model" ? "market_model"
                        : level == "provincie"  ? "provincie"
                                                : "res_regio");
        }
        for (auto const& [whole, kinds] : parts)
            for (auto const& [kind, of_kind] : kinds)
                families_.push_back({whole, of_kind});
    }

    FeatureTable& table_;
    std::vector<WholeAndParts> families_;
};

/// Makes columns NULL, and remembers in which rows something was lost by it.
class Withholder {
  public:
    explicit Withholder(FeatureTable& table) : table_{table}, few_(table.features.size()) {}

    void withhold(std::size_t row, Fields const& fields)
    {
        for (std::string const& field : fields) {
            Value& value = table_.features[row].values[table_.column(field)];
            if (std::holds_alternative<std::monostate>(value)) continue;
            value = {};
            few_[row] = true;
        }
    }
    void withhold(std::vector<bool> const& may, Fields const& fields)
    {
        for (std::size_t row = 0; row < may.size(); ++row)
            if (!may[row]) withhold(row, fields);
    }
    void finish()
    {
        table_.fields.emplace_back("few");
        for (std::size_t row = 0; row < few_.size(); ++row)
            table_.features[row].values.emplace_back(std::string{few_[row] ? "yes" : "no"});
    }

  private:
    FeatureTable& table_;
    std::vector<bool> few_;
};

/// Whether the share of dwellings without own driveway that are served tells of no few dwellings.
bool tells_of_many(UseFigures const& use, Feature const& row)
{
    std::int64_t const all = use.count(row, "no_driveway");
    std::int64_t const within = use.count(row, "no_driveway_300m");
    return within >= least_told && (all == within || all - within >= least_told);
}

/// By gemeente, and by what is larger where no gemeente is withheld, as it would follow from the others.
void withhold_driveways(UseFigures const& use, FeatureTable const& table, Withholder& withholder)
{
    bool const all_gemeenten = std::ranges::all_of(table.features, [&](Feature const& row) {
        return !use.is_gemeente(row) || use.word(row, "month") != "all" || tells_of_many(use, row);
    });
    for (std::size_t i = 0; i < table.features.size(); ++i) {
        Feature const& row = table.features[i];
        bool const may =
            use.word(row, "level") != "buurt" && tells_of_many(use, row) && (use.is_gemeente(row) || all_gemeenten);
        if (!may) withholder.withhold(i, {"no_driveway_300m_pct"});
    }
}

void leave_out(FeatureTable& table, std::string const& field)
{
    auto const column = static_cast<std::ptrdiff_t>(table.column(field));
    table.fields.erase(table.fields.begin() + column);
    for (Feature& row : table.features)
        row.values.erase(row.values.begin() + column);
}

}  // namespace

void withhold_use(FeatureTable& table)
{
    UseFigures const use{table};
    auto const sites = use.may_tell("sites_known", UseFigures::Absent::is_no_part);
    auto const sessions = use.may_tell("sessions", UseFigures::Absent::is_no_part);
    auto const users = use.may_tell("site_users", UseFigures::Absent::is_no_part);
    auto const requests = use.may_tell("requests_user", UseFigures::Absent::counts_as_zero);
    auto const placed = use.may_tell("requests_placed", UseFigures::Absent::counts_as_zero);
    Withholder withholder{table};
    withhold_driveways(use, table, withholder);
    withholder.withhold(sites, of_sites);
    withholder.withhold(sites, of_sessions);
    withholder.withhold(sessions, of_sessions);
    withholder.withhold(users, {"site_users"});
    withholder.withhold(requests, {"requests_user"});
    withholder.withhold(placed, {"requests_placed", "lead_days_median", "lead_days_p90"});
    for (std::size_t i = 0; i < table.features.size(); ++i)
        if (!told(use.count(table.features[i], "vehicles"))) withholder.withhold(i, {"vehicles", "vehicles_per_evse"});
    for (std::string const& field : never_told)
        leave_out(table, field);
    withholder.finish();
}

void withhold_chance(FeatureTable& table)
{
    Withholder withholder{table};
    auto const count = [&](Feature const& row, char const* field) {
        return static_cast<std::int64_t>(number(row.values[table.column(field)]).value_or(0));
    };
    for (std::size_t i = 0; i < table.features.size(); ++i) {
        Feature const& row = table.features[i];
        bool const may = told(count(row, "sites")) && told(count(row, "site_days")) && told(count(row, "quarters"));
        if (!may) withholder.withhold(i, {"chance_pct", "low_pct", "high_pct", "one_more_model_pct"});
    }
    withholder.finish();
}

}  // namespace laad
