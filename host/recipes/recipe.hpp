// SPDX-License-Identifier: Apache-2.0
// What the files of a publisher are called, hold and mean, as data: host/recipes/*.toml.
#pragma once

#include "rasters/io/vectors/contents.hpp"

#include <toml++/toml.h>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace laad {

/// A layer that a recipe reads: how files call it, and what it must have to be it.
struct RecipeLayer {
    std::string name;                ///< as the recipe calls it
    std::vector<std::string> names;  ///< in files; * stands for any text
    std::vector<std::string> fields{};
    std::optional<ShapeKind> shape{};
};

struct Recipe {
    std::string name;
    std::string title;
    std::string what;  ///< this, origin and licence: as in [[source]]; empty: nothing that needs a source line
    std::string origin;
    std::string licence;
    std::string page;                                        ///< where the publisher hands the files out
    std::string note;                                        ///< what a user should know who has such a file
    std::optional<int> epsg{};                               ///< of the country that it is of
    std::map<std::string, int> ranks;                        ///< by part
    std::map<std::string, std::vector<std::string>> fields;  ///< what editions call a field
    std::vector<RecipeLayer> layers;                         ///< a file that has one of them is recognised
    toml::table gives;                                       ///< keys of region.toml

    /// The lower, the sooner a part is taken from it; 5 when the recipe does not say.
    int rank(std::string const& part) const
    {
        auto const found = ranks.find(part);
        return found == ranks.end() ? 5 : found->second;
    }
};

/// The files of the recipes that come with the program, by name.
std::vector<std::filesystem::path> recipe_files();

/// Errors  InputError: missing, not TOML, or without what a recipe needs
Recipe read_recipe(std::filesystem::path const& file);

/// The recipes that come with the program, in the order of their files.
std::vector<Recipe> known_recipes();

/// Which layers and fields of a file are those of a recipe. Names compare without regard to capitals.
class RecipeMatch {
  public:
    RecipeMatch(Recipe const&, FileContent const&);

    bool is_recognised() const { return !found_.empty(); }
    /// The layer of the file, or null.
    LayerContent const* layer(std::string_view name) const;
    /// What the layer of the file calls a field; empty: it has none.
    std::string field(LayerContent const& layer, std::string const& name) const;
    Recipe const& recipe() const { return recipe_; }
    FileContent const& content() const { return content_; }

  private:
    bool fits(RecipeLayer const&, std::string const& pattern, LayerContent const&) const;

    Recipe const& recipe_;
    FileContent const& content_;
    std::map<std::string, LayerContent const*, std::less<>> found_;
};

}  // namespace laad
