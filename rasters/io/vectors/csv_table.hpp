// SPDX-License-Identifier: Apache-2.0
// Tables of text with a header, read strictly: GDAL's reader fills up short rows and knows no line numbers.
#pragma once

#include "rasters/io/vectors/vector_file.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace laad {

/// Whether the name says so: .csv, .tsv or .txt in any case, of a path into an archive too.
bool is_csv(std::filesystem::path const& file);

/// The rows of a CSV (RFC 4180). Left out is what spreadsheets leave behind: rows and columns with nothing in them. The
/// separator is the one of comma, semicolon and tab that the first line has most of, or what a first line `sep=;` says.
/// UTF-8, or UTF-16 that begins with its byte order mark.
/// Errors  InputError, which names the file and the line: missing, a folder, unreadable, empty, an unclosed quote, text
///         that is not UTF-8, a row of another length than the header, a column without a name or one that occurs twice
FeatureTable read_csv(std::filesystem::path const& file);

/// The names in the header of a CSV. Errors  InputError: as read_csv, as far as the header goes
std::vector<std::string> csv_fields(std::filesystem::path const& file);

}  // namespace laad
