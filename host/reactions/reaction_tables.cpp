// SPDX-License-Identifier: Apache-2.0
#include "host/reactions/reaction_tables.hpp"

#include "host/language/said_with.hpp"

#include <cmath>
#include <optional>

namespace laad {
namespace {

char const* opinion_of(Reaction const& reaction)
{
    if (reaction.kind == ReactionKind::proposal) return "";
    return reaction.kind == ReactionKind::in_favour ? "for" : "against";
}

/// To tenths: nobody points at a map more exactly.
Decimal tenths(double metres)
{
    return {std::round(metres * 10) / 10, 1};
}

std::optional<Decimal> of_proposal(Reaction const& reaction, double Reaction::*coordinate)
{
    return reaction.kind == ReactionKind::proposal ? std::optional{tenths(reaction.*coordinate)} : std::nullopt;
}

std::optional<int> rank_if_any(int rank)
{
    return rank > 0 ? std::optional{rank} : std::nullopt;
}

std::string remark_of(Space const& space)
{
    std::string words = said_with("{} for, {} against", space.in_favour.size(), space.against.size());
    if (!space.proposals.empty()) words += said_with(", proposed {} times", space.proposals.size());
    return words;
}

std::string words(SpaceChange change)
{
    if (change == SpaceChange::gone) return said("left the plan");
    return change == SpaceChange::added ? said("came into the plan") : said("stayed in the plan");
}

}  // namespace

Table<Reaction> reaction_table()
{
    using Row = Reaction const&;
    return {"reactions",
            "What residents sent",
            {{"file", &Reaction::file},
             {"item", &Reaction::item},
             {"made", &Reaction::made},
             {"plan", &Reaction::plan},
             {"kind", [](Row r) { return r.kind == ReactionKind::proposal ? "propose" : "react"; }},
             {"place", &Reaction::place},
             {"opinion", opinion_of},
             {"x_m", [](Row r) { return of_proposal(r, &Reaction::x); }},
             {"y_m", [](Row r) { return of_proposal(r, &Reaction::y); }},
             {"text", &Reaction::text},
             {"name", &Reaction::person}}};
}

Table<Space> space_table()
{
    using Row = Space const&;
    return {"per_space",
            "What was said of each space",
            {{"rank", said("Rank"), [](Row space) { return rank_if_any(space.rank); }},
             {"place", said("Space"), [](Row space) { return space.candidate.id; }},
             {"street", said("Street"), [](Row space) { return space.candidate.where.street; }},
             {"address", said("Nearest address"), [](Row space) { return space.candidate.where.address; }},
             {"buurt", said("Buurt"), [](Row space) { return space.candidate.neighbourhood; }},
             {"gemeente", said("Gemeente"), [](Row space) { return space.candidate.municipality; }},
             {"for", said("For"), [](Row space) { return space.in_favour.size(); }},
             {"against", said("Against"), [](Row space) { return space.against.size(); }},
             {"proposals", said("Proposals near it"), [](Row space) { return space.proposals.size(); }}}};
}

Table<Proposal> proposal_table()
{
    using Row = Proposal const&;
    return {"proposals",
            "Spaces that residents propose",
            {{"x_m", "x (m)", [](Row p) { return tenths(p.reaction->x); }},
             {"y_m", "y (m)", [](Row p) { return tenths(p.reaction->y); }},
             {"nearest_place", said("Nearest space that may be used"),
              [](Row p) { return p.nearest.empty() ? "-" : p.nearest; }},
             {"distance_m", said("Distance in m"),
              [](Row p) { return p.nearest.empty() ? std::nullopt : std::optional{tenths(p.distance_m)}; }},
             {"text", said("What is said of it"), [](Row p) { return p.reaction->text; }}}};
}

Table<SetAside> not_counted_table()
{
    using Row = SetAside const&;
    return {"set_aside",
            "Files and items that do not count",
            {{"file", &SetAside::file},
             {"item", [](Row one) { return one.item > 0 ? std::optional{one.item} : std::nullopt; }},
             {"reason", &SetAside::reason}}};
}

Table<Space> review_table()
{
    using Row = Space const&;
    auto const empty = [](Row) { return ""; };
    return {"review",
            "To be filled in: approve, reject, prefer or move",
            {{"place", [](Row space) { return space.candidate.id; }},
             {"verdict", empty},
             {"remark", remark_of},
             {"by", empty},
             {"date", empty},
             {"x", empty},
             {"y", empty}}};
}

Table<ChangedSpace> change_table()
{
    using Row = ChangedSpace const&;
    return {"changed",
            "Spaces that changed after the reactions",
            {{"place", said("Space"), &ChangedSpace::candidate},
             {"change", said("Change"), [](Row one) { return words(one.change()); }},
             {"old_rank", said("Rank before"), [](Row one) { return rank_if_any(one.old_rank); }},
             {"new_rank", said("Rank after"), [](Row one) { return rank_if_any(one.new_rank); }},
             {"reason", said("Reason"), &ChangedSpace::reason}}};
}

}  // namespace laad
