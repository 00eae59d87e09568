// SPDX-License-Identifier: Apache-2.0
#include "host/report/layer_tables.hpp"
#include "host/report/styles.hpp"
#include "host/report/table_values.hpp"
#include "host/report/tables.hpp"
#include "host/report/words.hpp"
#include "rasters/io/shapes.hpp"

#include <tbb/parallel_for.h>

namespace laad {

OutputLayer placements(Run const& run)
{
    OutputLayer layer{"placements",
                      "Ranked places for the next charging stations; the point is where the pole comes",
                      ShapeKind::point,
                      {{"rank", integer},
                       {"shared_by", integer},
                       {"candidate", words_field},
                       {"bay_ids", words_field},
                       {"status", words_field},
                       {"grid_reason", words_field},
                       {"fills_white_square", words_field},
                       {"worth_kwh", real},
                       {"reach_kwh", real},
                       {"gain_kwh", real},
                       {"cumulative_kwh", real},
                       {"overlap_kwh", real},
                       {"mean_walk_m", real},
                       {"longest_walk_m", real},
                       {"buurt", words_field},
                       {"gemeente", words_field},
                       {"binding_asset", words_field},
                       {"binding_quarter", words_field},
                       {"headroom_before_kw", real},
                       {"headroom_after_kw", real},
                       {"basis", words_field},
                       {"rules_passed", words_field},
                       {"rules_not_checked", words_field},
                       {"x_m", real},
                       {"y_m", real}},
                      {},
                      placement_style()};
    for (Placement const& placement : run.results.plan.placements) {
        Candidate const& candidate = candidate_of(run, placement);
        WalkToDemand const walk = walk_to_demand(placement);
        add(layer, point(candidate.pole),
            {integer_value(placement.rank),
             integer_value(placement.shared_by),
             candidate.id,
             candidate.bay_ids,
             words(placement.status),
             placement.grid_reason,
             yes_no(placement.fills_square),
             weighted_kwh(placement.value.worth),
             weighted_kwh(placement.value.reach),
             kwh(placement.value.gain_wh),
             kwh(placement.cumulative_wh),
             kwh(placement.first_gain_wh - placement.value.gain_wh),
             walk.mean_m,
             walk.longest_m,
             buurt_key(run.base, candidate.buurt),
             gemeente_name(run.base, candidate.gemeente),
             asset_id(run.grid, placement.before.binding_asset),
             quarter_name(run.grid, placement.before.binding_quarter),
             known(room_kw(placement.before)),
             known(room_kw(placement.after)),
             words(placement.before.basis),
             joined(candidate.passed, " "),
             joined(candidate.unchecked, " "),
             candidate.pole.x,
             candidate.pole.y});
    }
    return layer;
}

OutputLayer placement_bays(Run const& run)
{
    OutputLayer layer{"placement_bays",
                      "The two parking bays of each ranked place",
                      ShapeKind::polygon,
                      {{"rank", integer}, {"candidate", words_field}, {"bay_ids", words_field}},
                      {},
                      bay_style()};
    for (Placement const& placement : run.results.plan.placements)
        add(layer, merged(candidate_of(run, placement).bays),
            {integer_value(placement.rank), candidate_of(run, placement).id, candidate_of(run, placement).bay_ids});
    return layer;
}

namespace {

/// What ranking found of a candidate: its value as the first (nothing when it was not ranked) and its rank (likewise).
struct Ranked {
    std::optional<double> first_gain_kwh;
    std::optional<double> first_worth_kwh;
    std::optional<int> rank;
};
std::vector<Ranked> ranked_by_candidate(Run const& run)
{
    Results const& results = run.results;
    std::vector<Ranked> found(run.base.candidates.size());
    for (std::size_t i = 0; i < results.ranked.size(); ++i) {
        Ranked& ranked = found[static_cast<std::size_t>(results.ranked[i])];
        ranked.first_gain_kwh = kwh(results.plan.first[i].gain_wh);
        ranked.first_worth_kwh = weighted_kwh(results.plan.first[i].worth);
    }
    for (Placement const& placement : results.plan.placements)
        found[static_cast<std::size_t>(results.ranked[static_cast<std::size_t>(placement.candidate)])].rank =
            placement.rank;
    return found;
}

}  // namespace

OutputLayer candidates(Run const& run)
{
    OutputLayer layer{"candidates",
                      "Pairs of bays that were considered; gain is what one station would newly serve as the first, "
                      "worth the same counted by nearness",
                      ShapeKind::polygon,
                      {{"candidate", words_field},
                       {"bay_ids", words_field},
                       {"eligible", words_field},
                       {"rank", integer},
                       {"gain_kwh", real},
                       {"worth_kwh", real},
                       {"reasons", words_field},
                       {"rules_passed", words_field},
                       {"rules_not_checked", words_field},
                       {"buurt", words_field},
                       {"gemeente", words_field}},
                      {},
                      candidate_style()};
    auto const ranked = ranked_by_candidate(run);
    std::vector<Geometry> shapes(run.base.candidates.size());
    tbb::parallel_for(std::size_t{0}, shapes.size(),
                      [&](std::size_t i) { shapes[i] = merged(run.base.candidates[i].bays); });
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        Candidate const& candidate = run.base.candidates[i];
        add(layer, std::move(shapes[i]),
            {candidate.id, candidate.bay_ids, yes_no(candidate.eligible()), known(ranked[i].rank),
             known(ranked[i].first_gain_kwh), known(ranked[i].first_worth_kwh), joined(candidate.reasons, " "),
             joined(candidate.passed, " "), joined(candidate.unchecked, " "), buurt_key(run.base, candidate.buurt),
             gemeente_name(run.base, candidate.gemeente)});
    }
    return layer;
}

}  // namespace laad
