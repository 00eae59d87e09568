// SPDX-License-Identifier: Apache-2.0
#include "host/cli/commands.hpp"
#include "host/cli/say.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/unfinished_file.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace laad {
namespace {

namespace fs = std::filesystem;

void refuse_existing(fs::path const& file)
{
    if (fs::exists(fs::symlink_status(file))) throw OutputError{file.string() + " exists; give another name"};
}

void make_folder_of(fs::path const& file)
{
    std::error_code failed;
    if (file.has_parent_path()) fs::create_directories(file.parent_path(), failed);
}

/// A path as a shell takes it: in quotes when it has a blank or a sign.
std::string as_argument(fs::path const& file)
{
    std::string const text = file.string();
    if (text.find_first_of(" '\"\\$`&();<>|*?!#") == std::string::npos) return text;
    std::string out{"'"};
    for (char const c : text)
        out += c == '\'' ? "'\\''" : std::string(1, c);
    return out + "'";
}

std::string layers_of(FileContent const& content)
{
    constexpr std::size_t most_fields = 8;
    std::vector<std::string> out;
    for (LayerContent const& layer : content.layers) {
        auto const shown = std::min(layer.fields.size(), most_fields);
        std::vector<std::string> const fields{layer.fields.begin(),
                                              layer.fields.begin() + static_cast<std::ptrdiff_t>(shown)};
        out.push_back(
            fmt::format("{} ({}{})", layer.name, fmt::join(fields, ", "), shown < layer.fields.size() ? ", ..." : ""));
    }
    return fmt::format("{}", fmt::join(out, "; "));
}

/// Whether a table has columns that look like coordinates.
bool has_places(FileContent const& content)
{
    static std::vector<std::string> const names{"x", "lon", "long", "lng", "longitude", "lengtegraad", "x_rd", "rd_x"};
    return std::ranges::any_of(content.layers, [](LayerContent const& layer) {
        return layer.shape == ShapeKind::none && std::ranges::any_of(layer.fields, [](std::string const& field) {
                   return std::ranges::find(names, lower(field)) != names.end();
               });
    });
}

void say_file(FoundFile const& found, fs::path const& from, std::vector<Source> const& sources)
{
    say("  {}\n", found.file.lexically_relative(from).string());
    if (!found.problem.empty()) {
        say("      cannot be read: {}\n", found.problem);
        return;
    }
    bool is_known = false;
    for (Source const& source : sources) {
        if (source.found != &found) continue;
        is_known = true;
        std::vector<std::string> idle, lost;
        for (auto const& part : source.gives)
            if (Source const* const other = source_of(sources, part); other && !source.used.contains(part))
                (other->recipe == source.recipe ? lost : idle).push_back(part);
        say("      {}: {}{}\n", source.recipe->title,
            source.used.empty() ? "not used" : fmt::format("{}", fmt::join(source.used, ", ")),
            idle.empty() ? "" : fmt::format(" (not {}, which another file gives)", fmt::join(idle, ", ")));
        if (!lost.empty())
            say("      WARNING: {} can come from one file of a kind: what is in this one does not count. Merge the two "
                "(QGIS: Merge Vector Layers)\n",
                fmt::join(lost, ", "));
        if (!source.recipe->note.empty()) say("      {}\n", source.recipe->note);
    }
    if (is_known) return;
    say("      not recognised, not used: {}\n", layers_of(found.content));
    if (has_places(found.content))
        say("      it has places: name it by hand, e.g. under [chargers], with x_field, y_field and epsg "
            "(docs/input_tables.md)\n");
}

void say_missing(std::vector<MissingPart> const& missing)
{
    std::vector<std::string> pages;  // each once: one file often gives several parts
    if (!missing.empty()) say("not there:\n");
    for (MissingPart const& part : missing) {
        say("  {:<11} {}\n", part.part, part.without);
        for (auto const& page : part.pages)
            if (std::ranges::find(pages, page) == pages.end()) pages.push_back(page);
    }
    if (!pages.empty()) say("where to get it:\n");
    for (auto const& page : pages)
        say("  {}\n", page);
}

}  // namespace

void init_command(fs::path const& file)
{
    refuse_existing(file);
    make_folder_of(file);
    write_whole_file(file, starter_toml());
    say("{} written; fill in your files, then run: laadraster inspect {}\n", file.string(), as_argument(file));
}

void init_from_command(StartRequest const& request)
{
    fs::path const outline = request.region.parent_path() / "area.geojson";
    refuse_existing(request.region);
    Start const start = start_region(request);
    say("found in {}:\n", request.from.string());
    for (FoundFile const& found : start.files)
        say_file(found, request.from, start.sources);
    say_missing(start.missing);
    make_folder_of(request.region);
    if (!start.outline.empty()) {
        refuse_existing(outline);
        write_whole_file(outline, start.outline);
    }
    write_whole_file(request.region, start.toml);
    auto const name = as_argument(request.region);
    say("{} written, for {}. What it guesses is marked in it. Next:\n", request.region.string(), start.name);
    if (!source_of(start.sources, "chargers"))
        say("  add charge locations, which every result needs: a file in {}, or [chargers] in {}\n",
            request.from.string(), name);
    say("  laadraster inspect {0} --out seen\n  laadraster coverage {0} --out today\n", name);
}

}  // namespace laad
