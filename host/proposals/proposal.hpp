// SPDX-License-Identifier: Apache-2.0
// What is asked of location validation (locatievalidatie, LVS): one parking space for each search area (zoekgebied).
#pragma once

#include "host/prepare/whereabouts.hpp"
#include "rasters/geometry.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace laad {

/// A space in a search area that passes the hard rules.
struct SearchSpace {
    std::string candidate;
    std::int64_t order{};                ///< in its area: by what it relieves, then by worth
    double relief_h{};                   ///< EVSE-hours
    std::optional<double> walk_m{};      ///< to the nearest site that it relieves
    double gain_kwh{};                   ///< a year, by the prognosis
    std::optional<std::int64_t> rank{};  ///< in the plan
    std::string status{};                ///< of its grid connection; empty: it has no rank
    Point at{};
};

/// What a plan says of a search area.
struct AreaFacts {
    std::string id;
    std::string gemeente;
    std::string buurten;
    std::int64_t max_pressure_pct{};
    std::int64_t mean_pressure_pct{};
    std::int64_t months{};
    std::int64_t evse_around{};
    std::optional<double> occupied_pct{};
    std::optional<std::int64_t> energy_kwh{};  ///< of an EVSE and month
    std::optional<std::int64_t> dwellings{};   ///< nothing: so few that it is not told
    Geometry shape{};
};

struct PressedArea {
    AreaFacts facts;
    std::vector<SearchSpace> spaces{};  ///< in their order
    std::string why_none{};             ///< as the plan says it, where there are no spaces
};

enum class Answer : std::uint8_t { none, accepted, rejected };
enum class Closed : std::uint8_t { no, area_gone, space_gone, one_area };
enum class State : std::uint8_t { open, accepted, rejected, closed };

/// There is one of a space, ever.
struct AskedSpace {
    int number{};  ///< P1, P2, ... in the order in which they were made
    SearchSpace space;
    AreaFacts area;  ///< as last seen while it was open
    Answer answer{};
    std::string reason{};  ///< of the answer
    Closed closed{};
    int closed_by{};            ///< one_area: the proposal that the area has
    std::string first_month{};  ///< last month of use when it was made, 2026-05
    std::string last_month{};   ///< and when it last was open or accepted
    Whereabouts where{};
    std::string alternatives{};            ///< ids in their order
    std::string earlier{};                 ///< what was rejected in the area before
    std::string reasons{};                 ///< in the language in which they were written
    std::vector<std::string> own_cells{};  ///< of the columns that its reader added

    std::string id() const { return "P" + std::to_string(number); }
    State state() const
    {
        if (answer == Answer::rejected) return State::rejected;
        if (closed != Closed::no) return State::closed;
        return answer == Answer::accepted ? State::accepted : State::open;
    }
};

}  // namespace laad
