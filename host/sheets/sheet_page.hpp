// SPDX-License-Identifier: Apache-2.0
// What all printed pages share: paper, head, foot, the mark of what is illustrative.
#pragma once

#include "host/present/html_writer.hpp"
#include "host/sheets/sheet_plan.hpp"

#include <functional>
#include <string>

namespace laad {

/// A document of pages as HTML that needs no network and no other file. `write`: its pages.
std::string sheet_document(SheetPlan const&, std::string const& title, std::function<void(HtmlWriter&)> const& pages);

/// A page of that kind of paper: a class of sheet_style. Its head says `title` and, below it, `soft`.
struct SheetHead {
    std::string title;
    std::string soft;
    std::string number{};  ///< large, on the right; empty: none
};
void write_head(HtmlWriter&, SheetPlan const&, SheetHead const&);
void write_foot(HtmlWriter&, SheetPlan const&);
/// The band that says that a plan is illustrative, and what of it is; nothing where nothing is.
enum class Warn { in_full, briefly };
void write_warning(HtmlWriter&, SheetPlan const&, Warn = Warn::in_full);

/// Names with what they are, below each other.
struct Fact {
    std::string name;
    std::string words;
};
void write_facts(HtmlWriter&, std::vector<Fact> const&);

}  // namespace laad
