// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/chargers.hpp"

#include "host/intake/input_notes.hpp"
#include "host/intake/words.hpp"
#include "host/language/to_say.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace laad {

namespace {

std::int64_t evse_of(std::vector<Charger> const& chargers, auto holds)
{
    std::int64_t evse = 0;
    for (Charger const& charger : chargers)
        if (holds(charger)) evse += charger.evse;
    return evse;
}

void guess(std::vector<Charger> const& chargers, InputNotes& noted)
{
    std::int64_t const all = evse_of(chargers, [](Charger const&) { return true; });
    noted.guess({"the number of charge points (EVSE) is not stated", "chargers.assumed_evse",
                 evse_of(chargers, [](Charger const& c) { return c.evse_assumed; }), all, "EVSE"});
    noted.guess({"the type of parking is not stated: taken as public", "chargers.unknown_type_is_public",
                 evse_of(chargers, [](Charger const& c) { return c.access_inferred; }), all, "EVSE"});
}

void note_assumptions(std::vector<Charger> const& chargers, ChargerConfig const& config, InputNotes& noted)
{
    guess(chargers, noted);
    auto const count = [&](auto holds) { return std::count_if(chargers.begin(), chargers.end(), holds); };
    if (auto const n = count([](Charger const& c) { return c.evse_assumed; }))
        noted.note("{} of {} locations state no number of charge points (EVSE); {} is assumed", n, chargers.size(),
                   config.assumed_evse);
    std::set<std::pair<long long, long long>> positions;
    auto const is_new = [&](Charger const& c) {
        return positions.emplace(std::llround(c.at.x * 10), std::llround(c.at.y * 10)).second;
    };
    if (auto const n = std::ssize(chargers) - count(is_new))
        noted.note(
            "{} of {} locations stand where another one stands (to 0.1 m); if a register lists them twice, their "
            "charge points count double",
            n, chargers.size());
    if (auto const n = count([](Charger const& c) { return c.access_inferred; })) {
        if (config.unknown_type_is_public)
            noted.note(
                "{} of {} locations are taken as public because their type is unknown and they are not inside a "
                "building (chargers.unknown_type_is_public)",
                n, chargers.size());
        else
            noted.note(
                "{} of {} locations are taken as public because their type is unknown, they are open 24/7 and not "
                "inside a building",
                n, chargers.size());
    }
}

/// Without public charging every figure of coverage is 0, which is seldom true.
void warn_when_none_is_public(std::vector<ChargerRow> const& rows, ChargerConfig const& config, InputNotes& noted)
{
    constexpr int seldom_fewer = 20;  // one in so many
    WordCounts types;
    int without_type = 0;
    int is_public = 0;
    int is_on_street = 0;
    for (ChargerRow const& row : rows) {
        if (row.is_on_street) ++is_on_street;
        if (row.charger.access == ChargerAccess::is_public)
            ++is_public;
        else if (row.type.empty())
            ++without_type;
        else
            ++types[row.type];
    }
    bool const types_say_none = is_on_street == 0 && !types.empty();
    if (rows.empty() || (is_public * seldom_fewer >= std::ssize(rows) && !types_say_none)) return;
    std::string why;
    if (without_type > 0)
        why += to_say(
            "; {} have no parking type ({}) and {}: chargers.unknown_type_is_public = true takes such locations as "
            "public unless they stand in a building",
            without_type,
            config.parking_type_field.empty() ? "no chargers.parking_type_field is given"
                                              : to_say("an empty {}", config.parking_type_field),
            config.open_24_7_field.empty() ? "no chargers.open_24_7_field is given"
                                           : "are not open 24/7 or stand in a building");
    if (!types.empty())
        why += to_say(
            "; types that are not public: {}; chargers.on_street_values ({}) lists what is public", in_words(types),
            config.on_street_values.empty() ? "empty" : fmt::format("{}", fmt::join(config.on_street_values, ", ")));
    noted.note("{}{}{}", warning_sign, to_say("{} of {} charge locations are public", is_public, rows.size()), why);
}

}  // namespace

void place(ChargerRow& row, Ground const& ground)
{
    auto& charger = row.charger;
    charger.in_area = ground.in_area(charger.cell);
    charger.access_inferred = row.may_be_inferred && ground.surface_at(charger.cell) != Surface::building;
    charger.access =
        charger.access_inferred || row.is_on_street ? ChargerAccess::is_public : ChargerAccess::semi_public;
    charger.entry = ground.entry(charger.at);
}

std::vector<Charger> chargers_of(ChargerRows placed, ChargerConfig const& config, GroundLayers const& layers,
                                 InputNotes& noted)
{
    warn_when_none_is_public(placed.rows, config, noted);
    std::vector<Charger> chargers;
    std::int64_t all = 0;
    std::int64_t not_public = 0;
    for (ChargerRow& row : placed.rows) {
        all += row.charger.evse;
        if (row.type.empty() && row.charger.access == ChargerAccess::semi_public) not_public += row.charger.evse;
        if (!row.charger.entry && row.charger.access == ChargerAccess::is_public)
            noted.reject(placed.table, row.feature, layers.no_entry() + "; counts in straight-line distance only",
                         {"charge location", row.charger.evse, "EVSE"});
        chargers.push_back(std::move(row.charger));
    }
    noted.guess({"the type of parking is not stated: taken as semi-public", "chargers.unknown_type_is_public",
                 not_public, all, "EVSE"});
    std::ranges::sort(chargers, {}, [](Charger const& c) { return std::tie(c.id, c.planned); });
    note_assumptions(chargers, config, noted);
    return chargers;
}

std::vector<Site> sites_of(Indexed<ChargerId, Charger> const& chargers)
{
    std::map<Cell, Site> by_cell;
    for (ChargerId const i : chargers.ids()) {
        auto const& charger = chargers[i];
        if (charger.access != ChargerAccess::is_public) continue;
        auto& site = by_cell[charger.cell];
        site.cell = charger.cell;
        site.evse += charger.evse;
        site.in_area = charger.in_area;
        site.entry = shorter(site.entry, charger.entry);
        site.chargers.push_back(i);
    }
    std::vector<Site> sites;
    for (auto& [cell, site] : by_cell)
        sites.push_back(std::move(site));
    return sites;
}

std::optional<Access> shorter(std::optional<Access> const& a, std::optional<Access> const& b)
{
    if (!a || !b) return a ? a : b;
    return std::tie(b->walk_cm, b->cell) < std::tie(a->walk_cm, a->cell) ? b : a;
}

void note_unreachable(std::vector<Site> const& sites, GroundLayers const& layers, InputNotes& noted)
{
    auto const n = std::count_if(sites.begin(), sites.end(), [](Site const& site) { return !site.entry; });
    if (n > 0)
        noted.note("{} of {} public sites have {}; they count in straight-line distance only", n, sites.size(),
                   layers.no_entry());
    constexpr int enough = 10;
    auto const in_area = std::ranges::count_if(sites, &Site::in_area);
    auto const lost = std::ranges::count_if(sites, [](Site const& site) { return site.in_area && !site.entry; });
    if (in_area >= enough && 2 * lost > in_area)
        noted.note("{}{}", warning_sign,
                   to_say("{} of {} public sites in the area find no street: the streets that are given seem to cover "
                          "a part of it "
                          "only, and so do the shares of dwellings; look at surface.png of `laadraster inspect --out`",
                          lost, in_area));
}

}  // namespace laad
