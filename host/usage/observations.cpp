// SPDX-License-Identifier: Apache-2.0
#include "host/usage/observations.hpp"

#include "host/usage/plausible.hpp"

#include <algorithm>

namespace laad {
namespace {

std::int64_t begin_of_span(std::int64_t s, std::int64_t step)
{
    return s - ((s % step) + step) % step;
}

}  // namespace

std::optional<UseRemark> why_aside(Observation const& one, std::int64_t now_s)
{
    if (one.wrong != UseRemark::count) return one.wrong;
    if (!one.at.is_known()) return UseRemark::no_time;
    if (plausible::stands_for_unknown(one.at.s)) return UseRemark::time_unknown;
    if (one.at.s < plausible::earliest_s) return UseRemark::before_2009;
    if (one.at.s > now_s + plausible::day_s) return UseRemark::in_future;
    if (one.at.kind != WrittenTime::Kind::sure) return UseRemark::hour_unclear;
    if (!one.place.known()) return one.place.why_not;
    return {};
}

void TwinLocations::add(std::int32_t charger, Claim const& claim)
{
    std::vector<Claim>& claims = claims_[charger];
    for (Claim& there : claims) {
        if (there.location != claim.location || there.by_position != claim.by_position) continue;
        there.least = std::min(there.least, claim.least);
        there.most = std::max(there.most, claim.most);
        return;
    }
    claims.push_back(claim);
}

void TwinLocations::see(Observation const& one)
{
    PlaceFound const& place = one.place;
    if (place.charger < 0 || place.location == 0 || one.wrong != UseRemark::count) return;
    std::int32_t const figure = one.thing == place.location ? one.occupied_permille : 0;  // else by its charge points
    add(place.charger, {place.by_position, place.location, figure, figure});
}

TwinLocations& TwinLocations::operator+=(TwinLocations const& other)
{
    for (auto const& [charger, claims] : other.claims_)
        for (Claim const& claim : claims)
            add(charger, claim);
    return *this;
}

bool TwinLocations::is_twin(PlaceFound const& place) const
{
    if (place.charger < 0 || place.location == 0) return false;
    auto const there = claims_.find(place.charger);
    return there != claims_.end() && !std::ranges::min_element(there->second, {}, &Claim::rank)->is_of(place);
}

Observer::Observer(SessionReading const& reading, TwinLocations const& twins, std::int64_t lasts_s)
    : reading_{reading}, twins_{twins}, lasts_s_{lasts_s}
{
}

bool Observer::is_new(std::uint64_t thing, std::int64_t span)
{
    auto& bits = seen_[thing][span / block_spans];
    std::uint64_t& word = bits[static_cast<std::size_t>(span % block_spans) / 64];
    std::uint64_t const bit = std::uint64_t{1} << (span % 64);
    if (word & bit) return false;
    word |= bit;
    return true;
}

bool set_aside_unplaced(Observation const& one, PlaceTold const& told, std::int64_t record, std::int64_t now_s,
                        UseTally& tally)
{
    auto const why = why_aside(one, now_s);
    if (one.place.known() || why != one.place.why_not) return false;
    tally.row();
    tally.set_aside(UnplacedRow{record, *why, told, 0});
    return true;
}

void Observer::take(Observation const& one, UseTally& tally)
{
    tally.row();
    if (auto const why = why_aside(one, reading_.now_s)) return tally.set_aside(*why);
    if (twins_.is_twin(one.place)) return tally.set_aside(UseRemark::twin_location);
    std::int64_t const at_s = begin_of_span(one.at.s, lasts_s_);
    if (!is_new(one.thing, at_s / lasts_s_)) return tally.set_aside(UseRemark::repeated);
    one.place.notice(tally);
    if (one.odd_status) tally.notice(UseRemark::status_unknown);
    tally.use(at_s, at_s + lasts_s_, 0);
    reading_.sink.add(
        Sample{at_s, lasts_s_, one.place.site, reading_.file, one.available, one.occupied_permille, reading_.knows});
}

}  // namespace laad
