// SPDX-License-Identifier: Apache-2.0
#include "host/run/plan_gaps.hpp"

#include "host/language/to_say.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace laad {
namespace {

/// What keeps a candidate that passes the hard rules out of the plan; in the order of how they read.
enum class LeftOut { no_quota, quota_used_up, too_near, gains_too_little, gains_nothing };

template <class Reason>
using Counts = std::map<Reason, std::int64_t>;

std::string counted(std::string const& rule, std::int64_t count)
{
    for (ReasonCode const& code : reason_codes)
        if (code.code == rule) return to_say("{} by rule {} ({})", count, rule, code.meaning);
    return fmt::format("{} {}", count, rule);
}

std::string counted(LeftOut reason, std::int64_t count)
{
    switch (reason) {
        case LeftOut::too_near:
            return to_say_count(count, "{} stands too near a station", "{} stand too near a station", count);
        case LeftOut::gains_too_little:
            return to_say("{} would newly serve less than the minimum gain", count);
        case LeftOut::gains_nothing:
            return to_say("{} would newly serve nothing more", count);
        case LeftOut::quota_used_up:
            return to_say_count(count, "{} lies in a gemeente whose quota is used up",
                                "{} lie in a gemeente whose quota is used up", count);
        case LeftOut::no_quota:
            break;
    }
    return to_say_count(count, "{} lies in a gemeente without a quota", "{} lie in a gemeente without a quota", count);
}

/// The most frequent first: "3 stand too near a station; 1 ...".
template <class Reason>
std::string counted(Counts<Reason> const& counts)
{
    std::vector<std::pair<Reason, std::int64_t>> sorted{counts.begin(), counts.end()};
    std::ranges::stable_sort(sorted, std::ranges::greater{}, [](auto const& reason) { return reason.second; });
    std::string text;
    for (auto const& [reason, count] : sorted)
        text += (text.empty() ? "" : "; ") + counted(reason, count);
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
        std::vector<Counts<std::string>> rules(all.size());
        std::vector<Counts<LeftOut>> left_out(all.size());
        auto const at = [&](Candidate const& candidate) {
            auto const found = number.find(nal_square_at(candidate.pole));
            return found == number.end() ? all.size() : found->second;
        };
        for (CandidateId const c : placed_.ids()) {
            Candidate const& candidate = inputs_.base.candidates[c];
            std::size_t const s = at(candidate);
            if (s == all.size()) continue;
            count(c, all[s], rules[s]);
            if (candidate.eligible() && placed_[c] < 0) ++left_out[s][why_left_out(c)];
        }
        for (std::size_t s = 0; s < all.size(); ++s)
            all[s].reason = why_white(all[s], wanted.contains(findings_.nal[all[s].square].id), rules[s], left_out[s]);
        return all;
    }

    std::vector<SearchOutcome> areas()
    {
        SearchFindings const& search = findings_.search;
        std::vector<SearchOutcome> all;
        for (SearchAreaId const a : search.areas.ids())
            all.push_back({a, 0, 0, -1, ""});
        std::vector<Counts<std::string>> rules(all.size());
        std::vector<Counts<LeftOut>> left_out(all.size());
        for (CandidateId const c : search.candidates.ids()) {
            auto const& [area, relief, walk_cm] = search.candidates[c];
            if (!area) continue;
            count(c, all[area.index()], rules[area.index()]);
            if (candidate(c).eligible() && placed_[c] < 0)
                ++left_out[area.index()][relief > 0 ? why_left_out_of_area(c) : why_left_out(c)];
        }
        for (std::size_t a = 0; a < all.size(); ++a)
            all[a].reason = why_pressed(all[a], rules[a], left_out[a]);
        return all;
    }

  private:
    Candidate const& candidate(CandidateId c) const { return inputs_.base.candidates[c]; }

    /// Adds a candidate to what lies in a square or area.
    void count(CandidateId c, auto& of, Counts<std::string>& rules) const
    {
        ++of.candidates;
        for (std::string const& reason : candidate(c).reasons)
            ++rules[reason];
        if (!candidate(c).eligible()) return;
        ++of.eligible;
        if (placed_[c] >= 0 && (of.placement < 0 || placed_[c] < of.placement)) of.placement = placed_[c];
    }

    QuotaOutcome* outcome_of(MunicipalityId municipality)
    {
        auto const found = number_.find(municipality);
        return found == number_.end() ? nullptr : &outcomes_[found->second];
    }

