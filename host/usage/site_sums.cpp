// SPDX-License-Identifier: Apache-2.0
#include "host/usage/site_sums.hpp"

#include <algorithm>

namespace laad {
namespace {

/// Whole minutes, one sum after the other.
class Minutes {
  public:
    UseSums operator()(ExactSums const& exact)
    {
        seconds_ += exact.occupied_s;
        std::int64_t const minutes = seconds_ / 60;
        seconds_ %= 60;
        return {minutes, exact.available_min, exact.energy_wh, exact.sessions};
    }

  private:
    std::int64_t seconds_{};  ///< that did not make a minute yet
};

UseSums sum(UseSums const& a, UseSums const& b)
{
    return {a.occupied_min + b.occupied_min, a.available_min + b.available_min, a.energy_wh + b.energy_wh,
            a.sessions + b.sessions};
}

}  // namespace

void ExactSums::operator+=(ExactSums const& other)
{
    occupied_s += other.occupied_s;
    available_min += other.available_min;
    energy_wh += other.energy_wh;
    sessions += other.sessions;
    energy_min += other.energy_min;
}

void SiteSums::add(std::size_t at, ExactSums const& sums, std::int32_t evse)
{
    std::size_t const cell = frame_.cell[at];
    MonthSums& month = months_[frame_.month[at]];
    cells_[cell] += sums;
    month.by_peak[frame_.peak[cell]] += sums;
    month.evse = std::max(month.evse, evse);
    if (frame_.day[at] != day_) ++month.days;
    day_ = frame_.day[at];
}

SiteUse SiteSums::take()
{
    SiteUse use;
    std::array<Minutes, 2> cells;
    for (std::size_t cell = 0; cell < cells_.size(); ++cell)
        use.by_quarter[cell] = cells[frame_.peak[cell]](cells_[cell]);
    std::array<Minutes, 2> months;
    use.months.resize(months_.size());
    for (std::size_t i = 0; i < months_.size(); ++i) {
        UseSums const elsewhere = months[0](months_[i].by_peak[0]);
        UseSums const peak = months[1](months_[i].by_peak[1]);
        std::int64_t const energy_min = months_[i].by_peak[0].energy_min + months_[i].by_peak[1].energy_min;
        use.months[i] = {sum(elsewhere, peak), peak, -1, months_[i].days, months_[i].evse, energy_min};
    }
    cells_ = {};
    std::ranges::fill(months_, MonthSums{});
    day_ = -1;
    return use;
}

}  // namespace laad
