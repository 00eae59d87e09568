// SPDX-License-Identifier: Apache-2.0
#include "host/present/words.hpp"

#include <fmt/format.h>

namespace laad {

std::string words(NalState state)
{
    switch (state) {
        case NalState::green:
            return "green";
        case NalState::blue:
            return "blue";
        case NalState::white:
            return "white";
        case NalState::grey:
            break;
    }
    return "grey";
}

std::string words(GridStatus status)
{
    switch (status) {
        case GridStatus::connectable:
            return "connectable";
        case GridStatus::waits_for_grid:
            return "waits for grid";
        case GridStatus::no_grid_data:
            break;
    }
    return "no grid data";
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
    return grouped((wh + 500) / 1000);
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
