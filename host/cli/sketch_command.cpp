// SPDX-License-Identifier: Apache-2.0
#include "host/cli/commands.hpp"
#include "host/cli/progress.hpp"
#include "host/cli/say.hpp"

#include <algorithm>

namespace laad {
namespace {

void say_figures(std::vector<UsedFigure> const& figures)
{
    std::size_t what = 0, value = 0, effect = 0;
    for (UsedFigure const& one : figures) {
        what = std::max(what, one.what.size());
        value = std::max(value, one.value.size());
        effect = std::max(effect, std::min<std::size_t>(one.effect.size(), 60));
    }
    for (UsedFigure const& one : figures)
        say("  {:<{}}  {:>{}}  {:<{}}  {}\n", one.what, what, one.value, value, one.effect, effect, one.source);
}

void say_keys(SectionKeys const& keys, bool are_written, std::filesystem::path const& region)
{
    if (are_written)
        say("{} now names it, under [{}]\n", region.string(), keys.section);
    else
        say("{} has a [{}] of its own, which stays as it is; to use the sketch, let it say:\n{}", region.string(),
            keys.section, keys.text());
}

}  // namespace

void sketch_prognosis_command(PrognosisSketchRequest const& request, bool quiet)
{
    ProgressLine line{quiet};
    MadePrognosisSketch const made = sketch_prognosis(request, line.listener().progress);
    line.done();
    say("ILLUSTRATIVE prognosis: no forecast, but dwellings times published figures and assumptions "
        "(docs/methods/sketch.md)\n");
    say_figures(made.figures);
    if (!made.sketch.cbs_year_is_stated)
        say("note: region.buurt_cbs_year is not given; the table says {}, the year of the figures, and nothing checks "
            "it\n",
            made.sketch.cbs_year);
    say("{}: {} rows\n", made.file.string(), made.sketch.rows.size());
    say_keys(made.keys, made.keys_are_written, request.region);
}

void sketch_grid_command(GridSketchRequest const& request, bool quiet)
{
    ProgressLine line{quiet};
    MadeGridSketch const made = sketch_grid(request, line.listener().progress);
    line.done();
    GridSketch const& sketch = made.sketch;
    auto const illustrative = std::ranges::count(sketch.stations, true, &SketchedStation::is_illustrative);
    say("ASSUMED grid: no rating or load of it is a grid operator's (docs/methods/sketch.md)\n");
    std::vector<UsedFigure> figures;
    for (GridFigures::Line const& one : made.figures.lines)
        figures.push_back({one.figure, one.value + " " + one.unit, "", one.source});
    say_figures(figures);
    say("dwellings   {}, {} MWh a year, base peak {} kW (profile {}: {} W per MWh at its highest)\n", made.dwellings,
        sketch.base_kwh / 1000, sketch.base_peak_kw, base_profile, made.figures.peak_w_per_mwh);
    say("stations    {}: {} as given, {} illustrative where one would have more than {} dwellings\n",
        sketch.stations.size(), std::ssize(sketch.stations) - illustrative, illustrative, made.figures.full_catchment);
    say("MV feeders  {}\nHV/MV       {} kW; {}\n", sketch.mv_feeders, sketch.assets.front().rating_kw,
        sketch.assets.front().source);
    for (std::string const& note : made.notes)
        say("note: {}\n", note);
    say("{}: assets.csv ({} rows), profiles.csv, charging_types.csv, policy.csv\n", made.folder.string(),
        sketch.assets.size());
    say_keys(made.keys, made.keys_are_written, request.region);
}

}  // namespace laad
