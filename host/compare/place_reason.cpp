// SPDX-License-Identifier: Apache-2.0
#include "host/compare/place_changes.hpp"

#include "host/report/words.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace laad {
namespace {

/// Whether the grid lets a station come: by its status in the plan, else by the room before the plan.
bool fits(PlaceState const& state, int points)
{
    if (state.place) return state.place->status != "waits for grid";
    return !state.fitting_points || *state.fitting_points >= points;
}

/// Which of the two parts of a change of gain is the larger: that of its own demand, or that of its overlap.
Reason larger_part(PlaceState const& before, PlaceState const& after)
{
    auto const demand = std::abs(after.first_gain_hwh - before.first_gain_hwh);
    auto const overlap = std::abs(after.overlap_hwh() - before.overlap_hwh());
    return demand >= overlap ? Reason::demand : Reason::neighbour;
}

std::string kwh_text(std::int64_t hwh)
{
    return whole_kwh(hwh * 100) + " kWh";
}

}  // namespace

Reason reason_of(Change change, PlaceState const& before, PlaceState const& after, int points)
{
    if (change == Change::kept) return Reason::none;
    if (before.eligible != after.eligible) return Reason::rules;
    bool const was_fit = fits(before, points);
    bool const is_fit = fits(after, points);
    bool const rises = change == Change::gained || (change == Change::moved && after.place->rank < before.place->rank);
    if (was_fit != is_fit && is_fit == rises) return Reason::headroom;
    if (before.too_close || after.too_close) return Reason::neighbour;
    auto const gain = after.gain_hwh - before.gain_hwh;
    if (gain == 0 || (gain > 0) != rises) return Reason::others;
    return larger_part(before, after);
}

char const* words(Change change)
{
    switch (change) {
        case Change::kept:
            return "kept";
        case Change::moved:
            return "moved";
        case Change::gained:
            return "gained";
        case Change::lost:
            break;
    }
    return "lost";
}

char const* words(Reason reason)
{
    switch (reason) {
        case Reason::none:
            return "";
        case Reason::rules:
            return "rules";
        case Reason::headroom:
            return "headroom";
        case Reason::demand:
            return "demand";
        case Reason::neighbour:
            return "neighbour";
        case Reason::others:
            break;
    }
    return "others";
}

namespace {

std::string rules_text(PlaceChange const& change)
{
    PlaceState const& stopped = change.after.eligible ? change.before : change.after;
    std::string const when = change.after.eligible ? "in the old version" : "now";
    return stopped.stopped_by.empty() ? fmt::format("is no candidate {}", when)
                                      : fmt::format("{} stopped by: {}", when, meaning(stopped.stopped_by.front()));
}

std::string headroom_text(PlaceChange const& change)
{
    auto const in_words = [](PlaceState const& state) {
        std::string text = state.place ? state.place->status : "not in the plan";
        if (state.fitting_points)
            text += fmt::format(", room for {} charge point{} before the plan", *state.fitting_points,
                                *state.fitting_points == 1 ? "" : "s");
        return text;
    };
    return fmt::format("grid: {}; now {}", in_words(change.before), in_words(change.after));
}

std::string too_close_text(PlaceChange const& change)
{
    std::string const who = change.neighbour.empty() ? "another station" : "place " + change.neighbour;
    return change.after.too_close ? fmt::format("stands too close to {}, which is there now", who)
                                  : fmt::format("stood too close to {}, which was there before", who);
}

/// What a place would serve alone, and what others take of that, in both versions.
std::string parts_text(PlaceChange const& change)
{
    bool const took = change.after.overlap_hwh() > change.before.overlap_hwh();
    auto const who = [&](bool here) {
        return change.neighbour.empty() || !here ? "" : ", above all place " + change.neighbour;
    };
    return fmt::format("alone it would serve {} (before {}); others take {} of that{} (before {}{})",
                       kwh_text(change.after.first_gain_hwh), kwh_text(change.before.first_gain_hwh),
                       kwh_text(change.after.overlap_hwh()), who(took), kwh_text(change.before.overlap_hwh()),
                       who(!took));
}

/// For what changed though the place itself adds the same, or against what it adds.
std::string others_text(PlaceChange const& change)
{
    switch (change.change) {
        case Change::lost:
            return "adds no less than before; other places rank higher and take the number of stations";
        case Change::gained:
            return "adds no more than before; places above it fell away or the number of stations grew";
        case Change::moved:
        case Change::kept:
            break;
    }
    return change.after.place->rank > change.before.place->rank
               ? "adds no less than before; other places now add more or came in above it"
               : "adds no more than before; places above it now add less or fell away";
}

}  // namespace

std::string explanation(PlaceChange const& change)
{
    switch (change.reason) {
        case Reason::none:
            return "";
        case Reason::rules:
            return rules_text(change);
        case Reason::headroom:
            return headroom_text(change);
        case Reason::demand:
            return parts_text(change);
        case Reason::neighbour:
            return change.before.too_close || change.after.too_close ? too_close_text(change) : parts_text(change);
        case Reason::others:
            break;
    }
    return others_text(change);
}

}  // namespace laad
