// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/io/vectors/vector_file.hpp"

#include <ogrsf_frmts.h>

#include <string>
#include <vector>

namespace laad {

/// The fields with which the BGT says that an object is no longer, or not yet, there: eindRegistratie, terminationDate
/// and bgt-status, in any spelling (eind_registratie, BGT_STATUS). A field `status` counts beside one of the first two.
class Lifecycle {
  public:
    Lifecycle() = default;
    explicit Lifecycle(std::vector<std::string> const& fields);

    bool reads(int field) const;
    /// Whether an object has ended, or its status is another one than bestaand.
    bool is_over(OGRFeature const&) const;
    /// "eindRegistratie, bgt-status": for a note.
    std::string const& names() const { return names_; }

  private:
    std::vector<int> ends_;
    std::vector<int> statuses_;  ///< anything but bestaand is not there
    std::vector<int> words_;     ///< only plan and historie are not there
    std::string names_;
};

}  // namespace laad
