// SPDX-License-Identifier: Apache-2.0
#include "host/present/words.hpp"

#include <fmt/format.h>

#include <array>

namespace laad {

std::string words(NalState state)
{
    static constexpr std::array in_order{"green", "blue", "white", "grey"};
    return in_order[static_cast<std::size_t>(state)];
}

std::string words(GridStatus status)
{
    static constexpr std::array in_order{"connectable", "waits for grid", "no grid data"};
    return in_order[static_cast<std::size_t>(status)];
}

std::string rank_words(Placement const& placement)
{
    return placement.shared_by == 1 ? std::to_string(placement.rank)
                                    : fmt::format("{} (shared by {})", placement.rank, placement.shared_by);
}

std::string meaning(std::string const& reason_code)
{
    for (ReasonCode const& reason : reason_codes)
        if (reason_code == reason.code) return reason.meaning;
    return reason_code;
}

std::string grouped(std::int64_t value)
{
    std::string const digits = fmt::format("{}", value);
    std::size_t const sign = value < 0 ? 1 : 0;
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > sign && (digits.size() - i) % 3 == 0) out += ',';
        out += digits[i];
    }
    return out;
}

std::string whole_kwh(std::int64_t wh)
{
    std::int64_t const above = wh + 500;
    return grouped(above / 1000 - (above % 1000 < 0 ? 1 : 0));
}

std::string percent(std::int64_t part, std::int64_t whole)
{
    if (whole == 0) return "-";
    return fmt::format("{:.1f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

std::string joined(std::vector<std::string> const& texts, std::string_view separator)
{
    return fmt::format("{}", fmt::join(texts, separator));
}

}  // namespace laad
