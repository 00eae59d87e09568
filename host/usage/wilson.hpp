// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace laad {

/// Between which shares the true one lies, 95 times out of 100, when `of` independent draws were seen.
struct ShareRange {
    double low{};
    double high{1};

    friend bool operator==(ShareRange const&, ShareRange const&) = default;
};

/// Source  E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference, z = 1.959964
/// Errors  ContractError: the share is not in 0..1
ShareRange wilson(double share, std::int64_t of);

}  // namespace laad
