// SPDX-License-Identifier: Apache-2.0
#include "host/placement/component.hpp"
#include "host/prepare/algorithms.hpp"
#include "rasters/io/files/content_hash.hpp"
#include "rasters/millimetres.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace laad {
namespace {

/// Numbers scarce assets in the order in which the candidates of a component meet them.
class ScarceNumbers {
  public:
    ScarceNumbers(PowerGrid const& grid, GridRoom const& room) : grid_{grid}, room_{room} {}

    /// Adds the numbers of the scarce assets above a candidate, ended by −1.
    void add_chain(AssetId asset, std::vector<std::int32_t>& to)
    {
        for (AssetId a = grid_.assets.empty() ? AssetId{} : asset; a; a = grid_.assets[a].parent) {
            std::int32_t const stations = room_.stations[a];
            if (stations == GridRoom::plenty) continue;
            auto const [place, is_new] = numbers_.emplace(a, std::ssize(numbers_));
            if (is_new) stations_.push_back(stations);
            to.push_back(static_cast<std::int32_t>(place->second));
        }
        to.push_back(-1);
    }
    std::vector<std::int32_t> const& stations() const { return stations_; }

  private:
    PowerGrid const& grid_;
    GridRoom const& room_;
    std::unordered_map<AssetId, std::ptrdiff_t> numbers_;
    std::vector<std::int32_t> stations_;
};

template <class T>
void add(ContentHash& hash, std::vector<T> const& values)
{
    hash.add(std::ssize(values));
    hash.add(std::as_bytes(std::span{values}));
}

/// The approved places of a component, numbered in their order.
std::map<std::int32_t, std::int32_t> approved_in(RankProblem const& problem, Component const& component)
{
    std::map<std::int32_t, std::int32_t> numbers;
    for (CandidateId const c : component.candidates)
        if (auto const order = problem.candidates[c].approved; order >= 0) numbers[order] = 0;
    std::int32_t next = 0;
    for (auto& [order, number] : numbers)
        number = next++;
    return numbers;
}

}  // namespace

std::string sequence_key(RankProblem const& problem, PowerGrid const& grid, OpenCandidates const& open,
                         GridRoom const& room, QuotaBook const& quota, Component const& component)
{
    ContentHash hash;
    hash.add(algorithm::sequence.version);
    hash.add(problem.capacity_wh);
    hash.add(problem.min_gain_wh);
    hash.add(whole_mm(problem.min_station_m));
    hash.add(std::ssize(problem.weight_by_m));
    hash.add(std::as_bytes(problem.weight_by_m));

    // Which nodes and candidates of the municipalities are which of the component's.
    auto const nodes = nodes_of(component, open);
    Indexed<MunicipalityId, std::int32_t> ordinal(problem.municipalities.size(), -1);
    std::int32_t municipalities = 0;
    for (MunicipalityId const g : component.municipalities) {
        ordinal[g] = municipalities++;
        Catchment const& catchment = open.of_municipality[g];
        hash.add(catchment.hash);
        hash.add(quota.most_stations(g));
        hash.add(quota.most_wh(g));
        std::vector<std::int32_t> numbers;
        for (NodeId const node : catchment.nodes)
            numbers.push_back(
                static_cast<std::int32_t>(std::lower_bound(nodes.begin(), nodes.end(), node) - nodes.begin()));
        add(hash, numbers);
    }
    ScarceNumbers scarce{grid, room};
    // Numbered as they are met.
    std::unordered_map<SquareId, std::int32_t> squares;
    std::unordered_map<SearchAreaId, std::int32_t> areas;
    auto const number_of = [](auto& numbers, auto id) {
        return id ? numbers.emplace(id, static_cast<std::int32_t>(numbers.size())).first->second : -1;
    };
    auto const approved = approved_in(problem, component);
    std::vector<std::int32_t> facts;
    std::vector<std::int64_t> places;
    for (CandidateId const c : component.candidates) {
        RankCandidate const& candidate = problem.candidates[c];
        bool const refused = room.refused[c];
        facts.push_back(ordinal[candidate.municipality]);
        facts.push_back(refused);
        facts.push_back(candidate.preferred);
        facts.push_back(candidate.approved < 0 ? -1 : approved.at(candidate.approved));
        facts.push_back(number_of(squares, candidate.square));
        facts.push_back(number_of(areas, candidate.area));
        if (!refused) scarce.add_chain(candidate.asset, facts);
        PointMm const at = whole_mm(candidate.at);
        places.insert(places.end(), {candidate.cell.row, candidate.cell.col, at.x, at.y, candidate.relief});
    }
    add(hash, facts);
    add(hash, places);
    add(hash, scarce.stations());
    return "sequence_" + hash.digest();
}

}  // namespace laad
