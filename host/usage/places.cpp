// SPDX-License-Identifier: Apache-2.0
#include "host/usage/places.hpp"

#include "host/intake/input_notes.hpp"
#include "host/intake/table_rows.hpp"
#include "host/prepare/boxes.hpp"
#include "host/usage/digests.hpp"
#include "host/usage/file_kind.hpp"
#include "host/usage/ocpi_locations.hpp"
#include "host/usage/plain_text.hpp"
#include "rasters/io/files/raster_facts.hpp"
#include "rasters/io/files/region_crs.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace laad {
namespace {

constexpr double within_m = 25.0;
constexpr double metres_a_degree = 111'195.0;  // of latitude, on a sphere of 6,371 km
constexpr double square_degrees = 0.0005;      // of the index: 55 m of latitude, 34 m of longitude in the north
constexpr double rim_degrees = 0.02;           // around the region, where a position may still be meant

/// A key without capitals and blanks around, in a buffer of its own: looking up takes no memory.
class Key {
  public:
    explicit Key(std::string_view text, bool is_evse_id = false)
    {
        text = without_blanks(text);
        for (char c : text) {
            if (is_evse_id && (c == '*' || c == '-' || c == ' ')) continue;
            if (size_ == buffer_.size()) break;  // OCPI allows 48
            buffer_[size_++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    std::string_view text() const { return {buffer_.data(), size_}; }
    std::string own() const { return std::string{text()}; }
    bool empty() const { return size_ == 0; }

  private:
    std::array<char, 128> buffer_;
    std::size_t size_{};
};

/// Ids of charge points are kept apart from their uids, which are numbers with some.
std::string evse_key(std::string_view evse_id)
{
    Key const key{evse_id, true};
    return key.empty() ? std::string{} : "id:" + key.own();
}

std::uint64_t square_of(double longitude, double latitude)
{
    auto const part = [](double degrees) {
        return static_cast<std::uint64_t>(static_cast<std::int64_t>(std::floor(degrees / square_degrees))) &
               0xFFFF'FFFF;
    };
    return part(longitude) << 32 | part(latitude);
}

double metres_between(Point a, Point b)
{
    double const east = (a.x - b.x) * std::cos(a.y * std::numbers::pi / 180);
    return std::hypot(east, a.y - b.y) * metres_a_degree;
}

bool is_degrees(Point p)
{
    return std::abs(p.x) <= 180 && std::abs(p.y) <= 90;
}

}  // namespace

void PlaceFound::notice(UseTally& tally) const
{
    if (by_position) tally.notice(other_id ? UseRemark::other_id : UseRemark::found_by_position);
    if (swapped) tally.notice(UseRemark::swapped);
    if (at_zero) tally.notice(UseRemark::at_zero);
    if (elsewhere) tally.notice(UseRemark::elsewhere);
}

Places::Places(Scenario const& scenario, BaseLayers const& base)
    : base_{base},
      has_ids_{!scenario.chargers.id_field.empty() && scenario.chargers.id_field != "fid"},
      site_of_(base.chargers.size(), -1)
{
    for (std::size_t i = 0; i < base.sites.size(); ++i)
        for (ChargerId const id : base.sites[i].chargers)
            site_of_[static_cast<std::size_t>(id.index())] = static_cast<std::int32_t>(i);
    std::vector<Point> points;
    for (auto const& charger : base.chargers)
        points.push_back(charger.at);
    auto const degrees = in_degrees(points, base.grid.epsg);
    for (std::size_t i = 0; i < degrees.size(); ++i) {
        constexpr Point nowhere{1000, 1000};
        degrees_.push_back(degrees[i].value_or(nowhere));
        near_[square_of(degrees_.back().x, degrees_.back().y)].push_back(static_cast<std::int32_t>(i));
        Key const key{base.chargers[ChargerId{static_cast<std::int32_t>(i)}].id};
        ids_.push_back(digest_of({key.text()}));
        if (has_ids_) chargers_.try_emplace(key.own(), static_cast<std::int32_t>(i));
    }
    region_ = in_degrees(box_of(base.grid), base.grid.epsg);
    if (!scenario.usage.evses.empty()) read_evses(scenario.usage.evses);
    if (!scenario.chargers.source.file.empty() && has_ids_) read_register(scenario.chargers);
}

void Places::add_position(std::string const& location, Point degrees)
{
    if (!location.empty() && is_degrees(degrees) && !chargers_.contains(location))
        positions_.try_emplace(location, degrees);
}

void Places::add_evse(std::string const& location, std::string_view uid, std::string_view evse_id)
{
    std::string const by_id = evse_key(evse_id);
    std::string const by_uid = Key{uid}.own();
    std::uint64_t const digest = by_id.empty() ? digest_of({"uid", location, by_uid}) : digest_of({by_id});
    for (std::string const& name : {by_uid, by_id}) {
        if (name.empty()) continue;
        auto const [there, is_new] = evses_.try_emplace(name, Evse{location, digest, false});
        if (is_new || there->second.location == location) continue;
        // A location that the register has under two ids has its charge points twice: the id that is known counts.
        bool const had = chargers_.contains(there->second.location);
        bool const has = chargers_.contains(location);
        if (has && !had)
            there->second = {location, digest, false};
        else if (has == had)
            there->second.at_two = true;
    }
}

void Places::read_evses(std::filesystem::path const& file)
{
    if (looks_like_json(file)) {
        std::int64_t locations = 0;
        each_ocpi_location(
            file,
            [&](OcpiLocation const& location) {
                ++locations;
                std::string const id = Key{location.id}.own();
                if (location.at) {
                    Point const told{location.at->longitude, location.at->latitude};
                    bool const is_swapped = !inside(region_, told) && inside(region_, Point{told.y, told.x});
                    add_position(id, is_swapped ? Point{told.y, told.x} : told);
                }
                for (OcpiEvse const& evse : location.evses)
                    add_evse(id, evse.uid, evse.evse_id);
            },
            [&] { ++broken_evses_; });
        if (locations == 0)
            throw InputError{file.string() +
                             " (usage.evses): holds no charge location; it is OCPI Locations, or a table "
                             "location_id, evse_uid, evse_id"};
        return;
    }
    TableRows const rows{file};
    auto const location = rows.column("location_id");
    auto const uid = rows.optional_column("evse_uid");
    auto const evse_id = rows.optional_column("evse_id");
    if (!uid && !evse_id) rows.refuse("a table of charge points (usage.evses) has a column evse_uid, evse_id or both");
    auto const latitude = rows.optional_column("latitude");
    auto const longitude = rows.optional_column("longitude");
    for (std::size_t row = 0; row < rows.size(); ++row) {
        std::string const id = Key{rows.cell(row, location)}.own();
        if (latitude && longitude) {
            auto const y = number(Value{rows.cell(row, *latitude)});
            auto const x = number(Value{rows.cell(row, *longitude)});
            if (x && y) add_position(id, {*x, *y});
        }
        add_evse(id, uid ? rows.cell(row, *uid) : std::string{}, evse_id ? rows.cell(row, *evse_id) : std::string{});
    }
}

/// Where the locations stand that the charge locations list and that are not taken over, as repeats of others: those
/// that chargers.source.where leaves out were not read before. What is odd about the others was noted then.
void Places::read_register(ChargerConfig const& config)
{
    LayerRef all = config.source;
    all.where.clear();
    InputNotes ignored;
    auto const table = read(all, base_.grid.epsg, box_of(base_.grid), ignored, Rows::may_lack);
    auto const id = id_column(config.id_field, table);
    if (!id) return;
    std::vector<std::string> names;
    std::vector<Point> points;
    for (Feature const& feature : table.features) {
        if (feature.geometry.points.empty()) continue;
        std::string name = Key{text_at(feature, id)}.own();
        if (name.empty() || chargers_.contains(name) || positions_.contains(name)) continue;
        names.push_back(std::move(name));
        points.push_back(feature.geometry.points.front());
    }
    auto const degrees = in_degrees(points, base_.grid.epsg);
    for (std::size_t i = 0; i < names.size(); ++i)
        if (degrees[i]) add_position(names[i], *degrees[i]);
}

/// The nearest charge location within 25 m, one that is public before others at the same place, then the first; else −1.
std::int32_t Places::nearest(Point degrees) const
{
    struct Best {
        double metres{within_m};
        bool is_private{true};
        std::int32_t charger{-1};
        auto order() const { return std::tie(metres, is_private, charger); }
    } best;
    for (int row = -1; row <= 1; ++row)
        for (int col = -1; col <= 1; ++col) {
            auto const there =
                near_.find(square_of(degrees.x + col * square_degrees, degrees.y + row * square_degrees));
            if (there == near_.end()) continue;
            for (std::int32_t const i : there->second) {
                auto const at = static_cast<std::size_t>(i);
                Best const one{metres_between(degrees, degrees_[at]), site_of_[at] < 0, i};
                if (one.metres <= within_m && (best.charger < 0 || one.order() < best.order())) best = one;
            }
        }
    return best.charger;
}

void Places::take_charger(PlaceFound& found, std::int32_t charger) const
{
    found.charger = charger;
    found.site = site_of_[static_cast<std::size_t>(charger)];
    found.why_not = UseRemark::not_public;
}

bool Places::take_location(PlaceFound& found, std::string_view id) const
{
    if (id.empty()) return false;
    if (found.location == 0) found.location = digest_of({id});
    if (auto const there = chargers_.find(id); there != chargers_.end()) {
        take_charger(found, there->second);
        return true;
    }
    auto const there = positions_.find(id);
    if (there == positions_.end()) return false;
    std::int32_t const charger = nearest(there->second);
    if (charger < 0) return false;
    take_charger(found, charger);
    found.by_position = found.other_id = true;
    return true;
}

/// Also looks at a position that is not needed: a sender that mixes something up is told of.
bool Places::take_position(PlaceFound& found, Degrees told) const
{
    Box const region{region_.west - rim_degrees, region_.south - rim_degrees, region_.east + rim_degrees,
                     region_.north + rim_degrees};
    Point at{told.longitude, told.latitude};
    if (at.x == 0 && at.y == 0) {
        found.at_zero = true;
        return false;
    }
    if (!inside(region, at) && inside(region, Point{at.y, at.x})) {
        std::swap(at.x, at.y);
        found.swapped = true;
    }
    if (!inside(region, at)) {
        found.elsewhere = true;
        return false;
    }
    if (found.charger >= 0) return false;
    std::int32_t const charger = nearest(at);
    if (charger < 0) return false;
    take_charger(found, charger);
    found.by_position = true;
    return true;
}

/// What usage.evses knows of the charge point, whose digest is set in any case.
Places::Evse const* Places::evse(PlaceTold const& told, PlaceFound& found) const
{
    std::string const by_id = evse_key(told.evse_id);
    Key const uid{told.evse_uid};
    for (std::string_view const name : {std::string_view{by_id}, uid.text()}) {
        auto const there = name.empty() ? evses_.end() : evses_.find(name);
        if (there == evses_.end() || there->second.at_two) continue;
        found.evse = there->second.digest;
        return &there->second;
    }
    if (!by_id.empty())
        found.evse = digest_of({by_id});
    else if (!uid.empty())
        found.evse = digest_of({"uid", Key{told.location_id}.text(), uid.text()});
    return nullptr;
}

PlaceFound Places::find(PlaceTold const& told) const
{
    PlaceFound found;
    Key const location{told.location_id};
    Evse const* const known = evse(told, found);
    if (!told.connector.empty())
        found.evse = digest_of({"connector", std::to_string(found.evse), Key{told.connector}.text()});
    bool done = take_location(found, location.text());
    if (!done && known) done = take_location(found, known->location);
    if (!done && location.empty() && evses_.empty())
        done = take_location(found, Key{told.evse_uid}.text()) || take_location(found, Key{told.evse_id}.text());
    if (told.at) done = take_position(found, *told.at) || done;
    if (done) return found;
    bool const told_any = !location.empty() || found.evse != 0 || told.at;
    found.why_not = told_any ? UseRemark::place_unknown : UseRemark::no_place;
    if (!known && location.empty() && !told.at && told_any)
        for (std::string const& name : {evse_key(told.evse_id), Key{told.evse_uid}.own()})
            if (auto const there = evses_.find(name); there != evses_.end() && there->second.at_two)
                found.why_not = UseRemark::two_locations;
    return found;
}

}  // namespace laad
