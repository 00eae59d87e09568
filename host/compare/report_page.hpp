// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

namespace laad {

/// A page of sections with a table of contents.
class ReportPage {
  public:
    /// `head`: the page up to its first section.
    explicit ReportPage(std::string head) : head_{std::move(head)} {}

    void add(std::string const& title, std::string const& content);
    std::string html() const;

  private:
    std::string head_;
    std::string contents_;
    std::string sections_;
    int count_{};
};

}  // namespace laad
