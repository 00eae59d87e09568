// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/backtest/backtest.hpp"

#include <string>
#include <vector>

namespace laad {

struct PlotPicture {
    std::string file;  ///< name in the folder of the report
    std::string png;   ///< its bytes
    std::string title;
    std::string subtitle;
};

/// The report as one HTML page that needs no network and no other file.
std::string backtest_html(Backtest const&, std::vector<PlotPicture> const& plots);

}  // namespace laad
