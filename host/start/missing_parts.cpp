// SPDX-License-Identifier: Apache-2.0
#include "host/recipes/expand.hpp"
#include "host/start/start_region.hpp"

#include <array>

namespace laad {
namespace {

struct Part {
    char const* name;
    char const* without;
};

constexpr std::array parts{
    Part{"surface", "streets, water and buildings are not known: walks are straight lines over land"},
    Part{"dwellings", "no shares of dwellings; demand is spread over streets, or households per buurt"},
    Part{"buurten", "squares of 500 m stand for buurten, so a prognosis per buurt cannot be used"},
    Part{"gemeenten", "the region counts as one gemeente"},
    Part{"chargers", "nothing to measure coverage from: add a layer of charge locations, if need be an empty one"},
    Part{"parking", "no space to place a station at: coverage alone"},
    Part{"squares", "households per square of 500 m are estimated from dwellings (nal-dekkend-2024)"},
    Part{"prognosis", "no demand, no ranking: coverage alone; `laadraster prognosis sketch` makes an illustrative one"},
    Part{"stations", "headroom is not known; with grid tables, or `laadraster grid sketch`, it is"},
};

}  // namespace

std::vector<MissingPart> missing_parts(std::vector<Source> const& sources, std::vector<Recipe> const& recipes)
{
    std::vector<MissingPart> missing;
    for (auto const& [name, without] : parts) {
        if (source_of(sources, name)) continue;
        MissingPart part{name, without, {}};
        for (Recipe const& recipe : recipes)
            if (parts_in(recipe.gives).contains(name)) part.pages.push_back(recipe.title + ": " + recipe.page);
        missing.push_back(std::move(part));
    }
    return missing;
}

}  // namespace laad
