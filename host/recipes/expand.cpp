// SPDX-License-Identifier: Apache-2.0
#include "host/recipes/expand.hpp"

#include "rasters/error.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace laad {
namespace {

namespace fs = std::filesystem;

/// Keys of a [[source]] with a recipe that only say what the recipe is to do.
constexpr std::array recipe_keys{"recipe", "file", "use", "leave_out", "change"};
constexpr std::array note_keys{"what", "origin", "licence", "date", "illustrative", "about"};

/// Puts what the sources give into a region.toml.
class Expansion {
  public:
    Expansion(toml::table& region, std::string const& where, Resolve const& resolved)
        : region_{region}, where_{where}, resolved_{resolved}
    {
    }

    void run()
    {
        toml::array* const sources = region_["source"].as_array();
        if (!sources) return;
        for (std::size_t i = 0; i < sources->size();) {
            auto* const source = (*sources)[i].as_table();
            bool const is_of_recipe = source && source->contains("recipe");
            if (is_of_recipe) expand(*source);
            if (is_of_recipe && source->empty())
                sources->erase(sources->begin() + static_cast<std::ptrdiff_t>(i));
            else
                ++i;
        }
        for (auto& [name, list] : lists_)
            put_before(name, std::move(list));
    }

  private:
    [[noreturn]] void fail(toml::table const& source, std::string const& problem) const
    {
        auto const line = source.source().begin.line;
        throw InputError{fmt::format("{}{}: [[source]] {}", where_, line ? fmt::format(":{}", line) : "", problem)};
    }

    std::string text(toml::table const& source, char const* key) const
    {
        toml::node const* const node = source.get(key);
        if (!node) return {};
        if (!node->is_string()) fail(source, fmt::format("{} must be text in quotes", key));
        return **node->as_string();
    }

    std::vector<std::string> texts(toml::table const& source, char const* key) const
    {
        std::vector<std::string> out;
        toml::node const* const node = source.get(key);
        if (!node) return out;
        if (!node->is_array()) fail(source, fmt::format("{} must be a list of texts", key));
        for (toml::node const& item : *node->as_array()) {
            if (!item.is_string()) fail(source, fmt::format("{} must be a list of texts", key));
            out.push_back(**item.as_string());
        }
        return out;
    }

    void check_keys(toml::table const& source) const
    {
        std::vector<std::string> known{recipe_keys.begin(), recipe_keys.end()};
        known.insert(known.end(), note_keys.begin(), note_keys.end());
        for (auto const& [key, node] : source)
            if (std::ranges::find(known, key.str()) == known.end())
                fail(source, fmt::format("has an unknown key \"{}\"{}; valid keys here: {}", key.str(),
                                         did_you_mean(key.str(), known), fmt::join(known, ", ")));
    }

    Recipe recipe_of(toml::table const& source) const
    {
        std::string const name = text(source, "recipe");
        if (name.ends_with(".toml")) return read_recipe(resolved_(name));
        std::vector<std::string> names;
        for (auto const& file : recipe_files()) {
            if (file.stem() == name) return read_recipe(file);
            names.push_back(file.stem().string());
        }
        fail(source, fmt::format("asks for recipe \"{}\"{}; there are: {}, and files of your own (name.toml)", name,
                                 did_you_mean(name, names), fmt::join(names, ", ")));
    }

    void expand(toml::table& source)
    {
        ++number_;
        check_keys(source);
        Recipe const recipe = recipe_of(source);
        std::string const file = text(source, "file");
        if (file.empty()) fail(source, "has a recipe but no file; name the file that it reads");
        FileContent const content = contents_of(resolved_(file));
        RecipeMatch const match{recipe, content};
        if (!match.is_recognised()) fail(source, not_recognised(recipe, file, content));
        toml::table given = given_by(match, file, text(source, "date"));
        change_rules(source, given);
        choose_parts(source, recipe, given);
        if (given.contains("chargers") && text(source, "date").empty())
            fail(source, fmt::format("({}) gives chargers and needs date = \"YYYY-MM-DD\": the day on which they stood "
                                     "there",
                                     recipe.name));
        for (auto& [section, node] : given)
            take(source, recipe, std::string{section.str()}, node);
        become_note(source, recipe);
    }

    static std::string not_recognised(Recipe const& recipe, std::string const& file, FileContent const& content)
    {
        std::vector<std::string> wanted, there;
        for (RecipeLayer const& layer : recipe.layers)
            wanted.push_back(layer.fields.empty() ? fmt::format("{}", fmt::join(layer.names, " or "))
                                                  : fmt::format("{} with {}", fmt::join(layer.names, " or "),
                                                                fmt::join(layer.fields, ", ")));
        for (LayerContent const& layer : content.layers)
            there.push_back(fmt::format("{} ({})", layer.name, fmt::join(layer.fields, ", ")));
        return fmt::format("names recipe {} for {}, which has none of its layers: {}. The file has: {}", recipe.name,
                           file, fmt::join(wanted, "; "), fmt::join(there, "; "));
    }

