// SPDX-License-Identifier: Apache-2.0
// How a quantity looks, wherever it is shown: maps and their legends, QGIS, colour tables of rasters and the web map are
// drawn from this. Texts are English and keys of the catalogue (host/language): whoever shows them asks `said`.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace laad {

/// 0xRRGGBB.
using Rgb = std::uint32_t;

/// What stands for a class: a filled area, a sign at a point, a line, or words in a legend alone.
enum class Mark : std::uint8_t { area, hatched, line, dot, diamond, triangle, square, hollow_square, words };

struct StyleClass {
    std::string value{};  ///< of the field, where classes are words
    std::string label{};
    Rgb colour{};
    Mark mark{Mark::area};
    double opacity{1};  ///< of an area
    double size_mm{4};  ///< of a sign at a point, in QGIS; on a map it follows from how many there are
    Rgb rim{0x777777};  ///< of an area
    double rim_mm{0.15};
};

/// A value of a cell that is no amount but a code: "not walkable", or a class of land.
struct StyleCode {
    std::int64_t value{};
    std::string label{};
    std::optional<Rgb> colour{};  ///< none: such cells are left as they are
    double opacity{1};
};

/// The classes of a quantity. Of numbers, class i holds those up to and including upper[i], the last one those above;
/// of words, each class holds its value. A style with neither has one class, or codes alone.
struct Style {
    std::string heading{};  ///< above the classes in a legend; says the unit
    std::vector<StyleClass> classes{};
    std::string field{};                ///< of a table, that tells the class
    std::string labels{};               ///< a field of a table that is written beside each feature; empty: none
    std::vector<std::int64_t> upper{};  ///< whole numbers as in the cells or rows, ascending
    double per_unit{1};                 ///< what 1 in the unit of heading and field is in `upper`
    bool diverging{};                   ///< to both sides of 0: a legend has the highest class on top
    std::vector<StyleCode> codes{};     ///< they go before the classes
    std::string message{};              ///< what its colours mean, in one plain sentence

    StyleClass const& of(std::int64_t number) const
    {
        return classes[static_cast<std::size_t>(std::ranges::lower_bound(upper, number) - upper.begin())];
    }
    /// Errors  ContractError: no class has this value
    StyleClass const& of(std::string_view value) const;
    /// Null: the number is no code.
    StyleCode const* code(std::int64_t number) const
    {
        auto const found = std::ranges::find(codes, number, &StyleCode::value);
        return found == codes.end() ? nullptr : &*found;
    }
};

}  // namespace laad
