// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/use_kpi_areas.hpp"

#include <algorithm>
#include <vector>

namespace laad {

/// Rows by area, each with all months first.
class UseKpiTable {
  public:
    UseKpiTable(Inputs const& inputs, KpiAreas const& areas) : months_{inputs.use->months}
    {
        for (UseKpiRow const& area : areas.rows) {
            rows_.push_back(area);
            for (Month const month : months_) {
                rows_.push_back(area);
                rows_.back().month = month;
            }
        }
    }
    UseKpiRow& all_months(std::size_t area) { return rows_[area * (months_.size() + 1)]; }
    UseKpiRow& in_month(std::size_t area, std::size_t month) { return rows_[area * (months_.size() + 1) + 1 + month]; }
    UseKpiRow* in_month(std::size_t area, Month month)
    {
        auto const found = std::ranges::lower_bound(months_, month);
        if (found == months_.end() || *found != month) return nullptr;
        return &in_month(area, static_cast<std::size_t>(found - months_.begin()));
    }
    std::size_t months() const { return months_.size(); }
    std::vector<UseKpiRow> rows() && { return std::move(rows_); }

  private:
    std::vector<Month> const& months_;
    std::vector<UseKpiRow> rows_;
};

}  // namespace laad