    /// change = {rule = {key = value}}, leave_out = [rule]: of the named rules in the lists of a recipe.
    void change_rules(toml::table const& source, toml::table& given) const
    {
        auto const leave_out = texts(source, "leave_out");
        toml::node const* const changes = source.get("change");
        if (changes && !changes->is_table()) fail(source, "change must be a table: {rule = {key = value}}");
        std::vector<std::string> names;
        for (auto&& [section, node] : given) {
            toml::array* const list = node.as_array();
            if (!list) continue;
            for (std::size_t i = list->size(); i-- > 0;) {
                toml::table& rule = *(*list)[i].as_table();
                std::string const name = rule["name"].value_or(std::string{});
                rule.erase("name");
                names.push_back(name);
                if (changes)
                    if (toml::table const* const change = (*changes->as_table())[name].as_table())
                        for (auto const& [key, value] : *change)
                            value.visit([&, &key = key](auto const& v) { rule.insert_or_assign(key.str(), v); });
                if (std::ranges::find(leave_out, name) != leave_out.end())
                    list->erase(list->begin() + static_cast<std::ptrdiff_t>(i));
            }
        }
        auto const check = [&](std::string_view name) {
            if (std::ranges::find(names, name) == names.end())
                fail(source, fmt::format("names rule \"{}\"{}; its rules for this file: {}", name,
                                         did_you_mean(name, names), fmt::join(names, ", ")));
        };
        for (auto const& name : leave_out)
            check(name);
        if (changes)
            for (auto const& [name, node] : *changes->as_table()) {
                if (!node.is_table()) fail(source, "change must be a table: {rule = {key = value}}");
                check(name.str());
            }
    }

    void choose_parts(toml::table const& source, Recipe const& recipe, toml::table& given) const
    {
        if (!source.contains("use")) return;
        auto const use = texts(source, "use");
        auto const parts = parts_in(given);
        for (auto const& part : use)
            if (!parts.contains(part))
                fail(source, fmt::format("uses \"{}\", which recipe {} does not give of this file; it gives: {}", part,
                                         recipe.name, fmt::join(parts, ", ")));
        keep_parts(given, {use.begin(), use.end()});
    }

    /// Members of a section that hold a layer, or lie in a table inside it, are taken one by one.
    void take(toml::table const& source, Recipe const& recipe, std::string const& section, toml::node& node)
    {
        if (auto* const list = node.as_array()) {
            for (toml::node const& rule : *list)
                lists_[section].push_back(*rule.as_table());
            return;
        }
        toml::table& into = table_at(region_, section);
        for (auto& [key, value] : *node.as_table()) {
            auto* const inner = value.as_table();
            if (inner && !inner->contains("file")) {
                toml::table& deeper = table_at(into, key.str());
                for (auto& [inner_key, inner_value] : *inner)
                    put(source, recipe, deeper, section + "." + std::string{key.str()}, inner_key.str(), inner_value);
            } else {
                put(source, recipe, into, section, key.str(), value);
            }
        }
    }

    void put(toml::table const& source, Recipe const& recipe, toml::table& into, std::string const& section,
             std::string_view key, toml::node const& value)
    {
        auto const [giver, is_new] = givers_.try_emplace(section + "." + std::string{key}, number_);
        if (!is_new && giver->second != number_)
            fail(source,
                 fmt::format(
                     "({}) gives {}, and an earlier [[source]] gives it too; say of one of them what it is used for, "
                     "as use = [\"{}\"]",
                     recipe.name, part_of(section, key), part_of(section, key)));
        if (!into.contains(key)) value.visit([&](auto const& v) { into.insert(key, v); });
    }

    toml::table& table_at(toml::table& parent, std::string_view name) const
    {
        auto* const there = parent.get(name);
        if (there && !there->is_table()) throw InputError{fmt::format("{}: [{}] must be a table", where_, name)};
        return *parent.insert(name, toml::table{}).first->second.as_table();
    }

    void put_before(std::string const& name, std::vector<toml::table> list)
    {
        auto* const there = region_.get(name);
        if (there && !there->is_array()) throw InputError{fmt::format("{}: write [[{}]]", where_, name)};
        toml::array& own = *region_.insert(name, toml::array{}).first->second.as_array();
        for (auto rule = list.rbegin(); rule != list.rend(); ++rule)
            own.insert(own.begin(), std::move(*rule));
    }

    static void become_note(toml::table& source, Recipe const& recipe)
    {
        if (recipe.what.empty()) return source.clear();
        for (char const* const key : recipe_keys)
            source.erase(key);
        source.insert("what", recipe.what);
        source.insert("origin", recipe.origin);
        source.insert("licence", recipe.licence);
    }

    toml::table& region_;
    std::string const& where_;
    Resolve const& resolved_;
    std::map<std::string, std::vector<toml::table>> lists_;
    std::map<std::string, int> givers_;  ///< number of the source
    int number_{};
};

}  // namespace

void expand_recipes(toml::table& region, std::string const& where, Resolve const& resolved)
{
    Expansion{region, where, resolved}.run();
}

}  // namespace laad
