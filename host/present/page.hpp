// SPDX-License-Identifier: Apache-2.0
// A page as typed parts: what it says. html() alone writes tags, and escapes every text, so that no name of a street
// can break a page.
#pragma once

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <limits>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace laad {

// How many rows or items of a long table or list a page shows.
inline constexpr std::size_t most_rows = 200;
inline constexpr std::size_t most_placements = 100;
inline constexpr std::size_t most_notes = 50;

/// What a page shows of a long table or list, and which file holds all of it.
struct Cut {
    std::size_t most{std::numeric_limits<std::size_t>::max()};
    std::string file{};
};

struct Paragraph {
    std::string text;
};
struct Heading {
    std::string text;
};
/// Leads to another file of the same folder.
struct PageLink {
    std::string text;
    std::string file;
};
struct List {
    std::vector<std::string> items;
    Cut cut{};
};

struct PageColumn {
    std::string title;
    bool is_number{};
};
/// The first column heads its row.
struct PageTable {
    std::string caption;
    std::vector<PageColumn> columns;
    std::vector<std::vector<std::string>> rows;
    Cut cut{};
    std::vector<std::string> files{};  ///< that the heads of the rows lead to; empty: nowhere
};

/// A picture inside the page, with what it shows for those who cannot see it.
struct Picture {
    enum class Kind { png, svg };
    std::string bytes;
    std::string title;
    std::string subtitle;
    Kind kind{Kind::png};
};

/// A figure that counts, large, with what it means below it.
struct Card {
    std::string figure;
    std::string meaning;
};
struct Cards {
    std::vector<Card> cards;
};

/// A box that nobody overlooks.
struct Warning {
    std::string bold;
    std::string text;
    std::vector<std::string> items{};
};

struct PagePart;
struct SideBySide;

/// PageParts of a page, one below the other. Braces flatten: {Paragraph{…}, tables(…)}.
class PageParts {
  public:
    PageParts() = default;
    PageParts(std::initializer_list<PageParts> all);
    template <class One>
    requires std::constructible_from<PagePart, One> PageParts(One part);

    void add(PageParts more);
    std::vector<PagePart> const& all() const { return parts_; }

  private:
    std::vector<PagePart> parts_;
};

/// Side by side where the page is wide enough for columns of that many pixels.
struct SideBySide {
    std::vector<PageParts> columns;
    int least_px{300};
};

/// Empty paragraphs, lists and tables are not shown.
struct PagePart : std::variant<Paragraph, Heading, PageLink, List, PageTable, Picture, Cards, Warning, SideBySide> {
    using variant::variant;
};

template <class One>
requires std::constructible_from<PagePart, One> PageParts::PageParts(One part)
{
    parts_.emplace_back(std::move(part));
}

struct Section {
    std::string title;
    PageParts parts;
};

struct Page {
    std::string title;
    std::string heading;
    std::string soft;  ///< a line below the heading
    PageParts opening{};
    std::vector<Section> sections{};  ///< listed in a table of contents
};

/// The page in the language spoken, as HTML that needs no network and no other file.
std::string html(Page const&);

}  // namespace laad
