// SPDX-License-Identifier: Apache-2.0
// What the sections of the report say; report_page.cpp puts them together.
#pragma once

#include "host/present/page.hpp"
#include "host/run/findings.hpp"
#include "host/run/parts/inputs.hpp"
#include "host/run/run_log.hpp"

#include <cstdint>

namespace laad {

/// Among the squares with a duty, how many have public charging: whole squares only.
struct NalCount {
    std::int64_t obliged{};
    std::int64_t green{};
    std::int64_t uncertain{};
    std::int64_t partial{};
};
NalCount nal_count(Findings const&);

PageParts key_figures(Inputs const&, Findings const&);
/// What nobody may overlook: nothing when no figure is an example or an assumption.
PageParts banner(Inputs const&);

PageParts placements_section(Inputs const&, Findings const&);
/// Quotas that are not filled, places that wait though they are worth more, and white squares without a station.
PageParts plan_gaps(Inputs const&, Findings const&);
PageParts bound_section(Inputs const&, RankedPlan const&);

PageParts coverage_section(Inputs const&, Findings const&);
PageParts white_spots_section(Inputs const&, Findings const&);
/// How good the chance of a free charger is; where use is known.
PageParts chance_section(Inputs const&);
/// Where tariffs are given.
PageParts price_section(Inputs const&);
/// Where the use of the network asks for more, and how well the prognosis agrees with it.
PageParts search_areas_section(Inputs const&, Findings const&);
PageParts kpi_section(Inputs const&, Findings const&);
/// Needs Inputs::use.
PageParts usage_section(Inputs const&, Findings const&);

/// Which prognosis the plan rests on, and how its figures came about.
PageParts prognosis_section(Inputs const&);
PageParts grid_section(PowerGrid const&, RankedPlan const&);
/// Both totals of the mass certificate, and the neighbourhoods that are not placed.
PageParts mass_section(std::vector<MassRow> const&);
PageParts sources_section(std::vector<SourceNote> const&);
/// What the inputs do not say.
PageParts guesses_section(BaseLayers const&);
PageParts notes_section(Inputs const&, Findings const&);
PageParts cost_section(RunLog const&);

}  // namespace laad
