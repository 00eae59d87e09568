// SPDX-License-Identifier: Apache-2.0
// A small prognosis and what was realised of it, to be changed by each test.
#pragma once

#include "host/backtest/backtest.hpp"
#include "tests/host/written_tables.hpp"

#include <string>

namespace laad {

inline std::string const prognosis_header = "buurt,cbs_year,year,scenario,modality,location_type,quantity,value\n";
inline std::string const realised_header = "buurt,year,quantity,value\n";

/// A row of a prognosis of public charge points in 2024, of a CBS division of 2023.
inline std::string points(std::string const& neighbourhood, std::string const& value,
                          std::string const& scenario = "midden")
{
    return neighbourhood + ",2023,2024," + scenario + ",personenauto,publiek,charge_points," + value + "\n";
}
inline std::string placed(std::string const& neighbourhood, std::string const& value)
{
    return neighbourhood + ",2024,charge_points," + value + "\n";
}

class BacktestTables : public testing::Test {
  protected:
    Backtest run()
    {
        request.prognosis = folder.write("prognosis.csv", prognosis);
        request.realised = folder.write("realised.csv", realised);
        return backtest(request);
    }
    std::string error()
    {
        return input_error([&] { run(); });
    }

    Folder folder;
    BacktestRequest request;
    std::string prognosis = prognosis_header + points("A", "10") + points("B", "20");
    std::string realised = realised_header + placed("A", "8") + placed("B", "30");
};

}  // namespace laad
