// SPDX-License-Identifier: Apache-2.0
#include "host/usage/monitor_tables.hpp"

#include "host/intake/table_rows.hpp"
#include "host/scenario/iso_date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

namespace laad {
namespace {

std::array<std::string, 2> const request_kinds{"user", "data"};

/// Which gemeenten and buurten there are, and what is set aside because it names others.
class Names {
  public:
    explicit Names(BaseLayers const& base) : base_{base}
    {
        for (NeighbourhoodId const b : base.neighbourhoods.ids()) {
            if (base.neighbourhoods[b].share_in_area <= 0) continue;  // context
            neighbourhoods_.try_emplace(base.neighbourhoods[b].key, b);
            MunicipalityId const g = base.neighbourhoods[b].municipality;
            if (!g) continue;
            municipalities_.try_emplace(base.municipalities[g].name, g);
            if (!base.municipalities[g].code.empty()) municipalities_.try_emplace(base.municipalities[g].code, g);
        }
    }
    MunicipalityId municipality(std::string const& name_or_code) const
    {
        auto const found = municipalities_.find(name_or_code);
        return found == municipalities_.end() ? MunicipalityId{} : found->second;
    }
    NeighbourhoodId neighbourhood(std::string const& key) const
    {
        auto const found = neighbourhoods_.find(key);
        return found == neighbourhoods_.end() ? NeighbourhoodId{} : found->second;
    }
    MunicipalityId holder(NeighbourhoodId neighbourhood) const
    {
        return base_.neighbourhoods[neighbourhood].municipality;
    }

  private:
    BaseLayers const& base_;
    std::map<std::string, MunicipalityId> municipalities_;
    std::map<std::string, NeighbourhoodId> neighbourhoods_;
};

/// A table of which rows name gemeenten of the region, or others.
class MonitorTable {
  public:
    MonitorTable(std::filesystem::path const& file, Names const& names, std::vector<Rejected>& rejected)
        : rows{file}, file_{file.string()}, names_{names}, rejected_{rejected}
    {
    }
    void set_aside(std::size_t row, char const* reason, char const* kind, std::int64_t cost, char const* unit)
    {
        rejected_.push_back({file_, "", rows.line(row), reason, kind, cost, unit});
    }
    Names const& names() const { return names_; }

    TableRows rows;

  private:
    std::string file_;
    Names const& names_;
    std::vector<Rejected>& rejected_;
};

constexpr char const* no_gemeente_here = "its gemeente is not in the region";
constexpr char const* no_buurt_here = "its buurt is not in the region";

std::chrono::sys_days written_day(std::string const& iso)
{
    auto const number = [&](std::size_t at, std::size_t digits) { return std::stoi(iso.substr(at, digits)); };
    return std::chrono::year{number(0, 4)} / std::chrono::month{static_cast<unsigned>(number(5, 2))} /
           std::chrono::day{static_cast<unsigned>(number(8, 2))};
}

class RequestReader {
  public:
    explicit RequestReader(MonitorTable table)
        : table_{std::move(table)},
          gemeente_{table_.rows.optional_column("gemeente")},
          buurt_{table_.rows.optional_column("buurt")},
          requested_{table_.rows.column("requested")},
          placed_{table_.rows.column("placed")},
          kind_{table_.rows.column("kind")}
    {
        if (!gemeente_ && !buurt_) table_.rows.refuse("has neither a column gemeente nor a column buurt; add one");
    }
    std::vector<ChargingRequest> read()
    {
        std::vector<ChargingRequest> all;
        for (std::size_t i = 0; i < table_.rows.size(); ++i)
            if (auto one = read(i)) all.push_back(*one);
        table_.rows.finish();
        return all;
    }

