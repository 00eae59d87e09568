// SPDX-License-Identifier: Apache-2.0
// A MODEL, not a count: what a site would be like with more charge points. It takes arrivals as independent of each other
// (Poisson) and a car that finds none free as gone (Erlang-B).
#pragma once

#include <optional>

namespace laad {

/// Part of the time in which all charge points are busy when so much is offered: cars that would charge at once if
/// there were room (erlang).
/// Errors  ContractError: negative arguments
/// Source  A. K. Erlang (1917); B(A, 0) = 1, B(A, n) = A·B(A, n−1) / (n + A·B(A, n−1))
double all_busy(double offered, int evse);

/// What must be offered for charge points to be occupied such a part of the time, by all_busy; nothing from 99.9 % on,
/// where any amount would do.
std::optional<double> offered_at(double occupancy, int evse);

/// The chance that one is free with `more` charge points beside those that are occupied such a part of the time now.
std::optional<double> free_with_more(double occupancy, int evse, int more);

}  // namespace laad
