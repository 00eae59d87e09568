// SPDX-License-Identifier: Apache-2.0
// A variant as files: what others read, and what a run needs to take it over.
#pragma once

#include "host/live/live_run.hpp"
#include "host/serve/kept_review.hpp"

#include <string>
#include <vector>

namespace laad {

class Exported {
  public:
    Exported(LiveRun const& run, Edits const& edits, std::string name, std::vector<ReviewRow> review)
        : run_{run}, edits_{edits}, name_{std::move(name)}, review_{std::move(review)}
    {
    }

    /// Stations that were placed or moved, and the ranked places; in the CRS of the region.
    std::string geojson() const;
    /// The same as a table.
    std::string csv() const;
    /// What to add to region.toml, and what cannot be said there.
    std::string toml() const;
    /// The verdicts of people, then the edits: a station at a space approves it, a blocked space is rejected.
    std::vector<ReviewRow> review() const;

  private:
    /// A row of the table.
    struct Row {
        std::string kind;  ///< placed, moved, removed, blocked, place
        std::string id;
        std::string candidate;
        std::int64_t rank{};  ///< 0: none
        std::int64_t evse{};  ///< 0: as it was
        std::optional<Point> at{};
    };
    std::vector<Row> rows() const;

    LiveRun const& run_;
    Edits const& edits_;
    std::string name_;
    std::vector<ReviewRow> review_;
};

}  // namespace laad
