// SPDX-License-Identifier: Apache-2.0
// Texts of the inputs where they could do harm: on a terminal, in a spreadsheet, as the name of a file.
#pragma once

#include <string>
#include <string_view>

namespace laad {

/// Control characters but line ends and tabs, and bytes that are no UTF-8, are shown as \x1b: none reaches a terminal.
std::string for_terminal(std::string_view text);

/// A text as a cell of a CSV, quoted where RFC 4180 asks for it or the separator is in it. One that a spreadsheet would
/// take for a formula, as it begins with = + - @ or a tab and is no number, gets an apostrophe before it.
std::string csv_cell(std::string_view text, char separator = ',');
/// What csv_cell was given, from a cell without its quotes.
std::string from_csv_cell(std::string text);

/// A text as the name of a file or folder: letters, digits, . _ - and what is not ASCII stay, all else becomes _; it
/// begins with no dot and has at most 100 bytes.
std::string as_file_name(std::string_view text);

}  // namespace laad
