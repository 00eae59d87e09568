// SPDX-License-Identifier: Apache-2.0
#include "host/usage/unplaced.hpp"

#include "host/language/to_say.hpp"
#include "host/usage/digests.hpp"
#include "host/usage/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

namespace laad {
namespace {

constexpr std::size_t most_id_bytes = 64;  // OCPI allows 48

std::string_view cut(std::string_view id)
{
    id = without_blanks(id);
    if (id.size() <= most_id_bytes) return id;
    id = id.substr(0, most_id_bytes);
    auto const is_continuation = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
    while (!id.empty() && is_continuation(id.back()))
        id.remove_suffix(1);
    if (!id.empty() && static_cast<unsigned char>(id.back()) >= 0xC0) id.remove_suffix(1);
    return id;
}

/// Ids are compared without regard to capitals.
std::string small(std::string_view id)
{
    std::string text{id};
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

}  // namespace

void UnplacedTally::Row::add(Row const& other)
{
    if (std::tie(other.record, other.location, other.evse) < std::tie(record, location, evse)) {
        record = other.record;
        location = other.location;
        evse = other.evse;
    }
    rows += other.rows;
    energy_wh += other.energy_wh;
}

void UnplacedTally::add(UnplacedRow const& row)
{
    ++rows_;
    energy_wh_ += row.energy_wh;
    std::string_view location = cut(row.place.location_id);
    std::string_view const evse = cut(row.place.evse_id.empty() ? row.place.evse_uid : row.place.evse_id);
    std::string position;
    if (location.empty() && evse.empty() && row.place.at)  // some 100 m
        location = position = fmt::format("{:.3f}, {:.3f}", row.place.at->latitude, row.place.at->longitude);
    auto const made = [&] {
        return Row{row.record, std::string{location}, std::string{evse}, row.why, 1, row.energy_wh};
    };
    if (row.record <= last_record_) {
        first_rows_.push_back(made());
        if (first_rows_.size() > 2 * most_rows_) trim_rows(most_rows_);
    }
    std::array const why{static_cast<char>(row.why)};
    std::uint64_t const digest = digest_of({{why.data(), why.size()}, small(location), small(evse)});
    if (digest > last_place_) return;
    if (auto const there = places_.find(digest); there != places_.end()) return there->second.add(made());
    places_.emplace(digest, made());
    if (places_.size() > 2 * most_places_) trim_places(most_places_);
}

UnplacedTally& UnplacedTally::operator+=(UnplacedTally const& other)
{
    rows_ += other.rows_;
    energy_wh_ += other.energy_wh_;
    last_place_ = std::min(last_place_, other.last_place_);
    last_record_ = std::min(last_record_, other.last_record_);
    for (auto const& [digest, place] : other.places_) {
        auto const [there, is_new] = places_.try_emplace(digest, place);
        if (!is_new) there->second.add(place);
    }
    first_rows_.insert(first_rows_.end(), other.first_rows_.begin(), other.first_rows_.end());
    std::erase_if(places_, [&](auto const& place) { return place.first > last_place_; });
    trim_places(most_places_);
    trim_rows(most_rows_);
    return *this;
}

void UnplacedTally::trim_places(std::size_t most)
{
    if (places_.size() <= most) return;
    std::vector<std::uint64_t> digests;
    for (auto const& [digest, place] : places_)
        digests.push_back(digest);
    auto const last = digests.begin() + static_cast<std::ptrdiff_t>(most) - 1;
    std::ranges::nth_element(digests, last);
    last_place_ = *last;
    std::erase_if(places_, [&](auto const& place) { return place.first > last_place_; });
}

void UnplacedTally::trim_rows(std::size_t most)
{
    if (first_rows_.size() <= most) return;
    auto const last = first_rows_.begin() + static_cast<std::ptrdiff_t>(most) - 1;
    std::ranges::nth_element(first_rows_, last, {}, &Row::order);
    last_record_ = last->record;
    first_rows_.resize(most);
}

Unplaced UnplacedTally::told(Row const& row)
{
    return {row.record, row.location, row.evse, text_of(row.why), row.rows, row.energy_wh};
}

void UnplacedTally::fill(UseSource& source) const
{
    UnplacedTally listed = *this;
    listed.trim_places(most_places_);
    listed.trim_rows(most_rows_);
    std::ranges::sort(listed.first_rows_, {}, &Row::order);
    for (Row const& row : listed.first_rows_)
        source.unplaced_rows.push_back(told(row));

    Unplaced others{0, {}, {}, to_say("at more places than are listed"), rows_, energy_wh_};
    for (auto const& [digest, place] : listed.places_) {
        source.unplaced_places.push_back(told(place));
        others.rows -= place.rows;
        others.energy_wh -= place.energy_wh;
    }
    std::ranges::sort(source.unplaced_places, [](Unplaced const& a, Unplaced const& b) {
        return std::tie(b.energy_wh, b.rows, a.location, a.evse, a.reason) <
               std::tie(a.energy_wh, a.rows, b.location, b.evse, b.reason);
    });
    if (others.rows > 0) source.unplaced_places.push_back(std::move(others));
}

}  // namespace laad
