// SPDX-License-Identifier: Apache-2.0
#include "host/start/choice.hpp"

#include "host/recipes/expand.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace laad {

std::vector<Source> chosen_sources(std::vector<FoundFile> const& files)
{
    std::vector<Source> sources;
    for (FoundFile const& found : files)
        for (Recipe const* const recipe : found.recipes) {
            RecipeMatch const match{*recipe, found.content};
            auto parts = parts_in(given_by(match, "file", "date"));
            sources.push_back({&found, recipe, std::move(parts)});
        }
    std::map<std::string, Source*> first;
    for (Source& source : sources)
        for (auto const& part : source.gives) {
            auto const rank = [&](Source const& s) { return std::tuple{s.recipe->rank(part), s.recipe->name}; };
            auto& best = first[part];
            if (!best || rank(source) < rank(*best)) best = &source;
        }
    for (Source& source : sources)
        for (auto const& part : source.gives) {
            bool const is_list = part == "surface" || part == "parking";
            if (first[part] == &source || (is_list && first[part]->recipe == source.recipe)) source.used.insert(part);
        }
    return sources;
}

Source const* source_of(std::vector<Source> const& sources, std::string const& part)
{
    auto const found = std::ranges::find_if(sources, [&](Source const& s) { return s.used.contains(part); });
    return found == sources.end() ? nullptr : &*found;
}

}  // namespace laad
