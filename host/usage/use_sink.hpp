// SPDX-License-Identifier: Apache-2.0
// Between those who read files and those who add up.
#pragma once

#include "host/usage/session.hpp"

#include <cstdint>

namespace laad {

/// What of a site was seen at a moment. Samples of one site, file and moment add up: one is that of a location or of a
/// single charge point.
struct Sample {
    std::int64_t at_s{};  ///< seconds of UTC since 1970
    std::int64_t
        lasts_s{};        ///< the time that it stands for, from at_s on: a quarter-hour, or an hour in a table of hours
    std::int32_t site{};  ///< index in BaseLayers::sites
    std::int32_t file{};  ///< of UsageConfig::files
    std::int32_t available{};          ///< charge points that work
    std::int32_t occupied_permille{};  ///< of one charge point: 1500 is one and a half, at most 1000 × available
    Knows knows{Knows::connected};

    friend bool operator==(Sample const&, Sample const&) = default;
};

/// Takes what is read, from any thread.
class UseSink {
  public:
    virtual ~UseSink() = default;
    virtual void add(Session const&) = 0;
    virtual void add(Sample const&) = 0;
};

}  // namespace laad
