// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/levels.hpp"

#include "host/intake/words.hpp"

#include <cmath>

namespace laad {
namespace {

constexpr double most_levels = 1000;

}  // namespace

Levels::Levels(SurfaceRule const& rule, FeatureTable const& table)
    : rule_{rule},
      layer_{short_name(table)},
      level_{"surface.level_field", rule.level_field, table, most_levels},
      bridge_{table.optional_column(rule.bridge_field)},
      tunnel_{table.optional_column(rule.tunnel_field)}
{
}

int Levels::of(Feature const& feature)
{
    bool const bridge = bridge_ && says_bridge(feature.values[*bridge_]);
    bool const tunnel = tunnel_ && says_tunnel(feature.values[*tunnel_]);
    if (bridge) bridges_.add(feature.id, plain_word(text_at(feature, bridge_)));
    if (tunnel) tunnels_.add(feature.id, plain_word(text_at(feature, tunnel_)));
    if (auto const stated = level_.of(feature)) return static_cast<int>(std::lround(*stated));
    if (bridge) return 1;
    return tunnel ? -1 : 0;
}

void Levels::add_to(Seen& seen) const
{
    auto const add = [&](std::string const& field, char const* what, auto const& values) {
        if (!field.empty())
            seen[fmt::format("{}: {} by field \"{}\"", layer_, what, field)].insert(values.begin(), values.end());
    };
    add(rule_.bridge_field, "bridges", bridges_.all());
    add(rule_.tunnel_field, "tunnels", tunnels_.all());
}

void Levels::finish(FeatureTable const& table, InputNotes& noted) const
{
    level_.finish(table, "there the bridge and tunnel fields decide, or the level is 0", noted);
}

void tell(Levels::Seen const& seen, InputNotes& noted)
{
    for (auto const& [what, values] : seen)
        noted.note("{}: {}{}", what, values.size(), values.empty() ? "" : " (" + counted(values) + ")");
}

}  // namespace laad
