// SPDX-License-Identifier: Apache-2.0
#include "host/prognosis/crosswalk.hpp"

#include "host/intake/table_rows.hpp"
#include "host/language/to_say.hpp"
#include "host/prognosis/apportion.hpp"

#include <fmt/format.h>

#include <array>
#include <numeric>
#include <set>

namespace laad {
namespace {

constexpr std::int64_t one = 1'000'000'000;  ///< a share of 1
constexpr std::int64_t rounding = 1'000'000;

void check_sums(TableRows& table, std::map<std::string, std::vector<Crosswalk::Part>> const& parts,
                std::map<std::string, std::size_t> const& first_row)
{
    for (auto const& [from, to] : parts) {
        auto const sum =
            std::accumulate(to.begin(), to.end(), std::int64_t{0},
                            [](std::int64_t all, Crosswalk::Part const& part) { return all + part.weight; });
        if (sum < one - rounding || sum > one + rounding)
            table.bad(first_row.at(from), fmt::format("the shares of from_buurt \"{}\" sum to {}, not to 1; add what "
                                                      "is missing or correct them",
                                                      from, static_cast<double>(sum) / one));
    }
}

}  // namespace

char const* in_words(Crosswalk::Kind kind)
{
    static constexpr std::array in_order{"none", "table", "area overlap"};
    return in_order[static_cast<std::size_t>(kind)];
}

Crosswalk read_crosswalk(std::filesystem::path const& file, LayerNames& known)
{
    TableRows table{file};
    auto const from_column = table.column("from_buurt");
    auto const to_column = table.column("to_buurt");
    auto const share_column = table.column("share");

    Crosswalk crosswalk{Crosswalk::Kind::table, {}, {}};
    std::map<std::string, std::size_t> first_row;
    std::set<std::pair<std::string, std::string>> seen;
    for (std::size_t i = 0; i < table.size(); ++i) {
        auto const from = table.name(i, from_column);
        auto const to = table.name(i, to_column);
        auto const share = table.number(i, share_column, {9, 0, 1, "(a part of 1)"});
        if (!from || !to || !share) continue;
        if (!known.has(*to))
            table.bad(i, fmt::format("to_buurt \"{}\" is not in the buurten layer{}", *to,
                                     table.shows_more() ? known.nearest(*to) : ""));
        if (!seen.emplace(*from, *to).second)
            table.bad(i, fmt::format("from \"{}\" to \"{}\" is there twice; keep one of them", *from, *to));
        first_row.emplace(*from, i);
        auto& parts = crosswalk.parts[*from];
        if (*share > 0) parts.push_back({*to, *share});
    }
    table.finish();
    check_sums(table, crosswalk.parts, first_row);
    table.finish();
    crosswalk.notes.push_back(to_say("the crosswalk between CBS years is the table {}", file.filename().string()));
    return crosswalk;
}

std::map<std::string, std::int64_t> bring_over(Crosswalk const& crosswalk, PrognosisSlice& slice)
{
    std::map<std::string, std::int64_t> unmatched;
    std::vector<PrognosisFigure> figures;
    for (PrognosisFigure const& figure : slice.figures) {
        auto const found = crosswalk.parts.find(figure.neighbourhood);
        if (found == crosswalk.parts.end() || found->second.empty()) {
            unmatched[figure.neighbourhood] += figure.value;
            continue;
        }
        std::vector<std::int64_t> weights;
        for (Crosswalk::Part const& part : found->second)
            weights.push_back(part.weight);
        auto const values = apportion(figure.value, weights);
        for (std::size_t i = 0; i < values.size(); ++i)
            figures.push_back({found->second[i].to, figure.modality, figure.location_type, values[i]});
    }
    slice.figures = std::move(figures);
    return unmatched;
}

}  // namespace laad
