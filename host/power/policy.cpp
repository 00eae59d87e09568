// SPDX-License-Identifier: Apache-2.0
#include "host/intake/table_rows.hpp"
#include "host/language/to_say.hpp"
#include "host/power/tables.hpp"

#include <fmt/format.h>

#include <tuple>

namespace laad {
namespace {

std::string const statuses[] = {"decided", "expected"};

std::string words(PolicyRow const& row)
{
    char const* const status = row.decided ? "decided" : "expected";
    return row.allowed
               ? to_say("a new {} connection from {} ({}; {})", row.connection_class, row.from_date, row.source, status)
               : to_say("no new {} connection from {} ({}; {})", row.connection_class, row.from_date, row.source,
                        status);
}

/// Later dates come first; on one day a municipality's own row before one for all, and a decision before an
/// expectation.
bool goes_before(PolicyRow const& a, PolicyRow const* b)
{
    auto const key = [](PolicyRow const& row) { return std::tuple{row.from_date, row.area != "*", row.decided}; };
    return b == nullptr || key(a) >= key(*b);
}

}  // namespace

std::vector<PolicyRow> read_policy(std::filesystem::path const& file, LayerNames municipalities)
{
    TableRows table{file, Rows::may_lack};
    auto const area_column = table.column("area");
    auto const date_column = table.column("from_date");
    auto const class_column = table.column("connection_class");
    auto const allowed_column = table.column("allowed");
    auto const source_column = table.column("source");
    auto const status_column = table.column("status");

    std::vector<PolicyRow> policy;
    std::vector<std::int64_t> lines;
    for (std::size_t i = 0; i < table.size(); ++i) {
        auto const area = table.name(i, area_column);
        auto const date = table.date(i, date_column);
        auto const connection = table.name(i, class_column);
        auto const allowed = table.yes_no(i, allowed_column);
        auto const source = table.name(i, source_column);
        auto const status = table.choice(i, status_column, statuses);
        if (!area || !date || !connection || !allowed || !source || !status) continue;
        if (*area != "*" && !municipalities.has(*area))
            table.bad(i, fmt::format("area \"{}\" is no gemeente of the layer; write its name, or * for all{}", *area,
                                     table.shows_more() ? municipalities.nearest(*area) : ""));
        PolicyRow row{*area, *date, *connection, *allowed, *source, *status == 0};
        for (std::size_t k = 0; k < policy.size(); ++k) {
            PolicyRow const& other = policy[k];
            if (std::tie(other.area, other.from_date, other.connection_class) !=
                std::tie(row.area, row.from_date, row.connection_class))
                continue;
            auto const key = fmt::format("{}, {}, {}", row.area, row.from_date, row.connection_class);
            if (other.allowed != row.allowed)
                table.bad(i, fmt::format("{} contradicts line {}; keep one of them", key, lines[k]));
            else if (other.decided == row.decided)
                table.bad(i,
                          fmt::format("{}, {} is on line {} too; keep one of them", key, statuses[*status], lines[k]));
        }
        policy.push_back(std::move(row));
        lines.push_back(table.line(i));
    }
    table.finish();
    return policy;
}

PolicyVerdict policy_verdict(PowerGrid const& grid, GridConfig const& config, std::string const& municipality,
                             std::string const& connection_class, int target_year)
{
    std::string const last_day = fmt::format("{:04}-12-31", target_year - 1);
    PolicyRow const* binding = nullptr;
    PolicyRow const* expected = nullptr;
    for (PolicyRow const& row : grid.policy) {
        bool const applies = (row.area == "*" || row.area == municipality) && row.connection_class == connection_class;
        if (!applies || row.from_date > last_day) continue;
        PolicyRow const*& latest = row.decided || config.apply_expected_policy ? binding : expected;
        if (goes_before(row, latest)) latest = &row;
    }
    PolicyVerdict verdict;
    verdict.allowed = binding == nullptr || binding->allowed;
    if (!verdict.allowed) verdict.note = words(*binding);
    bool const would_change =
        expected != nullptr && expected->allowed != verdict.allowed && goes_before(*expected, binding);
    if (would_change)
        verdict.note += fmt::format("{}expected, not applied (grid.apply_expected_policy): {}",
                                    verdict.note.empty() ? "" : "; ", words(*expected));
    return verdict;
}

}  // namespace laad
