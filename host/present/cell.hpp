// SPDX-License-Identifier: Apache-2.0
// What a cell of a table may be. The type says how it stands in files (unit, kind) and how a page shows it.
#pragma once

#include "host/language/said_note.hpp"
#include "host/present/words.hpp"
#include "host/scenario/vocabulary.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace laad {

struct Energy {  ///< in files kWh, on a page whole kWh
    std::int64_t wh{};
};
struct Worth {  ///< likewise, of a figure in thousandths of a Wh
    WeightedWh thousandths{};
};
struct Power {  ///< in files kW, on a page whole kW
    std::int64_t w{};
};
struct Portion {  ///< in files per cent to hundredths, on a page to tenths; nothing of a whole of 0
    std::int64_t part{};
    std::int64_t whole{};
};
struct Ordinal {  ///< names a thing: a page does not group its digits
    std::int64_t number{};
};
struct Decimal {  ///< a page shows so many decimals
    double value{};
    int decimals{};
};
struct Sentence {  ///< in English (to_say): in files in the language spoken, as a page is
    std::string text;
};
struct Figures {  ///< a text that is read as a number: "12 / 30"
    std::string text;
};

template <class T>
struct TableCell;

template <std::integral T>
struct TableCell<T> {
    static constexpr auto kind = FieldKind::integer;
    static constexpr bool is_number = true;
    static Value value(std::int64_t count) { return count; }
    static std::string shown(std::int64_t count) { return grouped(count); }
};
template <>
struct TableCell<bool> {
    static constexpr auto kind = FieldKind::text;
    static constexpr bool is_number = false;
    static std::string shown(bool yes) { return yes ? "yes" : "no"; }
    static Value value(bool yes) { return shown(yes); }
};
template <std::convertible_to<std::string_view> T>
struct TableCell<T> {
    static constexpr auto kind = FieldKind::text;
    static constexpr bool is_number = false;
    static Value value(std::string_view text) { return std::string{text}; }
    static std::string shown(std::string_view text) { return std::string{text}; }
};

template <>
struct TableCell<Sentence> : TableCell<std::string> {
    static Value value(Sentence const& sentence) { return said_note(sentence.text); }
    static std::string shown(Sentence const& sentence) { return sentence.text; }
};
template <>
struct TableCell<AreaLevel> : TableCell<std::string> {
    static Value value(AreaLevel level) { return name(level); }
    static std::string shown(AreaLevel level) { return name(level); }
};
template <>
struct TableCell<Ordinal> : TableCell<std::int64_t> {
    static Value value(Ordinal ordinal) { return ordinal.number; }
    static std::string shown(Ordinal ordinal) { return std::to_string(ordinal.number); }
};

/// What the cells of numbers with decimals share.
struct RealCell {
    static constexpr auto kind = FieldKind::real;
    static constexpr bool is_number = true;
};
template <>
struct TableCell<Decimal> : RealCell {
    static Value value(Decimal number) { return number.value; }
    static std::string shown(Decimal);
};
template <>
struct TableCell<double> : RealCell {
    static Value value(double number) { return number; }
    static std::string shown(double number) { return TableCell<Decimal>::shown({number, 0}); }
};
template <>
struct TableCell<Energy> : RealCell {
    static Value value(Energy energy) { return kwh(energy.wh); }
    static std::string shown(Energy energy) { return whole_kwh(energy.wh); }
};
template <>
struct TableCell<Worth> : RealCell {
    static Value value(Worth worth) { return weighted_kwh(worth.thousandths); }
    static std::string shown(Worth worth) { return whole_kwh(worth.thousandths / 1000); }
};
template <>
struct TableCell<Power> : RealCell {
    static Value value(Power power) { return kw(power.w); }
    static std::string shown(Power power) { return TableCell<double>::shown(kw(power.w)); }
};
template <>
struct TableCell<Portion> : RealCell {
    static Value value(Portion);
    static std::string shown(Portion portion) { return percent(portion.part, portion.whole); }
};
template <>
struct TableCell<Figures> {
    static constexpr auto kind = FieldKind::text;
    static constexpr bool is_number = true;
    static Value value(Figures const& figures) { return figures.text; }
    static std::string shown(Figures const& figures) { return figures.text; }
};
template <class T>
struct TableCell<std::optional<T>> {
    static constexpr auto kind = TableCell<T>::kind;
    static constexpr bool is_number = TableCell<T>::is_number;
    static Value value(std::optional<T> const& known) { return known ? TableCell<T>::value(*known) : Value{}; }
    static std::string shown(std::optional<T> const& known) { return known ? TableCell<T>::shown(*known) : "-"; }
};

}  // namespace laad
