// SPDX-License-Identifier: Apache-2.0
#include "host/language/said_note.hpp"
#include "host/language/said_with.hpp"
#include "host/present/table.hpp"
#include "host/present/words.hpp"
#include "host/report/input_tables.hpp"
#include "host/report/sections.hpp"

#include <fmt/format.h>

namespace laad {

PageParts sources_section(std::vector<SourceNote> const& sources)
{
    return on_page<SourceNote>("Sources",
                               {{"", "What", &SourceNote::what},
                                {"", "Origin", &SourceNote::origin},
                                {"", "Licence", &SourceNote::licence},
                                {"", "Date", &SourceNote::date},
                                {"", "Illustrative", &SourceNote::illustrative}},
                               sources);
}

PageParts notes_section(Inputs const& inputs, Findings const& findings)
{
    List all{findings.notes, {most_notes, "manifest.json"}};
    all.items.insert(all.items.end(), inputs.base.notes.begin(), inputs.base.notes.end());
    all.items.insert(all.items.end(), inputs.prognosis.notes.begin(), inputs.prognosis.notes.end());
    if (!inputs.has_grid())  // else they stand with the headroom
        all.items.insert(all.items.end(), inputs.grid.notes.begin(), inputs.grid.notes.end());
    auto const kinds = by_kind(set_aside(inputs));
    if (kinds.empty()) return {all, Paragraph{"No row of the inputs was set aside."}};
    return {all, on_page<SetAsideKind>("Rows that were set aside",
                                       {{"", "Kind", &SetAsideKind::kind},
                                        {"", "Input", &SetAsideKind::input},
                                        {"", "Reason", &SetAsideKind::reason},
                                        {"", "Rows", &SetAsideKind::rows},
                                        {"", "Lost with them", &SetAsideKind::cost_in_words}},
                                       kinds, {most_rows, "set_aside.csv"})};
}

PageParts guesses_section(BaseLayers const& base)
{
    if (base.guesses.empty()) return Paragraph{"Nothing had to be guessed."};
    return {Paragraph{"What the inputs do not say, how much hangs on it, and the key of region.toml that decides it."},
            on_page("", guess_table().columns, base.guesses)};
}

PageParts cost_section(RunLog const& log)
{
    auto const gib = [](std::int64_t bytes) { return static_cast<double>(bytes) / (1024.0 * 1024 * 1024); };
    auto const mib = [](StageTime const& stage) { return Decimal{static_cast<double>(stage.bytes) / 1048576, 1}; };
    return {Paragraph{said("Device") + std::string{": "} + said_note(log.device)},
            Paragraph{said_with("Memory of the host: {} GiB predicted, {} GiB at most before writing.",
                                number_words(gib(log.memory.predicted_host), 1),
                                number_words(gib(log.memory.peak_host), 1))},
            on_page<StageTime>("Cost by stage",
                               {{"", "Stage", &StageTime::name},
                                {"", "Predicted s",
                                 [](StageTime const& s) {
                                     return Decimal{s.predicted_s, 2};
                                 }},
                                {"", "Actual s",
                                 [](StageTime const& s) {
                                     return Decimal{s.actual_s, 2};
                                 }},
                                {"", "MiB", mib}},
                               log.stages)};
}

}  // namespace laad
