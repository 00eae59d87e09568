// SPDX-License-Identifier: Apache-2.0
#include "host/compare/change_words.hpp"

#include "host/present/words.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace laad {

std::string words(RankRange ranks)
{
    return ranks.first == ranks.last ? std::to_string(ranks.first) : fmt::format("{} - {}", ranks.first, ranks.last);
}

std::string signed_number(std::int64_t value)
{
    return (value > 0 ? "+" : "") + grouped(value);
}

std::string signed_kwh(std::int64_t wh)
{
    std::int64_t const size = (std::abs(wh) + 500) / 1000;
    return signed_number(wh < 0 ? -size : size);
}

std::string mwh_words(std::int64_t wh)
{
    std::int64_t const tenths = (std::abs(wh) + 50'000) / 100'000;
    return fmt::format("{}{}.{}", wh < 0 && tenths > 0 ? "-" : "", grouped(tenths / 10), tenths % 10);
}

std::string signed_percent(std::int64_t before, std::int64_t after)
{
    std::string const share = percent(after - before, before);
    return after > before && before != 0 ? "+" + share : share;
}

}  // namespace laad
