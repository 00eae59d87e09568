// SPDX-License-Identifier: Apache-2.0
#include "host/usage/reasons.hpp"

#include <algorithm>
#include <tuple>

namespace laad {

void UseTally::set_aside(UseRemark remark, std::int64_t energy_wh)
{
    auto& count = counts_[static_cast<std::size_t>(remark)];
    ++count.rows;
    count.energy_wh += energy_wh;
}

void UseTally::set_aside(UnplacedRow const& row)
{
    set_aside(row.why, row.energy_wh);
    unplaced_.add(row);
}

void UseTally::notice(UseRemark remark, std::int64_t rows)
{
    counts_[static_cast<std::size_t>(remark)].rows += rows;
}

void UseTally::use(std::int64_t first_s, std::int64_t last_s, std::int64_t energy_wh)
{
    ++used_;
    energy_wh_ += energy_wh;
    first_s_ = std::min(first_s_, first_s);
    last_s_ = std::max(last_s_, last_s);
}

UseTally& UseTally::operator+=(UseTally const& other)
{
    rows_ += other.rows_;
    used_ += other.used_;
    energy_wh_ += other.energy_wh_;
    first_s_ = std::min(first_s_, other.first_s_);
    last_s_ = std::max(last_s_, other.last_s_);
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        counts_[i].rows += other.counts_[i].rows;
        counts_[i].energy_wh += other.counts_[i].energy_wh;
    }
    unplaced_ += other.unplaced_;
    return *this;
}

void UseTally::fill(UseSource& source) const
{
    source.rows = rows_;
    source.used = used_;
    source.energy_wh = energy_wh_;
    source.first_s = first_s_ <= last_s_ ? first_s_ : 0;
    source.last_s = first_s_ <= last_s_ ? last_s_ : 0;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        auto const remark = static_cast<UseRemark>(i);
        if (counts_[i].rows == 0) continue;
        auto& list = remark < first_noticed ? source.set_aside : source.noticed;
        list.push_back({text_of(remark), counts_[i].rows, counts_[i].energy_wh});
    }
    auto const order = [](UseReason const& a, UseReason const& b) {
        return std::tie(b.rows, a.reason) < std::tie(a.rows, b.reason);
    };
    std::ranges::sort(source.set_aside, order);
    std::ranges::sort(source.noticed, order);
    unplaced_.fill(source);
}

}  // namespace laad
