// SPDX-License-Identifier: Apache-2.0
#include "host/start/region_text.hpp"

#include "host/recipes/toml_text.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace laad {
namespace {

namespace fs = std::filesystem;

std::string quoted_list(auto const& texts)
{
    std::vector<std::string> out;
    for (auto const& text : texts)
        out.push_back(toml_text(text));
    return fmt::format("[{}]", fmt::join(out, ", "));
}

/// A file as region.toml names it: relative to its folder.
std::string named(fs::path const& file, fs::path const& region)
{
    auto const folder = fs::absolute(region).lexically_normal().parent_path();
    return fs::absolute(file).lexically_normal().lexically_relative(folder).generic_string();
}

/// The day on which a file was last written.
std::string day_of(fs::path const& file)
{
    auto const written = std::chrono::file_clock::to_sys(fs::last_write_time(file));
    return fmt::format("{:%Y-%m-%d}", std::chrono::time_point_cast<std::chrono::seconds>(written));
}

std::string of_region(RegionText const& text)
{
    std::string out = "[region]\nname = " + toml_text(text.name) + "\n";
    out += fmt::format("epsg = {}\n", text.epsg);
    out += "cell_m = 2.5              # 1.0 is finer, and takes six times as long\n";
    out += "context_m = 1000          # chargers in this rim count too; nothing is placed there\n";
    if (text.area)
        out += fmt::format("area = {{file = {}, layer = {}, where = {}}}\n",
                           toml_text(named(text.area->file, text.request.region)), toml_text(text.area->layer),
                           toml_text(text.area->where));
    if (text.has_outline) out += "area = {file = \"area.geojson\"}   # where the data lie: draw your own in QGIS\n";
    return out;
}

std::string of_source(Source const& source, fs::path const& region)
{
    std::string out = fmt::format("\n# {}\n[[source]]\nrecipe = {}\nfile = {}\n", source.recipe->title,
                                  toml_text(source.recipe->name), toml_text(named(source.found->file, region)));
    if (source.used != source.gives) out += fmt::format("use = {}\n", quoted_list(source.used));
    if (!source.recipe->what.empty())
        out += fmt::format("date = {}       # a guess: when the file was saved; write the day that the data are of\n",
                           toml_text(day_of(source.found->file)));
    return out;
}

/// What a plan needs to know of a table that is found; a sketch writes its own.
std::string of_prognosis(std::vector<Source> const& sources)
{
    if (!source_of(sources, "prognosis")) return {};
    return "\n[prognosis]\n"
           "target_year = 2030          # the year that the plan is for: your choice of those in the table\n"
           "scenario = \"midden\"         # laag, midden or hoog\n"
           "# What the table does not say goes here, e.g. constants = {cbs_year = \"2023\", modality = "
           "\"personenauto\", "
           "quantity = \"kwh_per_year\"}\n";
}

std::string of_placement(RegionText const& text)
{
    std::string out =
        "\n[placement]\n"
        "fill_white_squares = true   # first a station in every obliged white square of nal-dekkend-2024\n"
        "\n[placement.rules]           # metres; ASSUMED: take those of your policy\n"
        "min_building_m = 2.0\nmin_water_m = 3.0\nmin_station_m = 60.0\n";
    for (auto const& name : text.municipalities)
        out += fmt::format(
            "\n[[placement.quota]]\ngemeente = {}\nstations = 20               # how many stations to place: your "
            "choice\n",
            toml_text(name));
    return out;
}

}  // namespace

std::string region_text(RegionText const& text)
{
    std::string out =
        "# Written by `laadraster init --from`. What the files mean is in recipes: docs/recipes.md. Any key of a "
        "recipe can be\n"
        "# written here too, and then wins: `laadraster init all-keys.toml` writes every key with its meaning.\n\n" +
        of_region(text);
    for (Source const& source : text.sources) {
        // The area of named municipalities takes the place of one in a file.
        Source shown = source;
        if (text.area) shown.used.erase("area");
        if (!shown.used.empty()) out += of_source(shown, text.request.region);
    }
    return out + of_prognosis(text.sources) + of_placement(text);
}

}  // namespace laad
