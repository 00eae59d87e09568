// SPDX-License-Identifier: Apache-2.0
// The exact optimum of a placement problem, by the solver CBC (coinor-cbc).
#pragma once

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace laad::oracle {

inline bool cbc_is_installed()
{
    return std::system("command -v cbc > /dev/null 2>&1") == 0;
}

struct ExactProblem {
    std::vector<std::vector<int>> nodes_of;   ///< per candidate that may be chosen
    std::vector<std::vector<int>> weight_of;  ///< of a Wh, as nodes_of
    std::vector<int> municipality_of;
    std::vector<std::int64_t> unmet;
    std::int64_t capacity{};
    std::vector<int> stations;  ///< per municipality
};

/// max Σ w_ij x_ij, Σ_j x_ij ≤ u_i, Σ_i x_ij ≤ C·y_j, Σ_j y_j ≤ K per municipality, y binary, in CPLEX LP format.
inline std::string lp_text(ExactProblem const& p)
{
    std::ostringstream objective, demand, capacity, quota, binaries;
    std::vector<std::string> at_node(p.unmet.size());
    std::vector<std::string> at_municipality(p.stations.size());
    objective << "obj: 0 y0";
    for (std::size_t j = 0; j < p.nodes_of.size(); ++j) {
        std::string const y = "y" + std::to_string(j);
        capacity << "c" << j << ": ";
        for (std::size_t n = 0; n < p.nodes_of[j].size(); ++n) {
            int const i = p.nodes_of[j][n];
            std::string const x = "x" + std::to_string(i) + "_" + std::to_string(j);
            objective << " + " << p.weight_of[j][n] << " " << x;
            capacity << " + " << x;
            at_node[static_cast<std::size_t>(i)] += " + " + x;
        }
        capacity << " - " << p.capacity << " " << y << " <= 0\n";
        at_municipality[static_cast<std::size_t>(p.municipality_of[j])] += " + " + y;
        binaries << y << "\n";
    }
    for (std::size_t i = 0; i < p.unmet.size(); ++i)
        if (!at_node[i].empty()) demand << "d" << i << ":" << at_node[i] << " <= " << p.unmet[i] << "\n";
    for (std::size_t g = 0; g < p.stations.size(); ++g)
        if (!at_municipality[g].empty())
            quota << "k" << g << ":" << at_municipality[g] << " <= " << p.stations[g] << "\n";
    return "Maximize\n" + objective.str() + "\nSubject To\n" + demand.str() + capacity.str() + quota.str() +
           "Binaries\n" + binaries.str() + "End\n";
}

inline double optimum(ExactProblem const& p, std::filesystem::path const& folder)
{
    auto const problem = folder / "problem.lp";
    auto const solution = folder / "solution.txt";
    std::filesystem::remove(solution);
    std::ofstream{problem} << lp_text(p);
    std::string const command = "cbc " + problem.string() + " ratioGap 0 allowableGap 0 solve solution " +
                                solution.string() + " > " + (folder / "log.txt").string() + " 2>&1";
    if (std::system(command.c_str()) != 0) throw std::runtime_error{"cbc fails: " + command};
    std::string first;
    std::getline(std::ifstream{solution}, first);  // Optimal - objective value 1234.00000000
    auto const value = first.find("objective value ");
    if (!first.starts_with("Optimal") || value == std::string::npos)
        throw std::runtime_error{"cbc found no optimum: " + first};
    return std::abs(std::stod(first.substr(value + 16)));
}

}  // namespace laad::oracle