  private:
    std::optional<ChargingRequest> read(std::size_t i)
    {
        ChargingRequest request;
        auto const requested = table_.rows.date(i, requested_);
        auto const kind = table_.rows.choice(i, kind_, request_kinds);
        if (!table_.rows.cell(i, placed_).empty()) {
            auto const placed = table_.rows.date(i, placed_);
            if (!placed) return {};
            request.placed = written_day(*placed);
        }
        if (!requested || !kind) return {};
        request.requested = written_day(*requested);
        request.kind = static_cast<RequestKind>(*kind);
        if (request.placed && *request.placed < request.requested) {
            table_.rows.bad(i, "placed is before requested; are the two columns swapped?");
            return {};
        }
        return find_place(i, request) ? std::optional{request} : std::nullopt;
    }
    bool find_place(std::size_t i, ChargingRequest& request)
    {
        std::string const buurt = buurt_ ? table_.rows.cell(i, *buurt_) : "";
        std::string const gemeente = gemeente_ ? table_.rows.cell(i, *gemeente_) : "";
        if (buurt.empty() && gemeente.empty()) {
            table_.rows.bad(i, "names neither a gemeente nor a buurt");
            return false;
        }
        request.neighbourhood = table_.names().neighbourhood(buurt);
        request.municipality = request.neighbourhood ? table_.names().holder(request.neighbourhood)
                                                     : table_.names().municipality(gemeente);
        if (request.neighbourhood || request.municipality) return true;
        table_.set_aside(i, gemeente.empty() ? no_buurt_here : no_gemeente_here, "request for charging", 1, "requests");
        return false;
    }

    MonitorTable table_;
    std::optional<TableRows::Column> gemeente_, buurt_;
    TableRows::Column requested_, placed_, kind_;
};

/// "2026-06"; nothing when there is no such month.
std::optional<Month> written_month(std::string const& text)
{
    if (text.size() != 7 || !is_iso_date(text + "-01")) return {};
    return Month{std::stoi(text.substr(0, 4)), std::stoi(text.substr(5, 2))};
}

std::vector<VehicleCount> read_vehicles(MonitorTable table)
{
    TableRows& rows = table.rows;
    auto const gemeente = rows.column("gemeente");
    auto const month = rows.column("month");
    auto const vehicles = rows.column("vehicles");
    std::set<std::pair<std::int32_t, Month>> seen;
    std::vector<VehicleCount> all;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto const name = rows.name(i, gemeente);
        auto const when = rows.name(i, month);
        auto const count = rows.number(i, vehicles, {0, 0, 100'000'000, "vehicles"});
        if (!name || !when || !count) continue;
        auto const in = written_month(*when);
        if (!in) {
            rows.bad(i, fmt::format("month \"{}\" is no month, write it like 2026-07", *when));
            continue;
        }
        MunicipalityId const where = table.names().municipality(*name);
        if (!where)
            table.set_aside(i, no_gemeente_here, "electric vehicles", *count, "vehicles");
        else if (!seen.emplace(where.number(), *in).second)
            rows.bad(i, fmt::format("gemeente {} in {} is there twice", *name, *when));
        else
            all.push_back({where, *in, *count});
    }
    rows.finish();
    return all;
}

Indexed<MunicipalityId, RegionsOfMunicipality> read_regions(MonitorTable table, std::size_t municipalities)
{
    TableRows& rows = table.rows;
    auto const gemeente = rows.column("gemeente");
    auto const res_region = rows.optional_column("res_region");
    auto const province = rows.optional_column("province");
    if (!res_region && !province) rows.refuse("has neither a column res_region nor a column province; add one");
    Indexed<MunicipalityId, RegionsOfMunicipality> all(municipalities);
    std::set<std::int32_t> seen;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto const name = rows.name(i, gemeente);
        if (!name) continue;
        MunicipalityId const where = table.names().municipality(*name);
        if (!where)
            table.set_aside(i, no_gemeente_here, "regions of a gemeente", 0, "");
        else if (!seen.insert(where.number()).second)
            rows.bad(i, fmt::format("gemeente {} is there twice", *name));
        else
            all[where] = {res_region ? rows.cell(i, *res_region) : "", province ? rows.cell(i, *province) : ""};
    }
    rows.finish();
    return all;
}

}  // namespace

MonitorTables read_monitor_tables(Scenario const& scenario, BaseLayers const& base)
{
    UsageConfig const& usage = scenario.usage;
    Names const names{base};
    MonitorTables tables;
    auto const table = [&](std::filesystem::path const& file) { return MonitorTable{file, names, tables.rejected}; };
    if (!usage.requests.empty()) {
        tables.has_requests = true;
        tables.requests = RequestReader{table(usage.requests)}.read();
    }
    if (!usage.vehicles.empty()) tables.vehicles = read_vehicles(table(usage.vehicles));
    if (!usage.regions.empty()) tables.regions = read_regions(table(usage.regions), base.municipalities.size());
    return tables;
}

}  // namespace laad
