// SPDX-License-Identifier: Apache-2.0
// Sets by refinement: all cells begin in the empty set, and each walk splits the sets that it meets.
#include "kernels/site_sets.hpp"

#include "kernels/cpu/for_each_cell.hpp"
#include "kernels/cpu/origin_walk.hpp"
#include "kernels/walk_contracts.hpp"
#include "rasters/error.hpp"

#include <algorithm>

namespace laad {
namespace {

struct EmptySetCell {
    View<Surface const> surface;
    View<std::int32_t> set;

    void operator()(Cell c) const { set[c] = walkable(surface[c]) ? 0 : -1; }
};

class Refinement {
  public:
    explicit Refinement(View<std::int32_t> set) : set_{set} {}

    /// Every set that has cells within the walk becomes two.
    template <class Walk>
    void split(std::int32_t origin, Walk const& walk, int bound_cm)
    {
        Interval const rows = walk.rows();
        for (int row = rows.begin; row < rows.end; ++row) {
            Interval const cols = walk.cols(row);
            for (int col = cols.begin; col < cols.end; ++col) {
                std::int32_t& here = set_[{row, col}];
                if (here < 0 || walk.walk_cm({row, col}) > bound_cm) continue;
                if (here != before_) meet(here, origin);
                here = now_;
            }
        }
        for (std::int32_t const met : met_)
            with_[static_cast<std::size_t>(met)] = none;
        met_.clear();
        before_ = none;
    }

    std::vector<OriginSet> take() { return std::move(sets_); }

  private:
    static constexpr std::int32_t none = -1;

    void meet(std::int32_t set, std::int32_t origin)
    {
        std::int32_t& with = with_[static_cast<std::size_t>(set)];
        before_ = set;
        now_ = with;
        if (with != none) return;
        expect(sets_.size() < std::size_t{INT32_MAX}, "site_sets: the number of sets fits in 32 bits");
        now_ = with = static_cast<std::int32_t>(sets_.size());
        met_.push_back(set);
        sets_.push_back({set, origin});
        with_.push_back(none);  // `with` is gone
    }

    View<std::int32_t> set_;
    std::vector<OriginSet> sets_{OriginSet{}};
    std::vector<std::int32_t> with_{none};  ///< by set: the one that it becomes with this origin
    std::vector<std::int32_t> met_;         ///< that became another
    std::int32_t before_{none};             ///< of the cell before, and what it became
    std::int32_t now_{none};
};

template <class Label>
void refine(WalkArea const& area, std::span<WalkOrigin const> origins, int bound_cm, Refinement& sets)
{
    LinkRows const links{area};
    OriginWalk<Label> walk{area, links, OriginWindow{area, bound_cm}, bound_cm};
    for (std::size_t i = 0; i < origins.size(); ++i) {
        walk.walk(origins[i]);
        sets.split(static_cast<std::int32_t>(i), walk, bound_cm);
    }
}

}  // namespace

std::vector<OriginSet> site_sets(CpuExec const& exec, WalkArea area, View<Surface const> surface,
                                 std::span<WalkOrigin const> origins, int bound_cm, View<std::int32_t> set)
{
    expect(surface.shape == area.moves.shape && set.shape == area.moves.shape,
           "site_sets: moves, surface and set have the same shape");
    expect(origins.size() < std::size_t{INT32_MAX}, "site_sets: the number of origins fits in 32 bits");
    expect_walk_area(area, bound_cm);
    expect_walk_origins(area, origins);

    for_each_cell(exec, set.shape, EmptySetCell{surface, set});
    Refinement sets{set};
    if (OriginWalk<std::uint16_t>::fits(bound_cm, move_costs(area.cell_cm)))
        refine<std::uint16_t>(area, origins, bound_cm, sets);
    else
        refine<std::uint32_t>(area, origins, bound_cm, sets);
    return sets.take();
}

}  // namespace laad
