// SPDX-License-Identifier: Apache-2.0
#include "host/placement/priced_part.hpp"

#include "tests/host/rank_problem.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

namespace laad::priced_part_test {
namespace {

/// Candidates along a street: each reaches some of the nodes around it.
BoundPart street(std::mt19937& random)
{
    BoundPart part;
    bool const flat = draw(random, 0, 1) == 0;
    int const nodes = draw(random, 20, 400);
    int const candidates = draw(random, 1, 150);
    part.stations = static_cast<std::size_t>(draw(random, 1, candidates));
    for (int i = 0; i < nodes; ++i)
        part.unmet_wh.push_back(static_cast<std::uint32_t>(draw(random, 1, 300)));
    for (int c = 0; c < candidates; ++c) {
        int const from = c * nodes / candidates;
        for (std::int32_t i = from; i < std::min(from + 20, nodes); ++i)
            if (draw(random, 0, 2) > 0) {
                part.nodes.push_back(i);
                part.weight.push_back(static_cast<Price>(64 * (flat ? 1000 : draw(random, 0, 1000))));
            }
        part.first.push_back(std::ssize(part.nodes));
    }
    return part;
}

/// Every column filled by sorting, the largest by sorting.
std::int64_t worth(BoundPart const& part, std::int64_t capacity_wh, std::vector<Price> const& price)
{
    std::vector<std::int64_t> values;
    for (std::size_t c = 0; c + 1 < part.first.size(); ++c) {
        std::vector<std::pair<int, std::uint32_t>> offers;
        for (auto n = part.first[c]; n < part.first[c + 1]; ++n) {
            auto const node = static_cast<std::size_t>(part.nodes[static_cast<std::size_t>(n)]);
            int const weight = part.weight[static_cast<std::size_t>(n)];
            offers.push_back({std::max(0, weight - price[node]), part.unmet_wh[node]});
        }
        std::sort(offers.begin(), offers.end(), std::greater<>{});
        std::int64_t left = capacity_wh;
        std::int64_t value = 0;
        for (auto const& [pays, unmet_wh] : offers) {
            std::int64_t const wh = std::min<std::int64_t>(left, unmet_wh);
            value += wh * pays;
            left -= wh;
        }
        values.push_back(value);
    }
    std::sort(values.begin(), values.end(), std::greater<>{});
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < part.stations; ++i)
        sum += values[i];
    return sum;
}

TEST(PricedPart, FindsTheLargestWorthsWhateverWasLookedAtBefore)
{
    std::mt19937 random{5};
    for (int n = 0; n < 100; ++n) {
        BoundPart const part = street(random);
        std::int64_t const capacity_wh = draw(random, 0, 3) == 0 ? draw(random, 0, 100) : draw(random, 100, 4000);
        PricedPart priced{part, capacity_wh};
        std::vector<Price> price(part.unmet_wh.size());
        std::int64_t last = 0;
        std::vector<Price> last_price = price;
        std::vector<std::int64_t> taken(price.size());
        int const most = draw(random, 0, 1) == 0 ? 64000 : 200;
        for (int step = 0; step < 30; ++step) {
            ASSERT_EQ(priced.evaluate(price), worth(part, capacity_wh, price)) << "part " << n << ", step " << step;
            std::int64_t const now = worth(part, capacity_wh, price);
            std::int64_t least = last;  // what was taken is a subgradient: no prices make less than this of it
            for (std::size_t i = 0; i < price.size(); ++i)
                least += taken[i] * (last_price[i] - price[i]);
            ASSERT_GE(now, least) << "what is taken is what is counted";
            last = now;
            last_price = price;
            taken.assign(priced.taken().begin(), priced.taken().end());
            for (Price& p : price)
                if (draw(random, 0, 3) == 0)
                    p = static_cast<Price>(std::clamp(p + draw(random, -most, most), 0, 64000));
        }
    }
}

}  // namespace
}  // namespace laad::priced_part_test
