// SPDX-License-Identifier: Apache-2.0
#include "host/prognosis/prognosis.hpp"

#include "host/intake/bad_rows.hpp"
#include "host/intake/table_rows.hpp"
#include "host/language/to_say.hpp"
#include "host/prognosis/label.hpp"
#include "host/prognosis/ladder.hpp"
#include "host/prognosis/part_inside.hpp"
#include "host/prognosis/prognosis_notes.hpp"
#include "host/prognosis/store.hpp"
#include "host/scenario/file_names.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>

namespace laad {
namespace {

LayerNames names_of(BaseLayers const& base, RegionConfig const& region)
{
    std::vector<std::string> keys;
    for (Neighbourhood const& neighbourhood : base.neighbourhoods)
        keys.push_back(neighbourhood.key);
    return {std::move(keys), region.neighbourhoods, region.neighbourhood_key_field, region.epsg};
}

std::string const& old_key_field(Scenario const& scenario)
{
    auto const& field = scenario.prognosis.old_neighbourhood_key_field;
    return field.empty() ? scenario.region.neighbourhood_key_field : field;
}

Crosswalk crosswalk_of(Scenario const& scenario, BaseLayers const& base, LayerNames& known)
{
    PrognosisConfig const& config = scenario.prognosis;
    if (!config.crosswalk.empty()) return read_crosswalk(config.crosswalk, known);
    return crosswalk_by_area(*config.old_neighbourhoods, old_key_field(scenario), scenario.region, base.grid);
}

/// The neighbourhoods of a table, each with the first row of it.
std::unordered_map<std::string_view, PrognosisRow const*> first_rows(PrognosisTable const& table)
{
    std::unordered_map<std::string_view, PrognosisRow const*> first;
    for (PrognosisRow const& row : table.rows)
        first.emplace(row.neighbourhood, &row);
    return first;
}

TypeEnergy& energy_of(Prognosis& prognosis, std::string const& type, std::vector<std::string> const& public_types,
                      std::size_t neighbourhoods)
{
    auto const place = std::ranges::lower_bound(prognosis.types, type, {}, &TypeEnergy::location_type);
    if (place != prognosis.types.end() && place->location_type == type) return *place;
    bool const is_public = std::ranges::count(public_types, type, location_type_of) > 0;
    return *prognosis.types.insert(place, {type, is_public, std::vector<std::int64_t>(neighbourhoods, 0)});
}

}  // namespace

bool is_of_cbs_year_of(Scenario const& scenario, PrognosisTable const& table)
{
    int const year = scenario.region.neighbourhood_cbs_year;
    if (year == 0 || year == table.cbs_year) return true;
    if (scenario.prognosis.crosswalk.empty() && !scenario.prognosis.old_neighbourhoods)
        table.refuse(
            fmt::format("cbs_year {} is not the CBS year of the buurten of the region ({}, "
                        "region.buurt_cbs_year); give prognosis.crosswalk (a table from_buurt, to_buurt, "
                        "share), or prognosis.old_buurten (the buurten of {}, to derive it by area), or the "
                        "prognosis by buurten of {}",
                        table.cbs_year, year, table.cbs_year, year));
    return false;
}

void check_neighbourhoods_known(PrognosisTable const& table, LayerNames& known)
{
    BadRows bad{table.file, table.row_word};
    for (auto const& [neighbourhood, row] : first_rows(table))
        if (!known.has(row->neighbourhood))
            bad.add(row->line, fmt::format("buurt \"{}\" is not in the buurten layer{}", neighbourhood,
                                           bad.shows_more() ? known.nearest(row->neighbourhood) : ""));
    bad.finish();
}

PrognosisTable prognosis_table(PrognosisConfig const& config)
{
    // A stored version that was changed is refused as such, whatever its rows say now. It is long, whatever came in.
    if (stored_as(config.file)) return read_prognosis_table(config.file, config.layer, config.decimal);
    return read_prognosis_table(config.file, shape_of(config));
}

namespace {

class RegionPrognosis {
  public:
    RegionPrognosis(Scenario const& scenario, BaseLayers const& base, PrognosisTable table)
        : scenario_{scenario},
          base_{base},
          table_{std::move(table)},
          label_{label_of(table_, scenario.prognosis)},
          notes_{table_.notes},
          part_inside_{part_inside(base)}
    {
        if (table_.quantity != "kwh_per_year")
            table_.refuse(
                fmt::format("the quantity is {}, and a region is planned by kwh_per_year; give the energy, e.g. "
                            "points times kWh a point and year",
                            table_.quantity));
        for (NeighbourhoodId const b : base.neighbourhoods.ids())
            neighbourhood_of_.emplace(base.neighbourhoods[b].key, b);
        find_neighbourhoods();
        leave_out_outside();
        Ladder const ladder{scenario.prognosis.total_type, scenario.prognosis.shares};
        if (auto const totals = split_totals(table_, ladder); totals > 0) {
            shares_ = ladder.thousandths;
            notes_.push_back(to_say("{} rows of location type \"{}\" are split by stated shares ({})", totals,
                                    ladder.total_type, in_words(ladder)));
        }
        check_public_types();
    }

