// SPDX-License-Identifier: Apache-2.0
#include "host/plan_folder/withheld.hpp"

#include <cstdlib>
#include <map>

namespace laad {
namespace {

using Told = std::vector<std::vector<bool>>;

std::vector<bool> told_alone(std::vector<std::int64_t> const& counts)
{
    std::vector<bool> may(counts.size());
    for (std::size_t i = 0; i < counts.size(); ++i) {
        may[i] = counts[i] >= least_told;
        for (std::size_t earlier = 0; earlier < i && may[i]; ++earlier) {
            std::int64_t const apart = std::abs(counts[earlier] - counts[i]);
            if (may[earlier] && apart > 0 && apart < least_told) may[i] = false;
        }
    }
    return may;
}

/// One count of a whole and of its parts.
struct Family {
    std::vector<NestedCounts> const& rows;
    std::vector<std::size_t> const& parts;
    std::size_t whole{};
    std::size_t column{};

    bool is_safe(Told const& may) const
    {
        std::size_t withheld = 0;
        std::int64_t together = 0;
        for (std::size_t const part : parts)
            if (!may[part][column]) {
                ++withheld;
                together += rows[part].counts[column];
            }
        return !may[whole][column] || withheld == 0 || (withheld > 1 && together >= least_told);
    }
    /// The part that is told with the smallest count, else the whole.
    std::size_t next_to_withhold(Told const& may) const
    {
        std::optional<std::size_t> least;
        for (std::size_t const part : parts)
            if (may[part][column] && (!least || rows[part].counts[column] < rows[*least].counts[column])) least = part;
        return least.value_or(whole);
    }
    /// Whether anything had to be withheld.
    bool make_safe(Told& may) const
    {
        bool changed = false;
        for (; !is_safe(may); changed = true)
            may[next_to_withhold(may)][column] = false;
        return changed;
    }
};

}  // namespace

std::vector<std::vector<bool>> may_be_told(std::vector<NestedCounts> const& rows)
{
    Told may;
    std::map<std::size_t, std::vector<std::size_t>> parts_of;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        may.push_back(told_alone(rows[i].counts));
        if (rows[i].parent) parts_of[*rows[i].parent].push_back(i);
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (auto const& [whole, parts] : parts_of)
            for (std::size_t column = 0; column < rows[whole].counts.size(); ++column)
                changed |= Family{rows, parts, whole, column}.make_safe(may);
    }
    return may;
}

std::vector<bool> may_be_told(std::vector<std::int64_t> const& counts, std::vector<WholeAndParts> const& families)
{
    std::vector<NestedCounts> rows;
    Told may;
    for (std::int64_t const count : counts) {
        rows.push_back({{}, {count}});
        may.push_back({count >= least_told});
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (auto const& [whole, parts] : families)
            changed |= Family{rows, parts, whole, 0}.make_safe(may);
    }
    std::vector<bool> all;
    for (auto const& row : may)
        all.push_back(row.front());
    return all;
}

std::vector<bool> may_be_told(std::vector<std::int64_t> const& parts, std::int64_t rest)
{
    std::vector<bool> may;
    std::int64_t together = rest;
    for (std::int64_t const part : parts) {
        may.push_back(part >= least_told);
        if (!may.back()) together += part;
    }
    while (together > 0 && together < least_told) {
        std::optional<std::size_t> least;
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (may[i] && (!least || parts[i] < parts[*least])) least = i;
        if (!least) break;
        may[*least] = false;
        together += parts[*least];
    }
    return may;
}

}  // namespace laad
