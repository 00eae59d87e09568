// SPDX-License-Identifier: Apache-2.0
// From [[source]] entries that name a recipe to the keys of region.toml that they stand for.
#pragma once

#include "host/recipes/recipe.hpp"

#include <functional>
#include <set>
#include <string>

namespace laad {

/// The part of a plan that a key belongs to: surface, parking, dwellings, chargers, area, buurten, gemeenten, squares,
/// rules, stations, prognosis ... `section`: its table, as region or placement.rules.
std::string part_of(std::string_view section, std::string_view key);

/// What a recipe makes of one file: keys of region.toml with its layers and fields filled in. What rests on a layer
/// that the file lacks is left out; of a field that it lacks a condition says NULL.
/// `file`: as region.toml names it. `date`: of the data.
toml::table given_by(RecipeMatch const&, std::string const& file, std::string const& date);

/// The parts in what a recipe gives.
std::set<std::string> parts_in(toml::table const& given);

/// Leaves only these of them.
void keep_parts(toml::table& given, std::set<std::string> const& parts);

/// Where a path of region.toml is.
using Resolve = std::function<std::filesystem::path(std::string const&)>;

/// Replaces what [[source]] entries with a recipe ask for by ordinary keys; a key that region.toml has itself is left
/// as it is, and its own [[surface]] and [[parking]] come last.
/// Errors  InputError, which begins with `where`: an unknown recipe, a file that is not what it reads, a part that two
///         sources give, a rule or part that there is not
void expand_recipes(toml::table& region, std::string const& where, Resolve const& resolved);

}  // namespace laad
