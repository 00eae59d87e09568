// SPDX-License-Identifier: Apache-2.0
#include "host/scenario/iso_date.hpp"
#include "host/scenario/parse.hpp"
#include "host/scenario/vocabulary.hpp"
#include "rasters/error.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <numeric>
#include <set>

namespace laad {
namespace {

[[noreturn]] void fail(Scenario const& s, std::string const& what)
{
    throw InputError{s.file.string() + ": " + what};
}

/// Columns of the long table, as docs/input_tables.md lists them.
void check_names(Scenario const& s, char const* key, TextsByName const& texts)
{
    static std::vector<std::string> const known{"buurt",         "cbs_year", "year",  "scenario", "modality",
                                                "location_type", "quantity", "value", "basis",    "kwh_per_point_year",
                                                "version",       "date",     "source"};
    for (auto const& [name, text] : texts) {
        if (std::ranges::count(known, name) == 0)
            fail(s, fmt::format("prognosis.{} has \"{}\", which is no column of the long table{}; there are: {}", key,
                                name, did_you_mean(name, known), fmt::join(known, ", ")));
        if (text.empty()) fail(s, fmt::format("prognosis.{}.{} is empty; fill it in", key, name));
    }
}

/// What differs from row to row, and what [prognosis] has a key for.
void check_constants(Scenario const& s)
{
    for (auto const& [name, text] : s.prognosis.constants) {
        if (name == "buurt" || name == "value")
            fail(s, fmt::format("prognosis.constants has {}, which differs from row to row; take it out", name));
        if (name == "version" || name == "date" || name == "source")
            fail(s, fmt::format("prognosis.constants has {0}; write prognosis.{0} = \"{1}\"", name, text));
    }
}

/// Shares that do not sum to 1, two crosswalks, a crosswalk without region.buurt_cbs_year, a date that does not exist,
/// no public type.
void check_prognosis(Scenario const& s)
{
    auto const refuse = [&](std::string const& what) { fail(s, "prognosis." + what); };
    PrognosisConfig const& c = s.prognosis;
    if (c.public_types.empty())
        refuse("public_types is empty, so there is no public demand; name a location type of the prognosis");
    if (!c.date.empty() && !is_iso_date(c.date))
        refuse(fmt::format("date \"{}\" is no day of the calendar, write it like 2026-07-01", c.date));
    check_names(s, "columns", c.columns);
    check_names(s, "constants", c.constants);
    check_constants(s);
    int const together = std::accumulate(c.shares.begin(), c.shares.end(), 0,
                                         [](int sum, auto const& share) { return sum + share.second; });
    if (!c.shares.empty() && together != 1000)
        refuse(fmt::format("shares sum to {}, not to 1; correct them", together / 1000.0));
    if (c.shares.contains(c.total_type))
        refuse(fmt::format("shares hold \"{}\", which is what they split; leave it out", c.total_type));
    if (!c.crosswalk.empty() && c.old_neighbourhoods)
        refuse("crosswalk and prognosis.old_buurten are both given; keep the one that you trust more");
    if ((!c.crosswalk.empty() || c.old_neighbourhoods) && s.region.neighbourhood_cbs_year == 0)
        refuse("crosswalk and prognosis.old_buurten need region.buurt_cbs_year, the edition of region.buurten; add it");
}

/// Fields without the layer that they are of, and a layer without the field that is needed of it.
void check_areas(Scenario const& s)
{
    RegionConfig const& c = s.region;
    auto const need = [&](LayerRef const& layer, char const* name, std::string const& field, char const* key) {
        if (!layer.file.empty() && field.empty()) fail(s, fmt::format("region.{} needs region.{}; add it", name, key));
    };
    auto const useless = [&](LayerRef const& layer, char const* name, std::string const& field, char const* key) {
        if (layer.file.empty() && !field.empty())
            fail(s, fmt::format("region.{} is a field of region.{}, which is not given; add that layer", key, name));
    };
    need(c.neighbourhoods, "buurten", c.neighbourhood_key_field, "buurt_key_field");
    need(c.municipalities, "gemeenten", c.municipality_name_field, "gemeente_name_field");
    useless(c.neighbourhoods, "buurten", c.neighbourhood_households_field, "buurt_households_field");
}

void check_usage(Scenario const& s)
{
    if (std::ranges::count(allowed_names, s.usage.allowed) == 0)
        fail(s, fmt::format("usage.allowed is \"{}\"{}; one of {} is needed", s.usage.allowed,
                            did_you_mean(s.usage.allowed, allowed_names), fmt::join(allowed_names, ", ")));
    if (s.usage.peak_from_hour >= s.usage.peak_until_hour)
        fail(s, fmt::format("usage.peak_from_hour ({}) must come before usage.peak_until_hour ({}); a peak window ends "
                            "on the day on which it begins",
                            s.usage.peak_from_hour, s.usage.peak_until_hour));
}

void check_publish(Scenario const& s)
{
    PublishConfig const& c = s.publish;
    if (!c.date.empty() && !is_iso_date(c.date))
        fail(s, fmt::format("publish.date \"{}\" is no day of the calendar, write it like 2026-07-01", c.date));
    auto const kind = c.logo.extension();
    if (!c.logo.empty() && kind != ".png" && kind != ".jpg" && kind != ".jpeg" && kind != ".svg")
        fail(s, fmt::format("publish.logo \"{}\" is no PNG, JPEG or SVG picture (.png, .jpg, .jpeg, .svg); name one",
                            c.logo.filename().string()));
}

void check_quotas(Scenario const& s)
{
    std::set<std::string> quotas;
    for (auto const& quota : s.placement.quotas) {
        if (quota.stations == 0 && quota.kwh_per_year == 0)
            fail(s, fmt::format("placement.quota of {} has neither stations nor kwh_per_year; give one",
                                quota.municipality));
        if (!quotas.insert(quota.municipality).second)
            fail(s, fmt::format("placement.quota of {} is there twice; keep one of them", quota.municipality));
    }
}

/// The whole cells of `cell_cm` that are whole metres too, just below and above `snap_m`; not below the first.
std::string nearest_snaps(int snap_m, int cell_cm)
{
    int const step = cell_cm / std::gcd(cell_cm, 100);
    int const below = snap_m / step * step;
    return below > 0 ? fmt::format("{} or {}", below, below + step) : fmt::format("{}", step);
}

}  // namespace

void check_together(Scenario const& s)
{
    if (s.region.snap_m * 100 % s.region.cell_cm != 0)
        fail(s, fmt::format("region.snap_m ({} m) must be a whole number of cells of region.cell_m; take {}",
                            s.region.snap_m, nearest_snaps(s.region.snap_m, s.region.cell_cm)));
    check_areas(s);
    check_usage(s);
    if (!is_iso_date(s.chargers.snapshot_date))
        fail(s, fmt::format("chargers.snapshot_date \"{}\" is no day of the calendar, write it like 2026-07-01",
                            s.chargers.snapshot_date));
    check_prognosis(s);
    check_publish(s);
    for (auto const& [key, sign] : {std::pair{"prognosis.decimal", &s.prognosis.decimal},
                                    std::pair{"grid.assets_decimal", &s.grid.assets_decimal},
                                    std::pair{"grid.profiles_decimal", &s.grid.profiles_decimal},
                                    std::pair{"grid.charging_types_decimal", &s.grid.charging_types_decimal}})
        if (!sign->empty() && *sign != "." && *sign != ",")
            fail(s, fmt::format("{} is \"{}\"; write \".\" or \",\", or leave it out", key, *sign));
    constexpr int most_density_cells = 400;  // kernels/demand.hpp keeps its sums within 64 bits up to here
    if (s.demand.density_radius_m * 100 / s.region.cell_cm > most_density_cells)
        fail(s, fmt::format("demand.density_radius_m is more than {} cells of region.cell_m; lower it to {}",
                            most_density_cells, most_density_cells * s.region.cell_cm / 100));
    if (s.demand.comfort_walk_m > s.demand.service_walk_m)
        fail(s, "demand.comfort_walk_m is more than demand.service_walk_m; swap the two?");
    for (int const walk : s.coverage.walk_shares_m)
        if (walk <= 0 || walk > s.coverage.max_walk_m)
            fail(s, fmt::format("coverage.walk_shares_m holds {}, but must lie between 1 and max_walk_m ({})", walk,
                                s.coverage.max_walk_m));
    if (s.coverage.white_spot_walk_m > s.coverage.max_walk_m)
        fail(s, "coverage.white_spot_walk_m is more than coverage.max_walk_m; raise the latter");
    if (s.coverage.cbs_squares && s.coverage.cbs_households_field.empty())
        fail(s, "coverage.cbs_squares needs coverage.cbs_households_field");
    check_quotas(s);
    if (int const cells = s.run.tile_cells;
        cells != 0 && (cells < 512 || std::popcount(static_cast<unsigned>(cells)) != 1))
        fail(s, fmt::format("run.tile_cells is {}; use 512, 1024, 2048, 4096 or 8192, or 0", cells));
    if (s.run.compression != "zstd" && s.run.compression != "deflate")
        fail(s, "run.compression is \"" + s.run.compression + "\"; use zstd or deflate");
    if (!is_device(s.run.device)) fail(s, "run.device is \"" + s.run.device + "\"; use auto, cpu or cuda:N");
}

bool is_device(std::string const& device)
{
    bool const cuda = device.starts_with("cuda:") && device.size() > 5 &&
                      device.find_first_not_of("0123456789", 5) == std::string::npos;
    return device == "auto" || device == "cpu" || cuda;
}

}  // namespace laad
