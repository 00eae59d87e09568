// SPDX-License-Identifier: Apache-2.0
#include "host/compare/place_changes.hpp"

#include "host/language/said_with.hpp"
#include "host/present/words.hpp"

#include <fmt/format.h>

namespace laad {
namespace {

std::string kwh_text(std::int64_t hwh)
{
    return whole_kwh(hwh * 100) + " kWh";
}

std::string rules_text(PlaceChange const& change)
{
    PlaceState const& stopped = change.after.eligible ? change.before : change.after;
    if (stopped.stopped_by.empty())
        return said(change.after.eligible ? "is no candidate in the old version" : "is no candidate now");
    return said_with(change.after.eligible ? "in the old version stopped by: {}" : "now stopped by: {}",
                     said(meaning(stopped.stopped_by.front())));
}

std::string headroom_text(PlaceChange const& change)
{
    auto const in_words = [](PlaceState const& state) {
        std::string text = said(state.place ? state.place->status : "not in the plan");
        if (state.fitting_points)
            text += said_count(*state.fitting_points, ", room for {} charge point before the plan",
                               ", room for {} charge points before the plan", *state.fitting_points);
        return text;
    };
    return said_with("grid: {}; now {}", in_words(change.before), in_words(change.after));
}

std::string tie_text(PlaceChange const& change)
{
    PlaceState const& outside = change.after.equal_choice ? change.after : change.before;
    return said_with(
        change.after.equal_choice
            ? "would still add {} to the new plan, worth as much as the last place of it: an equal choice"
            : "would have added {} to the old plan, worth as much as the last place of it: an equal choice",
        kwh_text(outside.gain_hwh));
}

std::string neighbour_words(InTheWay const& neighbour)
{
    return said_with("place {} (rank {}, {} m away)", neighbour.candidate, neighbour.rank,
                     grouped(neighbour.distance_m));
}

std::string too_close_text(PlaceChange const& change)
{
    std::string const who = change.neighbour ? neighbour_words(*change.neighbour) : said("another station");
    return change.after.too_close ? said_with("stands too close to {}, which is there now", who)
                                  : said_with("stood too close to {}, which was there before", who);
}

/// What a place would serve alone, what there is to serve, and what others take of it, in both versions.
std::string parts_text(PlaceChange const& change)
{
    bool const took = change.after.overlap_hwh() > change.before.overlap_hwh();
    auto const who = [&](bool here) {
        return change.neighbour && here ? said_with(", most of it {}", neighbour_words(*change.neighbour)) : "";
    };
    auto const taking = [](PlaceState const& state) {
        return state.place ? said_with("places ranked before it take {}", kwh_text(state.overlap_hwh()))
                           : said_with("the places of the plan take {}", kwh_text(state.overlap_hwh()));
    };
    return said_with(
        "alone would serve {} of {} unserved within its walk (before {} of {}); of what it would serve {}{} (before: "
        "{}{})",
        kwh_text(change.after.first_gain_hwh), kwh_text(change.after.in_reach_hwh),
        kwh_text(change.before.first_gain_hwh), kwh_text(change.before.in_reach_hwh), taking(change.after), who(took),
        taking(change.before), who(!took));
}

/// For what changed though the place itself adds the same, or against what it adds.
std::string others_text(PlaceChange const& change)
{
    if (change.change == Change::lost)
        return said("adds no less than before; other places rank higher and take the number of stations");
    if (change.change == Change::gained)
        return said("adds no more than before; places above it fell away or the number of stations grew");
    return said(change.after.place->rank > change.before.place->rank
                    ? "adds no less than before; other places now add more or came in above it"
                    : "adds no more than before; places above it now add less or fell away");
}

}  // namespace

std::string explanation(PlaceChange const& change)
{
    bool const too_close = change.before.too_close || change.after.too_close;
    if (change.reason == Reason::none) return "";
    if (change.reason == Reason::rules) return rules_text(change);
    if (change.reason == Reason::headroom) return headroom_text(change);
    if (change.reason == Reason::tie) return tie_text(change);
    if (change.reason == Reason::neighbour && too_close) return too_close_text(change);
    if (change.reason == Reason::demand || change.reason == Reason::neighbour) return parts_text(change);
    return others_text(change);
}

}  // namespace laad
