// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/usage/sample_time.hpp"
#include "host/usage/session_time.hpp"
#include "host/usage/site_sums.hpp"

#include <cstdint>
#include <span>

namespace laad {

/// All that is known of a site.
struct SiteRecords {
    std::size_t site{};
    int evse{};                             ///< charge points that stand there
    std::span<SessionRecord> sessions;      ///< in the order of by_identity; is reordered
    std::span<SampleRecord const> samples;  ///< in the order of by_time
};

/// Adds up one site after the other; one for each thread.
class SiteAdder {
  public:
    /// `chance`: several adders may fill it at once, each for other sites.
    SiteAdder(UseFrame const& frame, FreeQuarters& chance, FaultCounts& counts)
        : frame_{frame}, chance_{chance}, counts_{counts}, sessions_{frame}, samples_{frame}, sums_{frame}
    {
    }

    /// Months are all those of the frame.
    SiteUse add_up(SiteRecords const&);
    std::int64_t crowded_s() const { return sessions_.crowded_s(); }

  private:
    void add_quarter(SiteRecords const&, std::size_t at);

    UseFrame const& frame_;
    FreeQuarters& chance_;
    FaultCounts& counts_;
    SessionTime sessions_;
    SampleTime samples_;
    SiteSums sums_;
};

}  // namespace laad