    Prognosis found() const
    {
        PrognosisSlice slice = slice_of(table_, scenario_.prognosis.target_year, scenario_.prognosis.scenario);
        Prognosis prognosis;
        prognosis.year = slice.year;
        prognosis.scenario = slice.scenario;
        prognosis.illustrative = slice.illustrative;
        prognosis.origin = {label_, table_.cbs_year, slice.between, crosswalk_.kind, {}, shares_};
        prognosis.notes = notes_;
        prognosis.rejected = table_.rejected;
        for (Rejected& row : prognosis.rejected)
            row.file = named_from(scenario_.file.parent_path(), row.file);
        note_slice(prognosis, slice);
        if (crosswalk_.kind != Crosswalk::Kind::none) note_unmatched(prognosis, bring_over(crosswalk_, slice));
        fill_in(slice.figures, prognosis);
        note_energy(prognosis, base_);
        return prognosis;
    }

  private:
    enum class Place { inside, outside, nowhere };

    void find_neighbourhoods()
    {
        LayerNames known = names_of(base_, scenario_.region);
        if (is_of_cbs_year_of(scenario_, table_)) {
            check_neighbourhoods_known(table_, known);
            if (scenario_.region.neighbourhood_cbs_year == 0)
                notes_.push_back(
                    to_say("region.buurt_cbs_year is not given: whether the buurten are those of CBS year "
                           "{}, as the prognosis says, is not checked",
                           table_.cbs_year));
            return;
        }
        crosswalk_ = crosswalk_of(scenario_, base_, known);
        notes_.push_back(to_say("the prognosis is by buurten of CBS year {}, the region has those of {}",
                                table_.cbs_year, scenario_.region.neighbourhood_cbs_year));
        notes_.insert(notes_.end(), crosswalk_.notes.begin(), crosswalk_.notes.end());
        if (crosswalk_.kind == Crosswalk::Kind::table) return;  // it need not hold all: what it lacks is listed
        std::vector<std::string> keys;
        for (auto const& [key, parts] : crosswalk_.parts)
            keys.push_back(key);
        LayerNames old{std::move(keys), *scenario_.prognosis.old_neighbourhoods, old_key_field(scenario_),
                       scenario_.region.epsg};
        check_neighbourhoods_known(table_, old);
    }

    /// Where the charging of a neighbourhood of the table goes.
    Place place_of(std::string const& neighbourhood) const
    {
        if (crosswalk_.kind == Crosswalk::Kind::none)
            return neighbourhood_of_.contains(neighbourhood) ? Place::inside : Place::outside;
        auto const found = crosswalk_.parts.find(neighbourhood);
        if (found == crosswalk_.parts.end())
            return crosswalk_.kind == Crosswalk::Kind::table ? Place::nowhere : Place::outside;
        if (found->second.empty()) return Place::nowhere;
        bool const is_inside = std::ranges::any_of(
            found->second, [&](Crosswalk::Part const& part) { return neighbourhood_of_.contains(part.to); });
        return is_inside ? Place::inside : Place::outside;
    }

