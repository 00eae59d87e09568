// SPDX-License-Identifier: Apache-2.0
#include "host/run/usage_kpis.hpp"
#include "host/run/use_kpi_parts.hpp"

#include <algorithm>
#include <chrono>
#include <map>

namespace laad {
namespace {

Month month_with(std::chrono::sys_days day)
{
    std::chrono::year_month_day const date{day};
    return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month()))};
}

/// Requests of each row, as they come.
class RequestCounts {
  public:
    RequestCounts(KpiAreas const& areas, UseKpiTable& table) : table_{table}
    {
        for (std::size_t area = 0; area < areas.rows.size(); ++area) {
            table.all_months(area).requests.emplace();
            for (std::size_t m = 0; m < table.months(); ++m)
                table.in_month(area, m).requests.emplace();
        }
    }
    void add(ChargingRequest const& request, std::size_t area)
    {
        auto const in_both = [&](std::chrono::sys_days day, auto const& count) {
            count(table_.all_months(area));
            if (UseKpiRow* const row = table_.in_month(area, month_with(day))) count(*row);
        };
        in_both(request.requested, [&](UseKpiRow& row) {
            ++(request.kind == RequestKind::user ? row.requests->by_user : row.requests->by_data);
            if (!request.placed) ++row.requests->waiting;
        });
        if (request.placed)
            in_both(*request.placed, [&](UseKpiRow& row) {
                ++row.requests->placed;
                days_[&row].push_back(static_cast<std::int32_t>((*request.placed - request.requested).count()));
            });
    }
    void finish()
    {
        for (auto& [row, days] : days_) {
            row->requests->median_days = days_within(days, 50);
            row->requests->ninetieth_days = days_within(days, 90);
        }
    }

  private:
    UseKpiTable& table_;
    std::map<UseKpiRow*, std::vector<std::int32_t>> days_;
};

}  // namespace

std::int32_t days_within(std::vector<std::int32_t> days, int percent)
{
    std::ranges::sort(days);
    std::size_t const rank = (days.size() * static_cast<std::size_t>(percent) + 99) / 100;
    return days[std::max<std::size_t>(rank, 1) - 1];
}

void add_request_kpis(Inputs const& inputs, KpiAreas const& areas, UseKpiTable& table)
{
    if (!inputs.monitor.has_requests) return;
    RequestCounts counts{areas, table};
    for (ChargingRequest const& request : inputs.monitor.requests) {
        if (request.neighbourhood) {
            for (std::size_t const area : areas.of_neighbourhood[request.neighbourhood])
                counts.add(request, area);
            continue;
        }
        for (std::size_t area = 0; area < areas.rows.size(); ++area)
            if (std::ranges::count(areas.municipalities[area], request.municipality) > 0) counts.add(request, area);
    }
    counts.finish();
}

}  // namespace laad
