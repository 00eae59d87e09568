// SPDX-License-Identifier: Apache-2.0
#include "host/reactions/reactions_page.hpp"

#include "host/language/said_with.hpp"
#include "host/present/page.hpp"
#include "host/reactions/reaction_tables.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace laad {
namespace {

Cards cards(CountedReactions const& all)
{
    auto const votes = all.reactions.size() - all.proposals.size();
    return {
        {{std::to_string(votes), said_with("reactions to {} spaces", all.reacted_spaces())},
         {std::to_string(all.proposals.size()), said("proposals of other spaces")},
         {std::to_string(all.files), said("files of residents")},
         {std::to_string(all.set_aside.size()), said("files or items set aside, with the reason in set_aside.csv")}}};
}

List texts_of(Space const& space)
{
    List list;
    list.cut = {most_notes, "reactions.csv"};
    auto const add = [&](char const* opinion, std::vector<Reaction const*> const& reactions) {
        for (Reaction const* const reaction : reactions)
            if (!reaction->text.empty()) list.items.push_back(said(opinion) + ": " + reaction->text);
    };
    add("For", space.in_favour);
    add("Against", space.against);
    add("Proposed", space.proposals);
    return list;
}

/// The texts a space; spaces that have none are left out.
PageParts texts(CountedReactions const& all)
{
    PageParts parts;
    std::size_t shown = 0;
    for (Space const& space : all.spaces) {
        List list = texts_of(space);
        if (list.items.empty()) continue;
        if (++shown > most_placements) {
            parts.add(
                Paragraph{said_with("The texts of {} spaces are shown; all are in reactions.csv.", most_placements)});
            break;
        }
        std::string const rank = space.rank > 0 ? said_with("rank {}", space.rank) : said("not in the plan");
        std::string const& address = space.candidate.where.address;
        parts.add(Heading{fmt::format("{}{} ({})", address.empty() ? "" : address + ", ", space.candidate.id, rank)});
        parts.add(std::move(list));
    }
    if (shown == 0) parts.add(Paragraph{said("No one added a text.")});
    return parts;
}

Section changes(std::vector<ChangedSpace> const& changed)
{
    return {said("What changed, and why"),
            on_page(said("Spaces that changed after the reactions, with the reason given"), change_table().columns,
                    changed, {most_rows, "changed.csv"})};
}

}  // namespace

std::string reactions_page(StoredPlan const& plan, CountedReactions const& all,
                           std::vector<ChangedSpace> const& changed)
{
    std::string const title = said_with("Reactions to the plan for public charging in {}", plan.region);
    Page page{title, title, said_with("Target year {}, scenario {}", plan.year, plan.scenario)};
    page.opening = {cards(all),
                    Warning{said("The texts are the residents' own."),
                            said("Read them before you publish this page: people may name themselves or others in "
                                 "them. Names that were given are in reactions.csv alone.")}};
    page.sections.push_back(
        {said("Per space"), on_page(said("For and against a space, and proposals near it"), space_table().columns,
                                    all.spaces, {most_rows, "per_space.csv"})});
    page.sections.push_back({said("What is said of the spaces"), texts(all)});
    if (!all.proposals.empty())
        page.sections.push_back({said("Proposals"),
                                 {Paragraph{said_with("A proposal is about a space when one that passes the rules is "
                                                      "within {} m.",
                                                      near_m)},
                                  on_page(said("Spaces that residents propose"), proposal_table().columns,
                                          all.proposals, {most_rows, "reactions.csv"})}});
    if (!changed.empty()) page.sections.push_back(changes(changed));
    return html(page);
}

}  // namespace laad
