// SPDX-License-Identifier: Apache-2.0
#include "host/usage/use_frame.hpp"

#include <algorithm>

namespace laad {

void QuarterRange::include(QuarterRange other)
{
    if (other.empty()) return;
    *this = empty() ? other : QuarterRange{std::min(first, other.first), std::max(end, other.end)};
}

UseFrame::UseFrame(UseExtent extent, UsageConfig const& config, Calendar const& calendar)
    : covered{std::move(extent.covered)}
{
    for (int quarter = 4 * config.peak_from_hour; quarter < 4 * config.peak_until_hour; ++quarter)
        peak[quarter_of(DayType::weekday, quarter)] = 1;

    QuarterRange all = extent.sampled;
    for (QuarterRange const& file : covered)
        all.include(file);
    if (all.empty()) return;

    std::int32_t const last_day = calendar.day_of(all.end * quarter_s - 1);
    std::int64_t const chance_first = calendar.begin_of(last_day - config.chance_days + 1) / quarter_s;
    all.include({chance_first, calendar.begin_of(last_day + 1) / quarter_s});

    first = all.first;
    auto const local = calendar.quarters(all.first, all.end);
    first_month = local.front().month;
    end_month = local.back().month + 1;
    chance_from = at(chance_first);
    chance_until = local.size();
    for (LocalQuarter const& quarter : local) {
        day.push_back(quarter.day);
        cell.push_back(static_cast<std::uint16_t>(quarter_of(quarter.type, quarter.quarter)));
        month.push_back(static_cast<std::uint16_t>(quarter.month - first_month));
    }
    for (std::size_t i = chance_from; i < chance_until; ++i) {
        int const slot = chance_slot(local[i].type != DayType::weekday, local[i].hour());
        chance.push_back({slot, chance_quarters[static_cast<std::size_t>(slot)]++});
    }
}

}  // namespace laad
