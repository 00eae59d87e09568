// SPDX-License-Identifier: Apache-2.0
// What people say of places, as a table that a run takes: place, verdict, remark, by, date, x, y.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <array>
#include <filesystem>
#include <string>
#include <vector>

namespace laad {

struct ReviewRow {
    static constexpr std::array columns{"place", "verdict", "remark", "by", "date", "x", "y"};

    std::string place;    ///< id of a candidate
    std::string verdict;  ///< approve, reject, prefer or move
    std::string remark{};
    std::string by{};
    std::string date{};  ///< ISO
    std::string x{};     ///< of move
    std::string y{};

    std::array<std::string, 7> cells() const { return {place, verdict, remark, by, date, x, y}; }
};

std::string csv_of(std::vector<ReviewRow> const&);

/// Kept on disk, whole or as it was before.
class KeptReview {
  public:
    /// Goes on with what was kept.
    explicit KeptReview(std::filesystem::path file);

    std::vector<ReviewRow> const& rows() const { return rows_; }
    nlohmann::json json() const;
    /// {"rows": [...]} takes the place of all. Errors  InputError: a verdict that is not known, a text that is too long,
    /// too many rows; OutputError: cannot be written
    void replace(nlohmann::json const&);

  private:
    std::filesystem::path file_;
    std::vector<ReviewRow> rows_;
};

}  // namespace laad
