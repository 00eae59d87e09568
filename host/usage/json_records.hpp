// SPDX-License-Identifier: Apache-2.0
// A JSON file of any size, cut into its records.
#pragma once

#include "rasters/io/files/byte_stream.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace laad {

/// Objects of a JSON file. Behind the last one lie as many bytes as simdjson may read beyond its end.
struct RecordBatch {
    static constexpr std::size_t padding = 64;
    struct Record {
        std::size_t begin{};
        std::size_t size{};
    };
    std::string bytes;
    std::vector<Record> records;
    std::int64_t first_number{};  ///< of its records in the file, from 1 on
    std::int64_t strays{};        ///< what stands in the list and is no object
};

/// The objects in a list, in a list under the key `data` of an object (an answer of OCPI), or one after the other (JSON
/// lines), which it tells apart by itself. Only brackets and texts are followed: whether a record is right, its reader
/// sees.
///
/// Errors  InputError: the file cannot be read; a record of over 16 MB; brackets or a text that do not close; no record
///         and no list
/// Cost    a few MB, however large the file
class JsonRecords {
  public:
    explicit JsonRecords(std::filesystem::path const& file);

    /// The next few hundred records; false at the end of the file.
    bool next(RecordBatch&);

  private:
    void feed(RecordBatch&);
    void value(RecordBatch&);
    void keep(RecordBatch&, std::size_t end);
    void finish() const;

    std::string name_;
    ByteStream in_;
    std::vector<char> piece_;
    std::size_t at_{};
    std::size_t end_{};
    bool is_over_{};
    std::int64_t records_{};  ///< given before

    std::int64_t depth_{};
    std::int64_t list_depth_{-1};    ///< brackets around the records of a list; −1: in none
    std::int64_t record_depth_{-1};  ///< brackets around the record that is read; −1: none is
    bool may_be_answer_{};           ///< the record is an object at the top: it may have `data`
    bool in_text_{};
    bool escaped_{};
    bool found_{};
    bool element_is_object_{};
    bool element_is_other_{};
    std::size_t from_{};    ///< in `piece_`: from where the record is still to be kept
    std::size_t record_{};  ///< in the batch: where it begins
    std::string key_;       ///< the last text at depth 1, cut off
    bool after_key_{};      ///< a colon came after it
};

}  // namespace laad
