// SPDX-License-Identifier: Apache-2.0
#include "host/sheets/map_labels.hpp"

#include "host/basemap/clipped_line.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace laad {
namespace {

/// A street on paper, by the way along it.
class Track {
  public:
    Track(Line const& line, MapWindow const& window)
    {
        for (Point const p : line) {
            Mm const at = window.at(p);
            if (!places_.empty() && laad::length(at - places_.back()) < 0.01) continue;
            along_.push_back(places_.empty() ? 0 : along_.back() + laad::length(at - places_.back()));
            places_.push_back(at);
        }
    }
    double length() const { return along_.empty() ? 0 : along_.back(); }
    Mm at(double way) const
    {
        auto const next = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(
            std::ranges::upper_bound(along_, way) - along_.begin(), 1, static_cast<std::ptrdiff_t>(along_.size()) - 1));
        double const part = (way - along_[next - 1]) / (along_[next] - along_[next - 1]);
        return places_[next - 1] + part * (places_[next] - places_[next - 1]);
    }
    /// How far it leaves the straight line between two places of it.
    double bend(double from, double to) const
    {
        Mm const first = at(from);
        Mm const chord = at(to) - first;
        double const size = std::max(laad::length(chord), 1e-6);
        double most = (to - from) - size;
        for (std::size_t i = 0; i < places_.size(); ++i) {
            if (along_[i] <= from || along_[i] >= to) continue;
            Mm const off = places_[i] - first;
            most = std::max(most, std::abs(chord.x * off.y - chord.y * off.x) / size);
        }
        return most;
    }

  private:
    std::vector<Mm> places_;
    std::vector<double> along_;
};

struct Spot {
    Mm middle;
    double turn{};
    double badness{};
};

/// Places for a name on a track; those that are straight and near the middle of the map are less bad.
std::vector<Spot> spots_on(Track const& track, double width, double size, MapWindow const& window)
{
    constexpr double step = 4;
    std::vector<Spot> spots;
    Mm const centre{window.width_mm() / 2, window.height_mm() / 2};
    for (double from = 0.5; from + width <= track.length(); from += step) {
        double const bend = track.bend(from, from + width);
        if (bend > 0.5 * size) continue;
        Mm const first = track.at(from);
        Mm const last = track.at(from + width);
        double turn = std::atan2(last.y - first.y, last.x - first.x) * 180 / std::numbers::pi;
        if (turn > 90.5) turn -= 180;
        if (turn <= -89.5) turn += 180;
        Mm const middle = 0.5 * (first + last);
        spots.push_back({middle, turn, bend * 20 + length(middle - centre) * 0.3});
    }
    return spots;
}

/// The base line is below the middle of the letters.
Mm base_line(Spot const& spot, double size)
{
    double const turn = spot.turn * std::numbers::pi / 180;
    return spot.middle + 0.36 * size * Mm{-std::sin(turn), std::cos(turn)};
}

}  // namespace

bool TakenRoom::is_free(Disc const& disc) const
{
    if (!window_.holds(disc.middle, disc.radius + 0.6)) return false;
    return std::ranges::none_of(
        discs_, [&](Disc const& other) { return length(disc.middle - other.middle) < disc.radius + other.radius; });
}

bool TakenRoom::take_text(Mm middle, std::string_view words, Lettering const& lettering)
{
    double const radius = 0.62 * lettering.size;
    double const reach = std::max(0.0, width_of(words, lettering) / 2 - radius / 2);
    double const turn = lettering.turn * std::numbers::pi / 180;
    int const steps = std::max(1, static_cast<int>(std::ceil(2 * reach / radius)));
    std::vector<Disc> text;
    for (int i = 0; i <= steps; ++i) {
        double const off = reach * (2.0 * i / steps - 1);
        text.push_back({middle + off * Mm{std::cos(turn), std::sin(turn)}, radius});
    }
    if (!std::ranges::all_of(text, [&](Disc const& disc) { return is_free(disc); })) return false;
    std::ranges::copy(text, std::back_inserter(discs_));
    return true;
}

void draw_street_names(SvgWriter& svg, MapWindow const& window, std::vector<PlaceName> const& all, TakenRoom& taken,
                       double size_mm)
{
    constexpr double again_after = 95;  // mm, the same name along a long street
    struct Name {
        std::string words;
        std::vector<Spot> spots;
    };
    Lettering lettering{.size = size_mm, .colour = 0x333333, .halo = true, .align = Align::centre};
    Box const box = window.box();
    std::map<std::string, std::vector<Spot>> by_name;
    for (PlaceName const& named : all) {
        if (named.at.lines.empty() || !overlap(box_of(named.at), box)) continue;
        double const width = width_of(named.name, lettering) + 1;
        double const less_wanted =
            named.surface == Surface::street ? 0 : 60;  // a street rather than the path beside it
        for (Line const& whole : named.at.lines)
            for (Line const& line : clipped_line(whole, box))
                for (Spot spot : spots_on(Track{line, window}, width, size_mm, window)) {
                    spot.badness += less_wanted;
                    by_name[named.name].push_back(spot);
                }
    }
    std::vector<Name> names;
    for (auto& [words, spots] : by_name) {
        std::ranges::stable_sort(spots, {}, &Spot::badness);
        names.push_back({words, std::move(spots)});
    }
    // Those with the fewest places to stand choose first.
    std::ranges::stable_sort(names, {}, [](Name const& name) { return name.spots.size(); });
    for (Name const& name : names) {
        std::vector<Mm> written;
        for (Spot const& spot : name.spots) {
            auto const near = [&](Mm other) { return length(other - spot.middle) < again_after; };
            if (std::ranges::any_of(written, near)) continue;
            lettering.turn = spot.turn;
            if (!taken.take_text(spot.middle, name.words, lettering)) continue;
            svg.text(base_line(spot, size_mm), name.words, lettering);
            written.push_back(spot.middle);
        }
    }
}

}  // namespace laad
