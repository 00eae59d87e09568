// SPDX-License-Identifier: Apache-2.0
// What the user should hear about the inputs, gathered while they are read.
#pragma once

#include "host/intake/guess.hpp"
#include "host/language/to_say.hpp"
#include "host/scenario/scenario.hpp"
#include "rasters/error.hpp"
#include "rasters/io/vectors/layer_windows.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace laad {

/// A note that begins so belongs on the screen too: what follows is most likely not what the user wants.
inline constexpr char const* warning_sign = "WARNING: ";

/// What is lost with a row that is set aside.
struct Cost {
    char const* kind{""};  ///< what its rows are
    std::int64_t count{};
    char const* unit{""};
};

struct InputNotes {
    std::vector<Rejected> rejected;
    std::vector<std::string> notes;
    std::vector<Guess> guesses;

    template <class... T>
    void note(fmt::format_string<T...> text, T&&... values)
    {
        notes.push_back(to_say(text, std::forward<T>(values)...));
    }
    /// Sets one feature of a table aside.
    void reject(FeatureTable const& table, Feature const& feature, std::string reason, Cost = {});
    void reject(FeatureTable const& table, std::int64_t feature, std::string reason, Cost = {});
    /// Nothing when it affects nothing.
    void guess(Guess);
    /// Sorts what was set aside by file, layer and feature; what several steps found is kept once.
    void put_in_order();
};

/// Throws InputError about a layer.
template <class... T>
[[noreturn]] void refuse(FeatureTable const& table, fmt::format_string<T...> problem, T&&... values)
{
    throw InputError{
        fmt::format("{} layer \"{}\": {}", table.file, table.layer, fmt::format(problem, std::forward<T>(values)...))};
}

/// How a note calls a layer, without its folders.
std::string short_name(FeatureTable const&);

/// What is asked of GDAL for a layer of the scenario.
LayerRequest request_of(LayerRef const&, int epsg, std::optional<Box> within = {}, Rows = Rows::needed);

/// A layer of the scenario that is read by window; fields that are empty names are not read.
LayerWindows windows_of(LayerRef const&, int epsg, Box const& within, std::vector<std::string> fields,
                        Rows = Rows::may_lack);

/// What was found in the windows of a layer.
void tell(LayerRef const&, LayerWindows const&, InputNotes& noted);

/// The same of a layer of areas or lines, which `what` (buildings ...) are: points are set aside.
/// Errors  InputError: all of them are points
void tell_shapes(LayerRef const&, LayerWindows const&, char const* what, InputNotes& noted);

/// Reads a layer of the scenario; what the reader set aside goes to `noted`.
FeatureTable read(LayerRef const&, int epsg, std::optional<Box> within, InputNotes& noted, Rows = Rows::needed);

/// Throws InputError when a layer of points has features, but none is a point.
void check_points(FeatureTable const&, char const* what);
/// The same for a layer of which only `others` that are no points were found.
void check_points(FeatureTable const&, std::size_t others, char const* what);

/// Throws InputError when a layer of areas has features, but none is an area.
void check_polygons(FeatureTable const&, char const* what);
/// The same for a layer of which only `others` that are no areas were found.
void check_polygons(FeatureTable const&, std::size_t others, char const* what);

/// The column of an id; nothing when no field is named or "fid", the number that a feature has in its file.
std::optional<std::size_t> id_column(std::string const& field, FeatureTable const&);

/// Text of the feature in a column that may be absent ("" then, and for NULL).
std::string text_at(Feature const&, std::optional<std::size_t> column);

}  // namespace laad
