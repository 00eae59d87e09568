// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/placement/rank.hpp"

#include <algorithm>
#include <cstdint>

namespace laad {

/// What each municipality may still get.
class QuotaBook {
  public:
    explicit QuotaBook(RankProblem const& problem) : accounts_(problem.municipalities.size())
    {
        for (MunicipalityId const g : accounts_.ids())
            for (Quota const& quota : problem.quotas)
                if (quota.municipality == problem.municipalities[g])
                    accounts_[g] = {true, quota.stations, quota.kwh_per_year * 1000, 0, 0};
        make_room_for_approved(problem);
    }

    bool has_room(MunicipalityId municipality) const
    {
        if (!municipality) return false;
        Account const& account = of(municipality);
        bool const stations_left = account.most_stations == 0 || account.stations < account.most_stations;
        bool const energy_left = account.most_wh == 0 || account.wh < account.most_wh;
        return account.exists && stations_left && energy_left;
    }

    void book(MunicipalityId municipality, std::int64_t wh)
    {
        Account& account = accounts_[municipality];
        ++account.stations;
        account.wh += wh;
    }

    /// 0: no limit.
    int most_stations(MunicipalityId municipality) const { return of(municipality).most_stations; }
    std::int64_t most_wh(MunicipalityId municipality) const { return of(municipality).most_wh; }

  private:
    struct Account {
        bool exists{};
        int most_stations{};
        std::int64_t most_wh{};
        int stations{};
        std::int64_t wh{};
    };
    /// What is approved comes in whatever the quota says, and then uses it up.
    void make_room_for_approved(RankProblem const& problem)
    {
        Indexed<MunicipalityId, int> approved(accounts_.size());
        for (RankCandidate const& candidate : problem.candidates)
            if (candidate.approved >= 0 && candidate.municipality) ++approved[candidate.municipality];
        for (MunicipalityId const g : accounts_.ids()) {
            Account& account = accounts_[g];
            if (approved[g] == 0 || (account.exists && account.most_stations == 0)) continue;
            account.exists = true;
            account.most_stations = std::max(account.most_stations, approved[g]);
        }
    }
    Account const& of(MunicipalityId municipality) const { return accounts_[municipality]; }

    Indexed<MunicipalityId, Account> accounts_;
};

}  // namespace laad
