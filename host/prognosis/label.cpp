// SPDX-License-Identifier: Apache-2.0
#include "host/prognosis/label.hpp"

#include "host/prognosis/store.hpp"

#include <fmt/format.h>

namespace laad {

PrognosisLabel agreed(PrognosisTable const& table, PrognosisLabel const& first, PrognosisLabel const& second,
                      char const* by)
{
    auto const one = [&](char const* what, std::string const& a, std::string const& b) {
        if (!a.empty() && !b.empty() && a != b)
            table.refuse(fmt::format("{} is \"{}\" here, but \"{}\" by {}; correct one of them", what, a, b, by));
        return a.empty() ? b : a;
    };
    return {one("version", first.version, second.version), one("date", first.date, second.date),
            one("source", first.source, second.source)};
}

PrognosisLabel label_of(PrognosisTable const& table, PrognosisConfig const& config)
{
    auto label = agreed(table, table.label, {config.version, config.date, config.source}, "[prognosis] of region.toml");
    if (auto const stored = stored_as(config.file)) label = agreed(table, label, stored->label, versions_file);
    return label;
}

}  // namespace laad
