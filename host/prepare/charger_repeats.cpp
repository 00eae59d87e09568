// SPDX-License-Identifier: Apache-2.0
// A register that lists a location under two ids.
#include "host/prepare/charger_repeats.hpp"

#include "host/intake/words.hpp"
#include "host/prepare/boxes.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace laad {
namespace {

/// What decides which of two ids is kept: the lower one.
struct Claim {
    bool has_no_type{};
    std::string age{};  ///< digits of the last update, each subtracted from 9
    std::string id{};

    friend bool operator<(Claim const& a, Claim const& b)
    {
        return std::tie(a.has_no_type, a.age, a.id) < std::tie(b.has_no_type, b.age, b.id);
    }
};

std::string age_of(std::string const& updated)
{
    constexpr std::size_t to_the_second = 14;
    std::string age;
    for (char const c : updated)
        if (c >= '0' && c <= '9' && age.size() < to_the_second) age += static_cast<char>('9' - c + '0');
    age.resize(to_the_second, '9');
    return age;
}

}  // namespace

void set_repeats_aside(FeatureTable& table, ChargerConfig const& config, Box const& region, InputNotes& noted)
{
    auto const operator_column = table.optional_column(config.operator_field);
    auto const id = id_column(config.id_field, table);
    if (!operator_column || !id) return;
    auto const type = table.optional_column(config.parking_type_field);
    auto const updated = table.optional_column(config.updated_field);
    auto const evse = table.optional_column(config.evse_field);
    auto const cost_of = [&](Feature const& feature) -> Cost {
        auto const count = evse ? number(feature.values[*evse]) : std::nullopt;
        return {"charge location", count ? std::llround(*count) : config.assumed_evse, "EVSE"};
    };

    auto const is_here = [&](Feature const& feature) {
        return !feature.geometry.points.empty() && inside(region, feature.geometry.points.front());
    };

    auto const name = table.optional_column(config.name_field);
    using Spot = std::tuple<std::int64_t, std::int64_t, std::string>;  // decimetres, operator
    using Named = std::pair<Spot, std::string>;
    auto const named = [&](Feature const& feature) -> std::optional<Named> {
        auto who = plain_word(text_at(feature, operator_column));
        if (who.empty() || !is_here(feature)) return {};
        Point const at = feature.geometry.points.front();
        return Named{{std::llround(at.x * 10), std::llround(at.y * 10), std::move(who)},
                     plain_word(text_at(feature, name))};
    };
    std::map<Named, Claim> kept;
    std::set<Spot> with_type;
    for (Feature const& feature : table.features) {
        auto const key = named(feature);
        if (!key) continue;
        Claim claim{trimmed(text_at(feature, type)).empty(), age_of(text_at(feature, updated)), text_at(feature, id)};
        if (!claim.has_no_type) with_type.insert(key->first);
        auto const [there, is_new] = kept.try_emplace(*key, claim);
        if (!is_new && claim < there->second) there->second = std::move(claim);
    }
    std::int64_t repeats = 0, points = 0, all_points = 0;
    for (Feature const& feature : table.features)
        if (is_here(feature)) all_points += cost_of(feature).count;
    std::erase_if(table.features, [&](Feature const& feature) {
        auto const key = named(feature);
        if (!key) return false;
        Claim const& keeper = kept.at(*key);
        bool const another_is_kept = text_at(feature, id) != keeper.id;
        bool const is_of_another_feed = keeper.has_no_type && with_type.contains(key->first);
        if (!another_is_kept && !is_of_another_feed) return false;
        noted.reject(table, feature, "the same operator has another location at this place, which is kept",
                     cost_of(feature));
        points += cost_of(feature).count;
        ++repeats;
        return true;
    });
    noted.guess({"what one operator has twice at one place is one location", "chargers.operator_field", points,
                 all_points, "EVSE as listed"});
    if (repeats > 0)
        noted.note(
            "{}: {} locations repeat another one, of the same operator ({}) at the same place (to 0.1 m){}, under "
            "another id, and are left out; the one with a parking type is kept, else the latest update, else the "
            "lowest id",
            short_name(table), repeats, config.operator_field, name ? " with the same name, or without a type" : "");
}

}  // namespace laad
