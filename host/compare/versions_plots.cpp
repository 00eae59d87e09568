// SPDX-License-Identifier: Apache-2.0
#include "host/compare/versions_report.hpp"
#include "host/language/said_with.hpp"
#include "host/present/illustrative.hpp"
#include "host/present/map/axis.hpp"
#include "host/present/map/legend.hpp"
#include "host/present/style/palette.hpp"
#include "host/present/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <set>

namespace laad {
namespace {

constexpr int width = 1100;
constexpr double left = 90;
constexpr double right = width - 20;
constexpr Rgb pale_blue = 0xcfe3f1;

struct Sign {
    Mark mark;
    Rgb colour;
    double size{13};
    double rim{};

    void draw(Canvas& canvas, cv::Point2d at) const { draw_mark(canvas, mark, colour, at, size, rim); }
};
/// By scenario_names: they differ in shape and colour.
constexpr std::array signs{Sign{Mark::square, styles::orange}, Sign{Mark::dot, styles::blue},
                           Sign{Mark::triangle, styles::teal}};
constexpr Sign old_sign{Mark::hollow_square, styles::grey, 21, 2};

using ValueOf = std::function<std::optional<double>(VersionPair const&)>;

/// A share that is not known, or of nothing, has no value.
template <class Of>
ValueOf in_percent(Of share)
{
    return [share](VersionPair const& pair) -> std::optional<double> {
        std::optional<Portion> const known = std::invoke(share, pair);
        if (!known || known->whole == 0) return {};
        return 100 * static_cast<double>(known->part) / static_cast<double>(known->whole);
    };
}
ValueOf demand_mwh(AreaFigures const& (Comparison::*area)() const)
{
    return [area](VersionPair const& pair) { return static_cast<double>((pair.comparison.*area)().demand_wh) / 1e6; };
}

struct Plot {
    std::string title;
    std::string subtitle;
    std::string unit;
    ValueOf value;
    double high{};     ///< that the axis reaches at least
    ValueOf before{};  ///< by the old version, hollow; may be empty
};

/// A picture that says itself when not all of its data are real.
Picture picture(int height, std::string title, std::string subtitle, std::string const& warning, auto draw_on)
{
    constexpr int banner = 36;
    Canvas canvas{width, height + (warning.empty() ? 0 : banner), styles::white};
    draw_on(canvas);
    if (!warning.empty()) draw_banner(canvas, {0, double(height), width, banner}, said(warning));
    return {png(canvas.picture()), std::move(title), std::move(subtitle)};
}

/// A mark for each year and scenario, on a stem from 0; what is not known is left out, and the plot says so.
Picture plot_of(VersionsComparison const& versions, Plot const& plot, std::string const& warning)
{
    std::set<int> years;
    std::set<std::string> scenarios;
    std::vector<double> values{0, plot.high};
    std::size_t known = 0;
    for (VersionPair const& pair : versions.pairs) {
        years.insert(pair.comparison.new_plan.year);
        scenarios.insert(pair.comparison.new_plan.scenario);
        if (plot.before) values.push_back(plot.before(pair).value_or(0));
        auto const value = plot.value(pair);
        if (value) values.push_back(*value);
        known += value.has_value();
    }
    auto const draw_on = [&](Canvas& canvas) {
        auto const [low, high] = std::ranges::minmax(values);
        Axis const up = axis_around(low, high, 240, 66);
        draw_levels(canvas, up, left, right);
        canvas.text({left - 10, 46}, said(plot.unit), {.size = 13, .colour = soft_ink, .align = Align::right});
        double const step = (right - left) / static_cast<double>(years.size());
        auto const middle = [&](int year) {
            return left + step * (static_cast<double>(std::distance(years.begin(), years.find(year))) + 0.5);
        };
        double next = 0;  // all years, or those that fit
        for (int const year : years)
            if (double const x = middle(year); x >= next) {
                canvas.text({x, 266}, std::to_string(year), {.size = 13, .colour = soft_ink, .align = Align::centre});
                next = x + 40;
            }
        for (std::size_t i = 0; i < signs.size(); ++i) {
            if (!scenarios.contains(scenario_names[i])) continue;
            double const at = left + 110 * static_cast<double>(i);
            signs[i].draw(canvas, {at, 20});
            canvas.text({at + 14, 25}, scenario_names[i], {});
            double const beside = std::min(28.0, step / 4) * (static_cast<double>(i) - 1);
            for (VersionPair const& pair : versions.pairs) {
                auto const value = plot.value(pair);
                if (pair.comparison.new_plan.scenario != scenario_names[i] || !value) continue;
                double const x = middle(pair.comparison.new_plan.year) + beside;
                if (plot.before) old_sign.draw(canvas, {x, up.at(plot.before(pair).value_or(0))});
                signs[i].draw(canvas, {x, up.at(*value)});
                canvas.line({x, up.at(0)}, {x, up.at(*value)}, signs[i].colour, 3);
            }
        }
        if (plot.before) {
            old_sign.draw(canvas, {left + 340, 20});
            canvas.text({left + 358, 25}, said_with("by version {} (old)", versions.old_version.label.version), {});
        }
        if (known < versions.pairs.size())
            canvas.text({right, 25},
                        said_with("not known for {} of {}", versions.pairs.size() - known, versions.pairs.size()),
                        {.size = 13, .colour = soft_ink, .align = Align::right});
    };
    return picture(280, plot.title, plot.subtitle, warning, draw_on);
}

Picture core_plot(RobustPlan const& robust, std::string const& warning)
{
    auto const groups = cores(robust);
    auto const draw_on = [&](Canvas& canvas) {
        constexpr double west = 280;
        auto const bar = [&](cv::Rect2d where, Rgb fill) {
            canvas.box(where, fill);
            canvas.frame(where, styles::blue);
        };
        bar({west, 14, 14, 14}, styles::blue);
        canvas.text({west + 22, 26}, said("in every plan"), {});
        bar({west + 160, 14, 14, 14}, pale_blue);
        canvas.text({west + 182, 26}, said("in some, not in every plan"), {});
        double const a_place = (right - west - 110) / std::max(1.0, static_cast<double>(groups.back().in_any));
        double y = 46;
        for (PlansCore const& core : groups) {
            canvas.text(
                {west - 12, y + 16},
                said_count(core.plans, "{}: {} plan", "{}: {} plans",
                           core.year ? std::to_string(*core.year) : said("all years and scenarios"), core.plans),
                {.align = Align::right});
            double const any = a_place * static_cast<double>(core.in_any);
            bar({west, y, any, 22}, pale_blue);
            bar({west, y, a_place * static_cast<double>(core.in_all), 22}, styles::blue);
            canvas.text({west + any + 10, y + 16}, said_with("{} of {}", grouped(core.in_all), grouped(core.in_any)),
                        {});
            y += 34;
        }
    };
    return picture(56 + 34 * static_cast<int>(groups.size()), "Robust core",
                   "places of the plans of the new version, by year and over all years. Dark: in every one of these "
                   "plans",
                   warning, draw_on);
}

}  // namespace

PageParts version_plots(VersionsComparison const& versions)
{
    std::string const warning = versions.illustrative().empty() ? "" : illustrative_inputs;
    PageParts parts;
    for (Plot const& plot :
         {Plot{"Demand by year",
               "public charging in the area by the new version, MWh a year (laag: low, midden: middle, hoog: high "
               "scenario); squares: by the old version",
               "MWh a year", demand_mwh(&Comparison::area_after), 0, demand_mwh(&Comparison::area_before)},
          Plot{"Change of demand", "from the old to the new version, % of the old", "%",
               in_percent(&VersionPair::demand_change)},
          Plot{"Places that stay",
               "places of the old plan that are in the new plan too, % of the old plan. 100: no place goes", "%",
               in_percent(&VersionPair::staying), 100},
          Plot{"Regret",
               "what keeping the old plan loses if the new version is right, % of what the new plan newly serves. 0: "
               "nothing",
               "%", in_percent(&VersionPair::regret), 1}})
        parts.add(plot_of(versions, plot, warning));
    if (versions.robust) parts.add(core_plot(*versions.robust, warning));
    return parts;
}

}  // namespace laad