    void leave_out_outside()
    {
        std::set<std::string> outside;
        bool any_inside = false;
        auto const rows = std::erase_if(table_.rows, [&](PrognosisRow const& row) {
            Place const place = place_of(row.neighbourhood);
            any_inside |= place == Place::inside;
            if (place == Place::outside) outside.insert(row.neighbourhood);
            return place == Place::outside;
        });
        if (!any_inside)
            table_.refuse(
                crosswalk_.kind == Crosswalk::Kind::none
                    ? "every row is for a buurt outside the grid; is region.area the right one?"
                    : "the crosswalk brings no row to a buurt inside the grid; are its codes, and region.area, "
                      "the right ones?");
        if (rows > 0)
            notes_.push_back(to_say("{} rows of the prognosis are for {} buurten outside the grid and are left out",
                                    rows, outside.size()));
    }

    /// A typing error in a public type would silently make all public demand 0.
    void check_public_types() const
    {
        std::set<std::string> seen;
        for (PrognosisRow const& row : table_.rows)
            seen.insert(row.location_type);
        std::vector<std::string> const there(seen.begin(), seen.end());
        for (std::string const& type : scenario_.prognosis.public_types)
            if (!seen.contains(location_type_of(type)))
                table_.refuse(
                    fmt::format("public type \"{}\" (prognosis.public_types) is in no row; the location types are {}{}",
                                type, joined(there), did_you_mean(type, there)));
    }

    void fill_in(std::vector<PrognosisFigure> const& figures, Prognosis& prognosis) const
    {
        Indexed<NeighbourhoodId, bool> has_figure(base_.neighbourhoods.size(), false);
        auto const& public_types = scenario_.prognosis.public_types;
        for (PrognosisFigure const& figure : figures) {
            auto const neighbourhood = neighbourhood_of_.find(figure.neighbourhood);
            if (neighbourhood == neighbourhood_of_.end())
                continue;  // a crosswalk divides neighbourhoods at the edge of the grid
            has_figure[neighbourhood->second] = true;
            energy_of(prognosis, figure.location_type, public_types, base_.neighbourhoods.size())
                .neighbourhood_wh[neighbourhood->second] += figure.value;
        }
        note_missing(prognosis, std::count(has_figure.begin(), has_figure.end(), false));
        for (TypeEnergy& type : prognosis.types)
            for (NeighbourhoodId const b : part_inside_.ids())
                type.neighbourhood_wh[b] = scaled(type.neighbourhood_wh[b], part_inside_[b]);
        note_partly_outside(prognosis, std::count_if(part_inside_.begin(), part_inside_.end(),
                                                     [](std::uint64_t part) { return part != whole_neighbourhood; }));
        prognosis.public_wh.assign(base_.neighbourhoods.size(), 0);
        for (TypeEnergy const& type : prognosis.types)
            if (type.is_public)
                for (NeighbourhoodId const b : base_.neighbourhoods.ids())
                    prognosis.public_wh[b] += type.neighbourhood_wh[b];
    }

    Scenario const& scenario_;
    BaseLayers const& base_;
    PrognosisTable table_;
    PrognosisLabel label_;
    std::vector<std::string> notes_;
    std::map<std::string, int> shares_;
    Crosswalk crosswalk_;
    std::unordered_map<std::string, NeighbourhoodId> neighbourhood_of_;  ///< by key
    Indexed<NeighbourhoodId, std::uint64_t> part_inside_;
};

}  // namespace

Prognosis region_prognosis(Scenario const& scenario, BaseLayers const& base, PrognosisTable table)
{
    return RegionPrognosis{scenario, base, std::move(table)}.found();
}

}  // namespace laad
