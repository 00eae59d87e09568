// SPDX-License-Identifier: Apache-2.0
// How changes and ranks read.
#pragma once

#include "host/plan_folder/plan_folder.hpp"
#include "host/present/cell.hpp"

#include <cstdint>
#include <string>

namespace laad {

/// "3", or "1 - 25" where places tie.
std::string words(RankRange);
/// 1,234 with its sign: +1,234, -1,234, 0.
std::string signed_number(std::int64_t value);
/// Wh as whole kWh, half away from zero, with its sign.
std::string signed_kwh(std::int64_t wh);
/// Wh as MWh with one decimal, half away from zero: 1,234.5.
std::string mwh_words(std::int64_t wh);
/// "+3.2 %" of the change from `before`; "-" from nothing.
std::string signed_percent(std::int64_t before, std::int64_t after);

struct EnergyChange : Energy {};  ///< on a page with its sign
template <>
struct TableCell<EnergyChange> : TableCell<Energy> {
    static std::string shown(EnergyChange change) { return signed_kwh(change.wh); }
};

struct EnergyMwh {  ///< in files MWh, on a page to tenths
    std::int64_t wh{};
};
template <>
struct TableCell<EnergyMwh> : RealCell {
    static Value value(EnergyMwh energy) { return kwh(energy.wh) / 1000; }
    static std::string shown(EnergyMwh energy) { return mwh_words(energy.wh); }
};
struct EnergyMwhChange : EnergyMwh {};  ///< likewise, on a page with its sign
template <>
struct TableCell<EnergyMwhChange> : TableCell<EnergyMwh> {
    static std::string shown(EnergyMwhChange change) { return (change.wh >= 50'000 ? "+" : "") + mwh_words(change.wh); }
};

struct CountChange {
    std::int64_t count{};
};
template <>
struct TableCell<CountChange> : TableCell<std::int64_t> {
    static Value value(CountChange change) { return change.count; }
    static std::string shown(CountChange change) { return signed_number(change.count); }
};

}  // namespace laad
