// SPDX-License-Identifier: Apache-2.0
#include "host/intake/table_rows.hpp"
#include "host/power/tables.hpp"
#include "host/prepare/boxes.hpp"
#include "rasters/io/files/region_crs.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <set>
#include <unordered_map>

namespace laad {
namespace {

constexpr std::int64_t billion = 1'000'000'000;
std::string const positions[] = {"given", "assumed"};
std::string const basis_names[] = {"network_operator", "capacity_map", "assumed"};
constexpr Basis basis_codes[] = {Basis::network_operator, Basis::capacity_map, Basis::assumed};

struct AssetRow {
    std::size_t row{};
    AssetInfo info;
    GridAsset asset;
    AssetBase base;
    std::string parent;
    int depth{};
    std::int64_t wh_per_year{};  ///< base: energy, its profile (null: no base), and its growth until the target year
    std::vector<std::int64_t> const* profile{};
    std::int64_t growth{};
};

constexpr std::int64_t most_growth = billion / 2;   ///< a year, up or down
constexpr std::int64_t most_factor = 20 * billion;  ///< of a base until the target year
constexpr int most_levels = 32;                     ///< of the tree; the four kinds may each have several

/// A load that grows by `growth` (10^-9) a year: its factor in 10^-9, rounded up every year. Nothing when it is absurd.
std::optional<std::int64_t> growth_factor(std::int64_t growth, int years)
{
    std::int64_t factor = billion;
    for (int i = 0; i < years; ++i) {
        factor =
            static_cast<std::int64_t>((static_cast<__int128>(factor) * (billion + growth) + billion - 1) / billion);
        if (factor > most_factor) return std::nullopt;
    }
    return factor;
}

/// W in a quarter: energy × profile × growth, rounded up.
std::int64_t base_load_w(std::int64_t wh_per_year, std::int64_t profile, std::int64_t factor)
{
    constexpr __int128 per_mwh = million;
    constexpr __int128 one = per_mwh * million * billion;
    __int128 const product = static_cast<__int128>(wh_per_year) * profile * factor;
    return static_cast<std::int64_t>((product + one - 1) / one);
}

class AssetReader {
  public:
    AssetReader(std::filesystem::path const& file, NumberStyle const& style, Profiles const& profiles, int target_year,
                GridSpec const& grid)
        : table_{file, Rows::needed, {}, style},
          profiles_{profiles},
          profile_names_{profiles.names()},
          target_year_{target_year},
          reach_{grown(box_of(grid), leaf_range_m)},
          use_{area_of_use(grid.epsg)}
    {
    }

    int leaves_beyond() const { return leaves_beyond_; }

    std::vector<AssetRow> rows()
    {
        std::vector<AssetRow> rows;
        for (std::size_t i = 0; i < table_.size(); ++i)
            if (auto row = read(i)) rows.push_back(std::move(*row));
        tbb::parallel_for(std::size_t{0}, rows.size(), [&](std::size_t i) { set_base_load(rows[i]); });
        for (AssetRow const& row : rows)
            check_base(row);
        table_.finish();
        link(rows);
        table_.finish();
        return rows;
    }

  private:
    std::optional<AssetRow> read(std::size_t i)
    {
        auto const id = table_.name(i, id_);
        auto const kind = table_.choice(i, kind_, asset_kinds);
        auto const rating = table_.number(i, rating_, {3, 0, 10 * million, "kW"});
        auto const limit = table_.number(i, planning_limit_, {6, 0, 2, "(a share of the rating; 0.8 is 80 %)"});
        auto const basis = table_.choice(i, basis_, basis_names);
        if (rating && *rating <= 0) table_.bad(i, "rating_kw is 0; give the rated power in kW");
        if (limit && (*limit <= 0 || *limit > million * 3 / 2))
            table_.bad(i,
                       fmt::format("planning_limit {} must be above 0 and at most 1.5 (a share of the rating; 0.8 is "
                                   "80 %)",
                                   table_.cell(i, planning_limit_)));
        AssetRow row;
        row.row = i;
        bool const place_ok = read_place(i, row.info);
        bool const base_ok = read_base(i, row);
        if (!id || !kind || !rating || !limit || !basis || !place_ok || !base_ok) return std::nullopt;
        row.info.id = *id;
        row.info.kind = asset_kinds[*kind];
        row.info.rating_w = *rating;
        row.info.source = table_.cell(i, source_);
        row.asset.limit_w = static_cast<std::int64_t>(static_cast<__int128>(*rating) * *limit / million);
        row.asset.basis = basis_codes[*basis];
        row.parent = table_.cell(i, parent_);
        return row;
    }

