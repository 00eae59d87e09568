// SPDX-License-Identifier: Apache-2.0
#include "host/publish/chance_page.hpp"

#include "host/present/style/layer_styles.hpp"
#include "host/present/style/style_json.hpp"
#include "host/scenario/vocabulary.hpp"
#include "host/usage/chance.hpp"
#include "rasters/error.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <optional>

namespace laad {
namespace {

using Json = nlohmann::ordered_json;

/// Cells of a table by the names of their columns.
class RowsOf {
  public:
    explicit RowsOf(FeatureTable table) : table_{std::move(table)} {}

    std::vector<Feature> const& all() const { return table_.features; }
    std::string words(Feature const& row, char const* field) const { return text(row.values[table_.column(field)]); }
    Json figure(Feature const& row, char const* field) const
    {
        auto const value = number(row.values[table_.column(field)]);
        if (!value) return {};
        if (*value == static_cast<double>(static_cast<std::int64_t>(*value))) return static_cast<std::int64_t>(*value);
        return *value;
    }

  private:
    FeatureTable table_;
};

struct Buurt {
    Json row;                    ///< of the list in chance.json
    Json hours = Json::array();  ///< rows of its file of counts
};

/// What a buurt is called in the legend of the raster `buurt`, and its number there.
std::map<std::string, std::int64_t> raster_numbers(PublicTables const& tables)
{
    RowsOf const codes{tables.read("codes")};
    std::map<std::string, std::int64_t> numbers;
    for (Feature const& row : codes.all())
        if (codes.words(row, "raster") == "buurt")
            numbers[codes.words(row, "meaning")] = codes.figure(row, "code").get<std::int64_t>();
    return numbers;
}

class Buurten {
  public:
    explicit Buurten(PublicTables const& tables) : numbers_{raster_numbers(tables)}
    {
        add_counts(RowsOf{tables.read("chance_buurten")});
        if (tables.has("prices_buurten")) add_prices(RowsOf{tables.read("prices_buurten")});
    }
    Json list() const
    {
        Json rows = Json::array();
        for (auto const& [number, buurt] : by_number_)
            rows.push_back(buurt.row);
        return rows;
    }
    std::vector<std::string> counts() const
    {
        std::vector<Json> files;
        std::size_t count = 0;
        for (auto const& [number, buurt] : by_number_) {
            if (count++ % chance_buurten_per_file == 0) files.push_back(Json::array());
            files.back().push_back(buurt.hours);
        }
        std::vector<std::string> texts;
        for (Json const& file : files)
            texts.push_back(file.dump(-1, ' ', false, Json::error_handler_t::replace));
        return texts;
    }

  private:
    /// A buurt that the raster does not know lies outside of it. `whole`: as called() has it.
    Buurt* buurt_of(std::string const& key, std::string const& whole, std::string const& gemeente)
    {
        auto const number = numbers_.find(whole);
        if (number == numbers_.end()) return nullptr;
        auto const [found, is_new] = by_number_.try_emplace(number->second);
        std::string const with_key = " (" + key + ")";
        std::string const name = whole.ends_with(with_key) ? whole.substr(0, whole.size() - with_key.size()) : whole;
        if (is_new) found->second.row = {{"code", number->second}, {"name", name}, {"gemeente", gemeente}};
        return &found->second;
    }
    void add_counts(RowsOf const& table)
    {
        for (Feature const& row : table.all()) {
            std::string const key = table.words(row, "buurt");
            std::string const whole = called(key, table.words(row, "buurt_name"));
            Buurt* const buurt = buurt_of(key, whole, table.words(row, "gemeente"));
            if (buurt == nullptr) continue;
            int const hour = table.figure(row, "hour").get<int>();
            Json cells = Json::array({table.words(row, "day") == "weekday" ? hour : 24 + hour});
            for (char const* field : {"chance_pct", "low_pct", "high_pct", "sites", "quarters", "site_days"})
                cells.push_back(table.figure(row, field));
            cells.push_back(table.words(row, "few") == "yes");
            buurt->hours.push_back(std::move(cells));
        }
    }
    void add_prices(RowsOf const& table)
    {
        for (Feature const& row : table.all()) {
            // Its column buurt_name has the key too.
            Buurt* const buurt =
                buurt_of(table.words(row, "buurt"), table.words(row, "buurt_name"), table.words(row, "gemeente"));
            if (buurt == nullptr) continue;
            Json& price = buurt->row["price"];
            for (auto const& [name, field] : {std::pair{"lowest", "lowest_euro_kwh"},
                                              {"median", "median_euro_kwh"},
                                              {"highest", "highest_euro_kwh"},
                                              {"connectors", "connectors"},
                                              {"with_other_costs", "with_other_costs"}})
                price[name] = table.figure(row, field);
        }
    }

    std::map<std::string, std::int64_t> numbers_;
    std::map<std::int64_t, Buurt> by_number_;
};

/// The first and last moment of all files; their names and rows are not told.
std::pair<std::string, std::string> period(StoredPlan const& plan)
{
    RowsOf const sources{read_table(plan.path / plan_files::map, Rows::may_lack, "usage_sources")};
    std::string first;
    std::string last;
    for (Feature const& row : sources.all()) {
        std::string const from = sources.words(row, "first");
        std::string const until = sources.words(row, "last");
        if (!from.empty() && (first.empty() || from < first)) first = from;
        last = std::max(last, until);
    }
    return {first, last};
}

/// At how many of the sites of which something is known cars that charge alone are seen: "none", "some" or "all".
std::string charging_only(PublicTables const& tables)
{
    RowsOf const figures{tables.read("usage_kpis")};
    auto const area = std::ranges::find_if(figures.all(), [&](Feature const& row) {
        return figures.words(row, "level") == "area" && figures.words(row, "month") == "all";
    });
    if (area == figures.all().end()) return "none";
    auto const count = [&](char const* field) {
        Json const figure = figures.figure(*area, field);
        return figure.is_null() ? 0 : figure.get<std::int64_t>();
    };
    std::int64_t const only = count("charging_only_sites");
    return only == 0 ? "none" : only < count("sites_known") ? "some" : "all";
}

}  // namespace

bool knows_chance(PublicTables const& tables)
{
    return tables.has("chance_buurten") && !tables.read("chance_buurten").features.empty();
}

std::vector<std::string> chance_page_rasters()
{
    std::vector<std::string> names{"walk", "buurt"};
    for (std::string const& slot : chance_slot_names())
        names.push_back("chance_" + slot);
    return names;
}

ChancePage chance_page(StoredPlan const& plan, PublicTables const& tables)
{
    UsageConfig const& usage = plan.config.usage;
    Buurten const buurten{tables};
    auto const [first, last] = period(plan);
    Style const style = *layer_style("chance", plan.config);
    Json const facts{{"format", 1},
                     {"k", least_told},
                     {"walk_m", usage.chance_walk_m},
                     {"enter_m", plan.config.coverage.access_max_m},
                     {"days", usage.chance_days},
                     {"least_quarters", usage.chance_least_quarters},
                     {"time_zone", usage.time_zone},
                     {"first", first},
                     {"last", last},
                     {"charging_only", charging_only(tables)},
                     {"prices", tables.has("prices_buurten")},
                     {"stations", tables.read("stations").features.size()},
                     {"style", style_json(style)},
                     {"counts_per_file", chance_buurten_per_file},
                     {"buurten", buurten.list()}};
    return {facts.dump(-1, ' ', false, Json::error_handler_t::replace), buurten.counts()};
}

}  // namespace laad
