// SPDX-License-Identifier: Apache-2.0
#include "host/recipes/recipe.hpp"

#include "rasters/error.hpp"
#include "rasters/io/files/shared_folder.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace laad {
namespace {

namespace fs = std::filesystem;

/// A recipe file, with what is wrong in it told as its own fault.
class RecipeFile {
  public:
    explicit RecipeFile(fs::path const& file) : file_{file}
    {
        if (!fs::is_regular_file(file)) throw InputError{file.string() + ": no such recipe"};
        try {
            table_ = toml::parse_file(file.string());
        } catch (toml::parse_error const& error) {
            throw InputError{fmt::format("{}:{}: not valid TOML ({})", file.string(), error.source().begin.line,
                                         std::string{error.description()})};
        }
    }

    [[noreturn]] void fail(std::string const& problem) const { throw InputError{file_.string() + ": " + problem}; }

    std::string text(char const* key)
    {
        auto value = table_[key].value<std::string>();
        table_.erase(key);
        if (!value || value->empty()) fail(fmt::format("{} is missing; every recipe states it as text", key));
        return *std::move(value);
    }
    std::string optional_text(char const* key) { return table_.contains(key) ? text(key) : std::string{}; }
    std::optional<int> number(char const* key)
    {
        auto const value = table_[key].value<int>();
        table_.erase(key);
        return value;
    }
    std::map<std::string, int> numbers(char const* key)
    {
        std::map<std::string, int> out;
        if (auto const* const inner = table_[key].as_table())
            for (auto const& [name, node] : *inner) {
                auto const value = node.value<int>();
                if (!value) fail(fmt::format("{}.{} must be a whole number", key, name.str()));
                out[std::string{name.str()}] = *value;
            }
        table_.erase(key);
        return out;
    }

    std::vector<std::string> texts(toml::node const& node, std::string const& what) const
    {
        std::vector<std::string> out;
        if (auto const one = node.value<std::string>()) return {*one};
        toml::array const* const list = node.as_array();
        if (!list) fail(what + " must be a list of texts");
        for (toml::node const& item : *list) {
            auto const value = item.value<std::string>();
            if (!value) fail(what + " must be a list of texts");
            out.push_back(*value);
        }
        return out;
    }

    std::map<std::string, std::vector<std::string>> fields()
    {
        std::map<std::string, std::vector<std::string>> out;
        if (!table_.contains("fields")) return out;
        for (auto const& [name, node] : inner("fields"))
            out[std::string{name.str()}] = texts(node, fmt::format("fields.{}", name.str()));
        table_.erase("fields");
        return out;
    }

    std::vector<RecipeLayer> layers()
    {
        std::vector<RecipeLayer> out;
        for (auto const& [name, node] : inner("layers")) {
            std::string const what = fmt::format("layers.{}", name.str());
            if (!node.is_table()) fail(what + " must be a table with names, and perhaps fields and shape");
            out.push_back(layer(std::string{name.str()}, *node.as_table(), what));
        }
        table_.erase("layers");
        return out;
    }

    toml::table rest() { return std::move(table_); }

  private:
    toml::table const& inner(char const* key) const
    {
        toml::node const* const node = table_.get(key);
        if (!node || !node->is_table()) fail(fmt::format("[{}] is missing", key));
        return *node->as_table();
    }
    RecipeLayer layer(std::string name, toml::table const& from, std::string const& what) const
    {
        RecipeLayer out{std::move(name), {"*"}};
        for (auto const& [key, node] : from) {
            if (key == "names")
                out.names = texts(node, what + ".names");
            else if (key == "fields")
                out.fields = texts(node, what + ".fields");
            else if (key == "shape")
                out.shape = shape(node.value_or(std::string{}), what);
            else
                fail(fmt::format("{} has \"{}\"; it may have names, fields and shape", what, key.str()));
        }
        return out;
    }
    ShapeKind shape(std::string const& word, std::string const& what) const
    {
        using Named = std::pair<char const*, ShapeKind>;
        static constexpr std::array names{Named{"points", ShapeKind::point}, Named{"lines", ShapeKind::line},
                                          Named{"areas", ShapeKind::polygon}, Named{"table", ShapeKind::none}};
        auto const found = std::ranges::find(names, word, &Named::first);
        if (found == names.end()) fail(what + ".shape must be points, lines, areas or table");
        return found->second;
    }

    fs::path file_;
    toml::table table_;
};

/// Whether `text` is what a pattern with * describes.
bool is_like(std::string_view text, std::string_view pattern)
{
    std::size_t const star = pattern.find('*');
    if (star == std::string_view::npos) return text == pattern;
    if (!text.starts_with(pattern.substr(0, star))) return false;
    std::string_view const rest = pattern.substr(star + 1);
    for (std::size_t at = star; at <= text.size(); ++at)
        if (is_like(text.substr(at), rest)) return true;
    return false;
}

/// A layer that does not say what its shapes are may be of any kind.
bool may_be(ShapeKind stated, ShapeKind wanted)
{
    if (stated == ShapeKind::points) stated = ShapeKind::point;
    return stated == wanted || (stated == ShapeKind::none && wanted == ShapeKind::none);
}

}  // namespace

std::vector<fs::path> recipe_files()
{
    std::vector<fs::path> files;
    for (auto const& entry : fs::directory_iterator{shared_folder("recipes", LAAD_SOURCE_RECIPES)})
        if (entry.path().extension() == ".toml") files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

Recipe read_recipe(fs::path const& file)
{
    RecipeFile in{file};
    Recipe recipe;
    recipe.name = file.stem().string();
    recipe.title = in.text("title");
    recipe.page = in.text("page");
    recipe.note = in.optional_text("note");
    recipe.what = in.optional_text("what");
    if (!recipe.what.empty()) {
        recipe.origin = in.text("origin");
        recipe.licence = in.text("licence");
    }
    recipe.epsg = in.number("epsg");
    recipe.ranks = in.numbers("rank");
    recipe.fields = in.fields();
    recipe.layers = in.layers();
    recipe.gives = in.rest();
    return recipe;
}

std::vector<Recipe> known_recipes()
{
    std::vector<Recipe> recipes;
    for (auto const& file : recipe_files())
        recipes.push_back(read_recipe(file));
    return recipes;
}

RecipeMatch::RecipeMatch(Recipe const& recipe, FileContent const& content) : recipe_{recipe}, content_{content}
{
    for (RecipeLayer const& wanted : recipe.layers)
        for (std::string const& pattern : wanted.names) {
            auto const found = std::ranges::find_if(
                content.layers, [&](LayerContent const& layer) { return fits(wanted, pattern, layer); });
            if (found == content.layers.end()) continue;
            found_[wanted.name] = &*found;
            break;
        }
}

bool RecipeMatch::fits(RecipeLayer const& wanted, std::string const& pattern, LayerContent const& layer) const
{
    return is_like(lower(layer.name), lower(pattern)) && (!wanted.shape || may_be(layer.shape, *wanted.shape)) &&
           std::ranges::all_of(wanted.fields, [&](auto const& name) { return !field(layer, name).empty(); });
}

LayerContent const* RecipeMatch::layer(std::string_view name) const
{
    auto const found = found_.find(name);
    return found == found_.end() ? nullptr : found->second;
}

std::string RecipeMatch::field(LayerContent const& layer, std::string const& name) const
{
    auto const spellings = recipe_.fields.find(name);
    for (std::string const& spelling : spellings == recipe_.fields.end() ? std::vector{name} : spellings->second)
        for (std::string const& field : layer.fields)
            if (lower(field) == lower(spelling)) return field;
    return {};
}

}  // namespace laad
