// SPDX-License-Identifier: Apache-2.0
#include "host/proposals/next_round.hpp"

#include "rasters/io/vectors/shapes.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace laad {
namespace {

constexpr double least_shared_m2 = 0.01;  // areas that only touch share nothing

bool share_land(Geometry const& a, Geometry const& b)
{
    return overlap(box_of(a), box_of(b)) && area_of_intersection(a, b) > least_shared_m2;
}

class Rounds {
  public:
    Rounds(std::vector<AskedSpace> earlier, std::vector<PressedArea> const& areas,
           std::set<std::string> const& possible, std::string const& month)
        : areas_{areas}, possible_{possible}, month_{month}
    {
        round_.proposals = std::move(earlier);
        round_.areas.resize(areas.size());
        is_accepted_.resize(areas.size());
        for (std::size_t a = 0; a < areas.size(); ++a)
            for (SearchSpace const& space : areas[a].spaces)
                spaces_[space.candidate] = {a, &space};
        for (AskedSpace const& one : round_.proposals)
            homes_.push_back(homes_of(one));
    }

    Round run()
    {
        for (std::size_t i = 0; i < homes_.size(); ++i)
            if (round_.proposals[i].answer == Answer::accepted) keep_accepted(i);
        for (std::size_t i = 0; i < homes_.size(); ++i)
            if (round_.proposals[i].state() == State::open) keep_open(i);
        for (std::size_t a = 0; a < areas_.size(); ++a)
            if (round_.areas[a].proposal == 0) add_to(a);
        for (std::size_t i = 0; i < homes_.size(); ++i)
            if (round_.proposals[i].answer == Answer::rejected)
                for (std::size_t const a : homes_[i])
                    round_.areas[a].rejected_before.push_back(round_.proposals[i].number);
        std::ranges::sort(round_.added);
        std::ranges::sort(round_.closed);
        return std::move(round_);
    }

  private:
    struct Found {
        std::size_t area{};
        SearchSpace const* space{};
    };

    std::optional<Found> found(AskedSpace const& one) const
    {
        auto const at = spaces_.find(one.space.candidate);
        return at == spaces_.end() ? std::nullopt : std::optional{at->second};
    }

    /// The areas that share land with that of a proposal, or hold its space.
    std::vector<std::size_t> homes_of(AskedSpace const& one) const
    {
        auto const at = found(one);
        std::vector<std::size_t> homes;
        for (std::size_t a = 0; a < areas_.size(); ++a)
            if ((at && at->area == a) || share_land(one.area.shape, areas_[a].facts.shape)) homes.push_back(a);
        return homes;
    }

    AskedSpace& by_number(int number) { return *std::ranges::find(round_.proposals, number, &AskedSpace::number); }

    void close(AskedSpace& one, Closed why, int by = 0)
    {
        if (one.closed == Closed::no) round_.closed.push_back(one.number);
        one.closed = why;
        one.closed_by = by;
    }

    void keep_accepted(std::size_t i)
    {
        AskedSpace& one = round_.proposals[i];
        if (homes_[i].empty()) return close(one, Closed::area_gone);
        if (!possible_.contains(one.space.candidate)) return close(one, Closed::space_gone);
        one.closed = Closed::no;
        one.closed_by = 0;
        one.last_month = month_;
        for (std::size_t const a : homes_[i]) {
            if (!is_accepted_[a]) round_.areas[a].proposal = one.number;
            is_accepted_[a] = 1;
        }
    }

    void keep_open(std::size_t i)
    {
        AskedSpace& one = round_.proposals[i];
        auto const at = found(one);
        if (!at) return close(one, homes_[i].empty() ? Closed::area_gone : Closed::space_gone);
        int const other = round_.areas[at->area].proposal;
        if (other == 0) return open(one, *at);
        AskedSpace& first = by_number(other);
        if (is_accepted_[at->area] || first.space.order < at->space->order) return close(one, Closed::one_area, other);
        close(first, Closed::one_area, one.number);
        open(one, *at);
    }

    void open(AskedSpace& one, Found const& at)
    {
        one.area = areas_[at.area].facts;
        one.space = *at.space;
        one.closed = Closed::no;
        one.closed_by = 0;
        one.last_month = month_;
        round_.areas[at.area].proposal = one.number;
    }

    void add_to(std::size_t a)
    {
        for (SearchSpace const& space : areas_[a].spaces) {
            auto const known = std::ranges::find(round_.proposals, space.candidate,
                                                 [](AskedSpace const& one) { return one.space.candidate; });
            bool const is_new = known == round_.proposals.end();
            if (!is_new && known->answer != Answer::none) continue;
            if (is_new) {
                int const last = round_.proposals.empty() ? 0 : round_.proposals.back().number;
                round_.proposals.push_back({.number = last + 1, .space = space, .area = {}, .first_month = month_});
            }
            AskedSpace& one = is_new ? round_.proposals.back() : *known;
            open(one, {a, &space});
            round_.added.push_back(one.number);
            return;
        }
    }

    std::vector<PressedArea> const& areas_;
    std::set<std::string> const& possible_;
    std::string const& month_;
    std::map<std::string, Found> spaces_;
    std::vector<std::vector<std::size_t>> homes_;  ///< of each earlier proposal, ascending
    std::vector<char> is_accepted_;                ///< each area
    Round round_;
};

}  // namespace

Round next_round(std::vector<AskedSpace> earlier, std::vector<PressedArea> const& areas,
                 std::set<std::string> const& possible, std::string const& month)
{
    return Rounds{std::move(earlier), areas, possible, month}.run();
}

}  // namespace laad
