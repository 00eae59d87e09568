// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/placement/appraisal.hpp"
#include "host/placement/bound.hpp"
#include "host/placement/bound_search.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <vector>

namespace laad {

/// What is bounded. Weights as prices, all else in Wh · thousandths.
struct Objective {
    std::vector<Price> weight_by_m;              ///< by whole metres of walk; the last one holds for all longer walks
    Indexed<CandidateId, std::int64_t> first;    ///< as the first station
    Indexed<MunicipalityId, std::int64_t> plan;  ///< what it comes to
    Indexed<NodeId, std::int64_t> served;        ///< by the plan

    Price weight(std::int32_t walk_cm) const
    {
        return weight_by_m[std::min(static_cast<std::size_t>(whole_metres(walk_cm)), weight_by_m.size() - 1)];
    }
};

/// All that is served counts alike.
inline Objective energy(OpenCandidates const& open, IndexedSpan<MunicipalityId, MunicipalityPlan const> plan,
                        IndexedSpan<NodeId, NodeService const> served)
{
    Objective o{{static_cast<Price>(price_one)}, {}, {}, {}};
    for (CandidateValue const& value : open.first)
        o.first.push_back(value.gain_wh * 1000);
    for (MunicipalityPlan const& municipality : plan)
        o.plan.push_back(municipality.served_wh * 1000);
    for (NodeService const& node : served)
        o.served.push_back(node.wh * 1000);
    return o;
}

/// What is served counts by its nearness.
inline Objective worth(RankProblem const& problem, OpenCandidates const& open,
                       IndexedSpan<MunicipalityId, MunicipalityPlan const> plan,
                       IndexedSpan<NodeId, NodeService const> served)
{
    Objective o;
    for (std::int32_t const weight : problem.weight_by_m)
        o.weight_by_m.push_back(static_cast<Price>(weight * price_steps));
    o.weight_by_m.push_back(0);
    for (CandidateValue const& value : open.first)
        o.first.push_back(value.worth);
    for (MunicipalityPlan const& municipality : plan)
        o.plan.push_back(municipality.worth);
    for (NodeService const& node : served)
        o.served.push_back(node.worth);
    return o;
}

/// U(0): the sum of the largest first values, as if no two overlapped.
inline std::int64_t largest_values(Catchment const& catchment, Objective const& objective, int stations)
{
    std::vector<std::int64_t> values;
    for (CandidateId const c : catchment.candidates)
        values.push_back(objective.first[c]);
    auto const last = values.begin() + std::min<std::ptrdiff_t>(stations, std::ssize(values));
    std::nth_element(values.begin(), last, values.end(), std::greater<>{});
    return std::accumulate(values.begin(), last, std::int64_t{0});
}

}  // namespace laad
