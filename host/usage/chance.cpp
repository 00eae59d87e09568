// SPDX-License-Identifier: Apache-2.0
#include "host/usage/chance.hpp"

#include "rasters/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

namespace laad {
namespace {

std::int32_t count_bits(std::span<std::uint64_t const> words)
{
    std::int32_t count = 0;
    for (std::uint64_t const word : words)
        count += std::popcount(word);
    return count;
}

/// Of quarters that are numbered through the days of a slot.
std::int32_t count_days(std::span<std::uint64_t const> observed)
{
    static_assert(64 % quarters_an_hour == 0);
    std::int32_t days = 0;
    for (std::uint64_t const word : observed) {
        std::uint64_t const any = word | word >> 1 | word >> 2 | word >> 3;
        days += std::popcount(any & 0x1111'1111'1111'1111u);
    }
    return days;
}

void add(std::span<std::uint64_t> words, std::span<std::uint64_t const> more)
{
    for (std::size_t i = 0; i < words.size(); ++i)
        words[i] |= more[i];
}

}  // namespace

std::vector<std::string> chance_slot_names()
{
    std::vector<std::string> names;
    for (char const* const day : {"weekday", "weekend"})
        for (int hour = 0; hour < 24; ++hour)
            names.push_back(fmt::format("{}_{:02}", day, hour));
    return names;
}

FreeCount free_count(FreeQuarters const& quarters, std::span<std::uint32_t const> sites, int slot)
{
    std::vector<std::uint64_t> observed(quarters.words(slot)), free(observed.size());
    for (std::uint32_t const site : sites) {
        add(observed, quarters.observed(site, slot));
        add(free, quarters.free(site, slot));
    }
    return {count_bits(observed), count_bits(free), count_days(observed)};
}

std::uint8_t chance_cell(FreeCount const& count, int least_quarters)
{
    if (count.observed == 0) return chance_nodata;
    if (count.observed < least_quarters) return chance_too_little;
    return static_cast<std::uint8_t>((200 * std::int64_t{count.free} + count.observed) /
                                     (2 * std::int64_t{count.observed}));
}

std::vector<std::uint8_t> chance_of_sets(FreeQuarters const& quarters, std::span<OriginSet const> sets,
                                         std::span<std::uint32_t const> sites, int slot, int least_quarters)
{
    std::size_t const words = quarters.words(slot);
    std::vector<std::uint8_t> chances(sets.size(), chance_nodata);
    std::vector<std::uint64_t> bits(2 * words * sets.size());  // observed, then free, of each set
    auto const of = [&](std::size_t set) { return std::span{bits}.subspan(2 * words * set, 2 * words); };
    for (std::size_t i = 1; i < sets.size(); ++i) {
        expect(sets[i].without >= 0 && static_cast<std::size_t>(sets[i].without) < i,
               "chance: a set comes after the one that it extends");
        std::uint32_t const site = sites[static_cast<std::size_t>(sets[i].last)];
        auto const here = of(i);
        std::ranges::copy(of(static_cast<std::size_t>(sets[i].without)), here.begin());
        auto const observed = here.first(words), free = here.last(words);
        add(observed, quarters.observed(site, slot));
        add(free, quarters.free(site, slot));
        // Something is known of each of these sites, if not of this hour.
        std::int32_t const count = count_bits(observed);
        chances[i] = count == 0 ? chance_too_little : chance_cell({count, count_bits(free), 0}, least_quarters);
    }
    return chances;
}

}  // namespace laad
