// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/placement/rank.hpp"

#include <cstdint>
#include <vector>

namespace laad {

/// What each municipality may still get.
class QuotaBook {
  public:
    explicit QuotaBook(RankProblem const& problem) : accounts_(problem.municipalities.size())
    {
        for (std::size_t g = 0; g < accounts_.size(); ++g)
            for (Quota const& quota : problem.quotas)
                if (quota.municipality == problem.municipalities[g])
                    accounts_[g] = {true, quota.stations, quota.kwh_per_year * 1000, 0, 0};
    }

    bool has_room(int municipality) const
    {
        if (municipality < 0) return false;
        Account const& account = of(municipality);
        bool const stations_left = account.most_stations == 0 || account.stations < account.most_stations;
        bool const energy_left = account.most_wh == 0 || account.wh < account.most_wh;
        return account.exists && stations_left && energy_left;
    }

    void book(int municipality, std::int64_t wh)
    {
        Account& account = accounts_[static_cast<std::size_t>(municipality)];
        ++account.stations;
        account.wh += wh;
    }

    /// 0: no limit.
    int most_stations(int municipality) const { return of(municipality).most_stations; }
    std::int64_t most_wh(int municipality) const { return of(municipality).most_wh; }

  private:
    struct Account {
        bool exists{};
        int most_stations{};
        std::int64_t most_wh{};
        int stations{};
        std::int64_t wh{};
    };
    Account const& of(int municipality) const { return accounts_[static_cast<std::size_t>(municipality)]; }

    std::vector<Account> accounts_;
};

}  // namespace laad
