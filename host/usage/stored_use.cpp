// SPDX-License-Identifier: Apache-2.0
#include "host/usage/stored_use.hpp"

#include "host/prepare/algorithms.hpp"
#include "host/scenario/parse.hpp"
#include "host/work/input_digest.hpp"
#include "rasters/io/files/keyed_store.hpp"

#include <algorithm>
#include <cmath>

namespace laad {
namespace {

constexpr char const* entry = "use";

/// Only what use follows from; a new setting does until it is said not to.
Scenario relevant(Scenario const& s)
{
    Scenario part;
    part.file = s.file;
    part.chargers = s.chargers;
    part.usage = s.usage;
    UsageConfig const usual;
    part.usage.requests = usual.requests;
    part.usage.tariffs = usual.tariffs;
    part.usage.key_file = usual.key_file;  // how many users are different does not depend on it
    part.usage.pressure_walk_m = usual.pressure_walk_m;
    part.usage.allowed = usual.allowed;
    part.usage.all_busy_percent = usual.all_busy_percent;
    part.usage.energy_kwh_per_evse_month = usual.energy_kwh_per_evse_month;
    part.usage.months = usual.months;
    part.usage.young_weeks = usual.young_weeks;
    part.usage.chance_walk_m = usual.chance_walk_m;
    part.usage.chance_least_quarters = usual.chance_least_quarters;
    part.usage.least_days = usual.least_days;
    return part;
}

void add(ContentHash& hash, BaseLayers const& base)
{
    GridSpec const& grid = base.grid;
    for (std::int64_t const value : {std::int64_t{grid.epsg}, grid.west_cm, grid.north_cm, std::int64_t{grid.cell_cm},
                                     std::int64_t{grid.shape.rows}, std::int64_t{grid.shape.cols}})
        hash.add(value);
    for (Charger const& charger : base.chargers) {
        hash.add(charger.id);
        for (std::int64_t const value :
             {std::int64_t{std::llround(charger.at.x * 1000)}, std::int64_t{std::llround(charger.at.y * 1000)},
              std::int64_t{charger.evse}, std::int64_t{static_cast<int>(charger.access)},
              std::int64_t{charger.planned ? 1 : 0}})
            hash.add(value);
    }
    for (Site const& site : base.sites) {
        hash.add(base.grid.index(site.cell));
        hash.add(static_cast<std::int64_t>(site.chargers.size()));
        for (ChargerId const charger : site.chargers)
            hash.add(std::int64_t{charger.number()});
    }
}

MonthOfSite nothing()
{
    MonthOfSite month;
    month.users = -1;
    return month;
}

}  // namespace

auto fields(Is<MonthOfSite> auto& v)
{
    return std::tie(v.all, v.peak, v.users, v.days, v.evse, v.energy_min);
}
auto fields(Is<SiteUse> auto& v)
{
    return std::tie(v.by_quarter, v.months, v.first_s, v.charging_only);
}
auto fields(Is<UseReason> auto& v)
{
    return std::tie(v.reason, v.rows, v.energy_wh);
}
auto fields(Is<Unplaced> auto& v)
{
    return std::tie(v.record, v.location, v.evse, v.reason, v.rows, v.energy_wh);
}
auto fields(Is<UseSource> auto& v)
{
    return std::tie(v.file, v.format, v.rows, v.used, v.energy_wh, v.first_s, v.last_s, v.knows, v.set_aside, v.noticed,
                    v.unplaced_places, v.unplaced_rows);
}

std::string use_key(Scenario const& scenario, BaseLayers const& base, FileHashes& hashes)
{
    auto const part = relevant(scenario);
    ContentHash hash;
    hash.add(algorithm::use.version);
    hash.add(effective_toml(part));
    add_files(hash, part, hashes);
    add(hash, base);
    return hash.digest();
}

void store(ReadUse const& read, std::string const& key, KeyedStore& to)
{
    Use const& use = read.use;
    std::vector<std::int32_t> known;
    for (std::size_t site = 0; site < use.sites.size(); ++site)
        if (use.sites[site].known()) known.push_back(static_cast<std::int32_t>(site));
    ArchiveWriter archive;
    archive.bytes.reserve(known.size() * (sizeof(SiteUse) + use.months.size() * sizeof(MonthOfSite)));
    archive.put(read.notes);
    archive.put(use.months);
    archive.put(use.sources);
    archive.put(use.quarters);
    archive.put(known);
    for (std::int32_t const site : known)
        archive.put(use.sites[static_cast<std::size_t>(site)]);
    to.put(entry, key, archive.bytes);
}

bool load(KeyedStore const& from, std::string const& key, std::size_t sites, ReadUse& read)
{
    std::vector<std::byte> bytes;
    if (from.key_of(entry) != key || !from.get(entry, bytes)) return false;
    ArchiveReader archive{bytes};
    Use& use = read.use;
    std::vector<std::int32_t> known;
    archive.get(read.notes);
    archive.get(use.months);
    archive.get(use.sources);
    archive.get(use.quarters);
    archive.get(known);
    SiteUse unknown;
    unknown.months.assign(use.months.size(), nothing());
    use.sites.assign(sites, unknown);
    for (std::int32_t const site : known) {
        if (site < 0 || static_cast<std::size_t>(site) >= sites) return false;
        SiteUse& into = use.sites[static_cast<std::size_t>(site)];
        archive.get(into);
        if (into.months.size() != use.months.size()) return false;
    }
    return archive.is_done() && use.quarters.fits(sites) && std::ranges::is_sorted(use.months);
}

}  // namespace laad