    static void set_base_load(AssetRow& row)
    {
        if (!row.profile) return;
        row.base.base_w.reserve(row.profile->size());
        for (std::int64_t const value : *row.profile)
            row.base.base_w.push_back(base_load_w(row.wh_per_year, value, row.growth));
    }

    void check_base(AssetRow const& row)
    {
        if (row.base.base_w.empty() || row.asset.limit_w <= 0) return;
        auto const most = *std::max_element(row.base.base_w.begin(), row.base.base_w.end());
        if (most / 100 > row.asset.limit_w)
            table_.bad(row.row,
                       fmt::format("base_kwh_per_year {} makes {} kW, over 100 times the limit of {} kW; is it "
                                   "in kWh, and rating_kw in kW?",
                                   table_.cell(row.row, energy_), most / 1000, row.asset.limit_w / 1000));
    }

    bool read_place(std::size_t i, AssetInfo& info)
    {
        if (table_.cell(i, x_).empty() && table_.cell(i, y_).empty()) return true;
        auto const x = table_.number(i, x_, {3, -10 * million, 10 * million, "m"});
        auto const y = table_.number(i, y_, {3, -10 * million, 10 * million, "m"});
        if (!x || !y) return false;
        info.at = Point{static_cast<double>(*x) / 1000, static_cast<double>(*y) / 1000};
        if (!position_ || table_.cell(i, *position_).empty()) return true;
        auto const position = table_.choice(i, *position_, positions);
        info.place_is_assumed = position == 1u;
        return position.has_value();
    }

    bool read_base(std::size_t i, AssetRow& row)
    {
        bool ok = true;
        if (!table_.cell(i, until_).empty()) {
            auto const until = table_.date(i, until_);
            if (until) row.base.includes_charging_until = *until;
            ok = until.has_value();
        }
        if (table_.cell(i, energy_).empty()) return ok;
        auto const wh = table_.number(i, energy_, {3, 0, billion * 1000, "kWh per year"});
        auto const profile = table_.choice(i, profile_, profile_names_);
        auto const growth = table_.number(i, growth_, {9, -1, 1, "(a share per year; 0.02 is 2 %)"});
        auto const year = table_.number(i, base_year_, {0, 1900, 2200, "(a year)"});
        ok = ok && wh && profile && growth && year;
        if (growth && std::abs(*growth) > most_growth) {
            table_.bad(i,
                       fmt::format("growth_per_year {} is outside -0.5 to 0.5 (a share per year; 0.02 is 2 %); correct "
                                   "it",
                                   table_.cell(i, growth_)));
            ok = false;
        }
        if (year && *year > target_year_) {
            table_.bad(i, fmt::format("base_year {} is after the target year {}; a base cannot be taken back in time",
                                      *year, target_year_));
            ok = false;
        }
        if (!ok) return false;
        auto const factor = growth_factor(*growth, target_year_ - static_cast<int>(*year));
        if (!factor) {
            table_.bad(i, fmt::format("growth_per_year {} from base_year {} to {} makes the base more than {} times as "
                                      "large; correct one of them",
                                      table_.cell(i, growth_), *year, target_year_, most_factor / billion));
            return false;
        }
        row.wh_per_year = *wh;
        row.profile = &profiles_.by_name.at(profile_names_[*profile]);
        row.growth = *factor;
        return true;
    }

    /// Numbers the parents and sorts them before what hangs below them.
    void link(std::vector<AssetRow>& rows)
    {
        std::unordered_map<std::string, std::size_t> place;
        std::vector<std::string> ids;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            ids.push_back(rows[i].info.id);
            auto const [first, is_new] = place.emplace(rows[i].info.id, i);
            if (!is_new)
                table_.bad(rows[i].row, fmt::format("asset_id \"{}\" is also on line {}; keep one of them",
                                                    rows[i].info.id, table_.line(rows[first->second].row)));
        }
        for (AssetRow const& row : rows)
            if (!row.parent.empty() && !place.contains(row.parent))
                table_.bad(row.row, fmt::format("parent_id \"{}\" is no asset_id of this table{}", row.parent,
                                                table_.shows_more() ? did_you_mean(row.parent, ids) : ""));
        table_.finish();
        set_depths(rows, place);
        check_kinds(rows, place);
        check_places(rows);
        table_.finish();
        number(rows);
    }

    void check_kinds(std::vector<AssetRow> const& rows, std::unordered_map<std::string, std::size_t> const& place)
    {
        for (AssetRow const& row : rows) {
            if (row.parent.empty()) continue;
            AssetRow const& parent = rows[place.at(row.parent)];
            if (height_of(row.info.kind) > height_of(parent.info.kind))
                table_.bad(row.row,
                           fmt::format("kind {} cannot hang below \"{}\", a {}; the order is {}", row.info.kind,
                                       parent.info.id, parent.info.kind, fmt::join(asset_kinds, ", ")));
        }
    }

