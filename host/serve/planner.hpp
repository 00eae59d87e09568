// SPDX-License-Identifier: Apache-2.0
// What one planner works on: the edits of a variant, kept on disk, and what they do to the plan, as JSON.
#pragma once

#include "host/live/live_run.hpp"
#include "host/live/variants.hpp"
#include "host/serve/kept_review.hpp"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <mutex>
#include <string>

namespace laad {

/// May be asked from several threads; one thing is done at a time.
class Planner {
  public:
    /// Goes on with the variant that was worked on last. `folder`: of the session, exists.
    /// Errors  OutputError: the folder cannot be written
    Planner(LiveRun& run, std::filesystem::path const& folder);

    nlohmann::json session();
    /// What the open variant changed, for a page that has just loaded the plan.
    nlohmann::json state();
    nlohmann::json variants();
    /// Errors  InputError: the edit cannot be made; then all is as before
    nlohmann::json edit(nlohmann::json const&);
    nlohmann::json variant(nlohmann::json const&);
    nlohmann::json review(nlohmann::json const&);
    nlohmann::json review_rows();

    enum class Export : std::uint8_t { geojson, csv, toml, review };
    std::string exported(Export);

  private:
    /// What is held beside what was there before.
    struct Figures {
        std::int64_t dwellings_within{};
        std::int64_t unmet_wh{};
        std::int64_t served_wh{};
    };

    Figures figures() const;
    nlohmann::json become(Edits next);
    nlohmann::json open(std::string const& name, Edits edits);
    nlohmann::json compared();
    nlohmann::json figures_json(Figures const& now) const;
    void keep() const { variants_.write(name_, edits_); }
    std::string free_name() const;

    LiveRun& run_;
    Variants variants_;
    KeptReview review_;
    std::mutex mutex_;
    Figures const plan_;                     ///< without edits
    std::vector<std::string> const places_;  ///< of the plan without edits
    std::string name_;
    Edits edits_;
};

}  // namespace laad
