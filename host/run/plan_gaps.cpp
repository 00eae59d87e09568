// SPDX-License-Identifier: Apache-2.0
#include "host/run/plan_gaps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace laad {
namespace {

constexpr char const* too_near = "stand too near a station";
constexpr char const* gains_too_little = "would newly serve less than the minimum gain";
constexpr char const* gains_nothing = "would newly serve nothing more";
constexpr char const* quota_used_up = "lie in a gemeente whose quota is used up";
constexpr char const* no_quota = "lie in a gemeente without a quota";

using Counts = std::map<std::string, std::int64_t>;  ///< by reason

/// The most frequent first: "3 stand too near a station, 1 ...".
std::string counted(Counts const& counts)
{
    std::vector<std::pair<std::string, std::int64_t>> sorted{counts.begin(), counts.end()};
    std::ranges::stable_sort(sorted, std::ranges::greater{}, [](auto const& reason) { return reason.second; });
    std::string text;
    for (auto const& [reason, count] : sorted)
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, reason);
    return text;
}

bool is_full(QuotaOutcome const& outcome)
{
    bool const has_limit = outcome.quota.stations > 0 || outcome.quota.kwh_per_year > 0;
    return !has_limit || (outcome.quota.stations > 0 && outcome.placed >= outcome.quota.stations) ||
           (outcome.quota.kwh_per_year > 0 && outcome.gain_wh >= outcome.quota.kwh_per_year * 1000);
}

class Gaps {
  public:
    Gaps(Inputs const& inputs, Findings const& findings)
        : inputs_{inputs}, findings_{findings}, placed_(inputs.base.candidates.size(), -1)
    {
        auto const& placements = findings_.plan.placements;
        for (std::size_t p = 0; p < placements.size(); ++p)
            placed_[placements[p].candidate] = static_cast<std::int32_t>(p);
        for (MunicipalityId const g : inputs.base.municipalities.ids())
            for (Quota const& quota : inputs.scenario.placement.quotas)
                if (quota.municipality == inputs.base.municipalities[g].name) {
                    number_[g] = outcomes_.size();
                    outcomes_.push_back({g, quota, 0, 0, 0, 0, 0, ""});
                }
        for (Placement const& placement : placements)
            if (QuotaOutcome* const outcome = outcome_of(candidate(placement.candidate).municipality)) {
                ++outcome->placed;
                outcome->waiting += placement.status == GridStatus::waits_for_grid;
                outcome->gain_wh += placement.value.gain_wh;
            }
    }

    std::vector<QuotaOutcome> quotas()
    {
        measure_demand();
        for (QuotaOutcome& outcome : outcomes_)
            if (!is_full(outcome)) outcome.reason = why_not_filled(outcome);
        return outcomes_;
    }

    std::vector<WhiteSquare> squares()
    {
        std::map<std::string, SquareId> const wanted = squares_to_fill(inputs_, findings_);
        std::vector<WhiteSquare> all;
        std::map<std::string, std::size_t> number;
        for (SquareId const s : findings_.nal.ids())
            if (findings_.nal[s].state == NalState::white) {
                number[findings_.nal[s].id] = all.size();
                all.push_back({s, 0, 0, -1, ""});
            }
        std::vector<Counts> rules(all.size());
        std::vector<Counts> left_out(all.size());
        auto const at = [&](Candidate const& candidate) {
            auto const found = number.find(nal_square_at(candidate.pole));
            return found == number.end() ? all.size() : found->second;
        };
        for (CandidateId const c : placed_.ids()) {
            Candidate const& candidate = inputs_.base.candidates[c];
            std::size_t const s = at(candidate);
            if (s == all.size()) continue;
            ++all[s].candidates;
            for (std::string const& reason : candidate.reasons)
                ++rules[s][reason];
            if (!candidate.eligible()) continue;
            ++all[s].eligible;
            if (placed_[c] < 0)
                ++left_out[s][why_left_out(c)];
            else if (all[s].placement < 0 || placed_[c] < all[s].placement)
                all[s].placement = placed_[c];
        }
        for (std::size_t s = 0; s < all.size(); ++s)
            all[s].reason = why_white(all[s], wanted.contains(findings_.nal[all[s].square].id), rules[s], left_out[s]);
        return all;
    }

  private:
    Candidate const& candidate(CandidateId c) const { return inputs_.base.candidates[c]; }

    QuotaOutcome* outcome_of(MunicipalityId municipality)
    {
        auto const found = number_.find(municipality);
        return found == number_.end() ? nullptr : &outcomes_[found->second];
    }

    /// What keeps a candidate that passes the hard rules out of the plan.
    std::string why_left_out(CandidateId c)
    {
        QuotaOutcome const* const outcome = outcome_of(candidate(c).municipality);
        if (outcome == nullptr) return no_quota;
        if (findings_.plan.too_close[c]) return too_near;
        std::int64_t const gain_wh = findings_.plan.left[c].gain_wh;
        if (gain_wh == 0) return gains_nothing;
        return gain_wh < inputs_.scenario.placement.min_gain_kwh * 1000 ? gains_too_little : quota_used_up;
    }