    /// A leaf out of reach feeds no cell, as where a table covers more than the region; a substation may stand anywhere
    /// in the CRS.
    void check_places(std::vector<AssetRow> const& rows)
    {
        std::set<std::string> parents;
        for (AssetRow const& row : rows)
            parents.insert(row.parent);
        bool const none_near = std::none_of(rows.begin(), rows.end(), [&](AssetRow const& row) {
            return row.info.at && !parents.contains(row.info.id) && inside(reach_, *row.info.at);
        });
        for (AssetRow const& row : rows) {
            if (!row.info.at || inside(reach_, *row.info.at)) continue;
            Point const p = *row.info.at;
            bool const swapped = inside(reach_, Point{p.y, p.x});
            if (use_ && !inside(*use_, p))
                table_.bad(row.row, fmt::format("x {}, y {} lie outside the area of use of region.epsg; {}", p.x, p.y,
                                                swapped ? "x and y look swapped" : "give them in that CRS"));
            else if (parents.contains(row.info.id))
                continue;
            else if (swapped || none_near)
                table_.bad(row.row,
                           fmt::format("x {}, y {} lie over {:.1f} km outside the grid, so \"{}\" feeds no cell; {}",
                                       p.x, p.y, leaf_range_m / 1000, row.info.id,
                                       swapped ? "x and y look swapped" : "no leaf asset is nearer: correct them"));
            else
                ++leaves_beyond_;
        }
    }

    void set_depths(std::vector<AssetRow>& rows, std::unordered_map<std::string, std::size_t> const& place)
    {
        std::vector<std::optional<std::size_t>> parents;
        for (AssetRow const& row : rows)
            parents.push_back(row.parent.empty() ? std::nullopt : std::optional{place.at(row.parent)});
        auto const depths = depths_in_tree(parents);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            rows[i].depth = depths[i];
            auto const& id = rows[i].info.id;
            if (depths[i] < 0)
                table_.bad(rows[i].row,
                           fmt::format("following parent_id from \"{}\" never ends (a cycle); the topmost asset "
                                       "has an empty parent_id",
                                       id));
            else if (depths[i] >= most_levels)
                table_.bad(rows[i].row,
                           fmt::format("\"{}\" hangs {} levels below its topmost asset, at most {} are allowed; "
                                       "correct the parent_id of what is above it",
                                       id, depths[i], most_levels - 1));
        }
        table_.finish();
    }

    static void number(std::vector<AssetRow>& rows)
    {
        std::ranges::stable_sort(rows, {}, &AssetRow::depth);
        std::unordered_map<std::string, AssetId> index;
        for (std::size_t i = 0; i < rows.size(); ++i)
            index.emplace(rows[i].info.id, AssetId{i});
        for (AssetRow& row : rows)
            if (!row.parent.empty()) row.asset.parent = index.at(row.parent);
    }

    TableRows table_;
    Profiles const& profiles_;
    std::vector<std::string> profile_names_;
    int target_year_;
    Box reach_;
    int leaves_beyond_{};
    std::optional<Box> use_;
    TableRows::Column id_{table_.column("asset_id")};
    TableRows::Column kind_{table_.column("kind")};
    TableRows::Column parent_{table_.column("parent_id")};
    TableRows::Column x_{table_.column("x")};
    TableRows::Column y_{table_.column("y")};
    TableRows::Column rating_{table_.column("rating_kw")};
    TableRows::Column planning_limit_{table_.column("planning_limit")};
    TableRows::Column energy_{table_.column("base_kwh_per_year")};
    TableRows::Column profile_{table_.column("profile")};
    TableRows::Column growth_{table_.column("growth_per_year")};
    TableRows::Column base_year_{table_.column("base_year")};
    TableRows::Column until_{table_.column("includes_charging_until")};
    TableRows::Column basis_{table_.column("basis")};
    TableRows::Column source_{table_.column("source")};
    std::optional<TableRows::Column> position_{table_.optional_column("position")};
};

}  // namespace

AssetTable read_assets(std::filesystem::path const& file, NumberStyle const& style, Profiles const& profiles,
                       int target_year, GridSpec const& grid)
{
    AssetTable table;
    AssetReader reader{file, style, profiles, target_year, grid};
    for (AssetRow& row : reader.rows()) {
        table.info.push_back(std::move(row.info));
        table.assets.push_back(row.asset);
        table.base.push_back(std::move(row.base));
    }
    table.leaves_beyond = reader.leaves_beyond();
    return table;
}

}  // namespace laad
