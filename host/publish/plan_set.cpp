// SPDX-License-Identifier: Apache-2.0
#include "host/publish/plan_set.hpp"

#include "host/present/safe_text.hpp"
#include "host/region/region_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace laad {
namespace {

/// The folder itself, not the link `latest` to it.
std::filesystem::path plan_folder(std::filesystem::path const& named)
{
    auto const folder = plan_of(named);
    std::error_code absent;
    auto const real = std::filesystem::canonical(folder, absent);
    return absent ? folder : real;
}

bool shares_prognosis_words(std::vector<StoredPlan> const& plans, StoredPlan const& one)
{
    return std::ranges::count_if(plans, [&](StoredPlan const& other) {
               return other.year == one.year && other.scenario == one.scenario;
           }) > 1;
}

std::string unused(std::string const& id, std::set<std::string>& used)
{
    std::string candidate = id;
    for (int number = 2; !used.insert(candidate).second; ++number)
        candidate = fmt::format("{}-{}", id, number);
    return candidate;
}

}  // namespace

std::vector<PublicPlan> public_plans(std::vector<std::filesystem::path> const& folders)
{
    std::vector<std::filesystem::path> named;
    for (auto const& folder : folders)
        named.push_back(plan_folder(folder));
    std::vector<StoredPlan> plans = read_comparable(named);
    std::ranges::stable_sort(plans, {}, [](StoredPlan const& plan) {
        auto const scenario = std::ranges::find(scenario_names, plan.scenario) - scenario_names.begin();
        return std::tuple{plan.year, scenario, plan.prognosis_version};
    });
    std::set<std::string> used;
    std::vector<PublicPlan> all;
    for (StoredPlan& plan : plans) {
        bool const with_version = shares_prognosis_words(plans, plan) && !plan.prognosis_version.empty();
        std::string const name = fmt::format("{} {}{}", plan.year, plan.scenario,
                                             with_version ? " " + plan.prognosis_version : std::string{});
        std::string id = as_file_name(name);
        std::ranges::replace(id, '_', '-');
        id = unused(id, used);
        all.push_back({id, name, {}});
    }
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i].plan = std::move(plans[i]);
    return all;
}

}  // namespace laad