    std::string why_white(WhiteSquare const& square, bool wanted, Counts const& rules, Counts const& left_out) const
    {
        if (square.placement >= 0) {
            Placement const& p = findings_.plan.placements[static_cast<std::size_t>(square.placement)];
            return p.status == GridStatus::waits_for_grid ? "its station waits for the grid: " + p.grid_reason : "";
        }
        if (!wanted) return "a station that others plan stands in it";
        if (square.candidates == 0) return "no two parking bays beside each other";
        if (square.eligible == 0) return "all candidates are rejected: " + counted(rules);
        return "of the candidates that pass the hard rules " + counted(left_out);
    }

    /// Unmet demand of the municipalities, and how much of it no candidate that passes the hard rules reaches.
    void measure_demand()
    {
        Indexed<NodeId, bool> in_reach(inputs_.base.nodes.size());
        for (CandidateId const c : placed_.ids())
            if (inputs_.base.candidates[c].eligible())
                for (Reached const& reached : findings_.candidate_reach.of(c))
                    in_reach[reached.node] = true;
        for (NodeId const n : in_reach.ids()) {
            NeighbourhoodId const neighbourhood = inputs_.base.nodes[n].neighbourhood;
            if (!neighbourhood || !inputs_.base.nodes[n].in_area) continue;
            QuotaOutcome* const outcome = outcome_of(inputs_.base.neighbourhoods[neighbourhood].municipality);
            if (outcome == nullptr) continue;
            outcome->unmet_wh += findings_.unmet_wh[n];
            if (!in_reach[n]) outcome->out_of_reach_wh += findings_.unmet_wh[n];
        }
    }

    std::string why_not_filled(QuotaOutcome const& outcome)
    {
        std::int64_t eligible = 0;
        Counts left_out;
        for (CandidateId const c : placed_.ids()) {
            Candidate const& candidate = inputs_.base.candidates[c];
            if (candidate.municipality != outcome.municipality || !candidate.eligible()) continue;
            ++eligible;
            if (placed_[c] < 0) ++left_out[why_left_out(c)];
        }
        std::string text =
            eligible == 0 ? "no pair of bays in it passes the hard rules"
            : left_out.empty()
                ? fmt::format("all {} pairs of bays that pass the hard rules are placed", eligible)
                : fmt::format("no candidate is left: of {} that pass the hard rules {}", eligible, counted(left_out));
        if (outcome.unmet_wh > 0)
            text += fmt::format(
                "; {:.1f} % of its unmet demand lies within reach of no such candidate",
                100.0 * static_cast<double>(outcome.out_of_reach_wh) / static_cast<double>(outcome.unmet_wh));
        return text;
    }

    Inputs const& inputs_;
    Findings const& findings_;
    Indexed<CandidateId, std::int32_t> placed_;  ///< its placement, −1: none
    std::vector<QuotaOutcome> outcomes_;
    std::unordered_map<MunicipalityId, std::size_t> number_;  ///< of the outcome of a municipality
};

}  // namespace

std::map<std::string, SquareId> squares_to_fill(Inputs const& inputs, Findings const& findings)
{
    std::map<std::string, SquareId> squares;
    if (!inputs.scenario.placement.fill_white_squares) return squares;
    for (SquareId const s : findings.nal.ids())
        if (findings.nal[s].state == NalState::white) squares[findings.nal[s].id] = s;
    for (Charger const& charger : inputs.base.chargers)
        if (charger.planned && charger.access == ChargerAccess::is_public) squares.erase(nal_square_at(charger.at));
    return squares;
}

std::vector<WhiteSquare> white_squares(Inputs const& inputs, Findings const& findings)
{
    return inputs.scenario.placement.fill_white_squares ? Gaps{inputs, findings}.squares() : std::vector<WhiteSquare>{};
}

std::vector<QuotaOutcome> quota_outcomes(Inputs const& inputs, Findings const& findings)
{
    return Gaps{inputs, findings}.quotas();
}

std::vector<std::string> gap_notes(Findings const& findings)
{
    std::vector<std::string> notes;
    auto const& squares = findings.white_squares;
    auto const without = std::ranges::count_if(squares, [](WhiteSquare const& s) { return s.placement < 0; });
    auto const waiting =
        std::ranges::count_if(squares, [](WhiteSquare const& s) { return s.placement >= 0 && !s.reason.empty(); });
    if (!squares.empty())
        notes.push_back(fmt::format("{} of {} obliged white squares get a station, of which {} wait for the grid{}",
                                    std::ssize(squares) - without, squares.size(), waiting,
                                    without == 0 ? "" : "; why the others get none is in white_squares.csv"));
    for (QuotaOutcome const& outcome : findings.quotas) {
        if (outcome.reason.empty()) continue;
        std::string const wanted =
            outcome.quota.stations > 0
                ? fmt::format("{} of {} stations", outcome.placed, outcome.quota.stations)
                : fmt::format("{} of {} kWh a year", outcome.gain_wh / 1000, outcome.quota.kwh_per_year);
        notes.push_back(fmt::format("the quota of {} is not filled, {} are placed: {}", outcome.quota.municipality,
                                    wanted, outcome.reason));
    }
    return notes;
}

}  // namespace laad