    LeftOut why_left_out(CandidateId c)
    {
        QuotaOutcome const* const outcome = outcome_of(candidate(c).municipality);
        if (outcome == nullptr) return LeftOut::no_quota;
        if (findings_.plan.too_close[c]) return LeftOut::too_near;
        std::int64_t const gain_wh = findings_.plan.left[c].gain_wh;
        if (gain_wh == 0) return LeftOut::gains_nothing;
        return gain_wh < inputs_.scenario.placement.min_gain_kwh * 1000 ? LeftOut::gains_too_little
                                                                        : LeftOut::quota_used_up;
    }

    /// Of one that relieves its search area: what it gains matters not.
    LeftOut why_left_out_of_area(CandidateId c)
    {
        if (outcome_of(candidate(c).municipality) == nullptr) return LeftOut::no_quota;
        return findings_.plan.too_close[c] ? LeftOut::too_near : LeftOut::quota_used_up;
    }

    std::string why_waits(Placement const& placement) const
    {
        return placement.status == GridStatus::waits_for_grid
                   ? "its station waits for the grid: " + placement.grid_reason
                   : "";
    }

    std::string why_pressed(SearchOutcome const& area, Counts<std::string> const& rules,
                            Counts<LeftOut> const& left_out) const
    {
        if (area.placement >= 0) return why_waits(findings_.plan.placements[static_cast<std::size_t>(area.placement)]);
        if (area.candidates == 0) return "no two parking bays beside each other";
        if (area.eligible == 0) return "all candidates are rejected: " + counted(rules);
        if (!inputs_.scenario.placement.fill_search_areas)
            return "search areas are not filled first (placement.fill_search_areas is off)";
        return "of the candidates that pass the hard rules: " + counted(left_out);
    }

    std::string why_white(WhiteSquare const& square, bool wanted, Counts<std::string> const& rules,
                          Counts<LeftOut> const& left_out) const
    {
        if (square.placement >= 0)
            return why_waits(findings_.plan.placements[static_cast<std::size_t>(square.placement)]);
        if (!wanted) return "a station that others plan stands in it";
        if (square.candidates == 0) return "no two parking bays beside each other";
        if (square.eligible == 0) return "all candidates are rejected: " + counted(rules);
        return "of the candidates that pass the hard rules: " + counted(left_out);
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
        Counts<LeftOut> left_out;
        for (CandidateId const c : placed_.ids()) {
            Candidate const& candidate = inputs_.base.candidates[c];
            if (candidate.municipality != outcome.municipality || !candidate.eligible()) continue;
            ++eligible;
            if (placed_[c] < 0) ++left_out[why_left_out(c)];
        }
        std::string text =
            eligible == 0 ? "no pair of bays in it passes the hard rules"
            : left_out.empty()
                ? to_say("all {} pairs of bays that pass the hard rules are placed", eligible)
                : to_say("no candidate is left; of {} that pass the hard rules: ", eligible) + counted(left_out);
        if (outcome.unmet_wh > 0)
            text +=
                to_say("; {:.1f} % of its unmet demand lies within reach of no such candidate",
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

std::vector<SearchOutcome> search_outcomes(Inputs const& inputs, Findings const& findings)
{
    return Gaps{inputs, findings}.areas();
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
        notes.push_back(to_say("{} of {} obliged white squares get a station, of which {} wait for the grid",
                               std::ssize(squares) - without, squares.size(), waiting) +
                        (without == 0 ? "" : "; why the others get none is in white_squares.csv"));
    if (auto const& areas = findings.search_areas; !areas.empty()) {
        auto const left = std::ranges::count_if(areas, [](SearchOutcome const& a) { return a.placement < 0; });
        notes.push_back(to_say("{} of {} search areas get a station", std::ssize(areas) - left, areas.size()) +
                        (left == 0 ? "" : "; why the others get none is in search_areas.csv"));
    }
    for (QuotaOutcome const& outcome : findings.quotas) {
        if (outcome.reason.empty()) continue;
        std::string const wanted =
            outcome.quota.stations > 0
                ? to_say("{} of {} stations", outcome.placed, outcome.quota.stations)
                : to_say("{} of {} kWh a year", outcome.gain_wh / 1000, outcome.quota.kwh_per_year);
        notes.push_back(to_say("the quota of {} is not filled, {} are placed", outcome.quota.municipality, wanted) +
                        ": " + outcome.reason);
    }
    return notes;
}

}  // namespace laad
