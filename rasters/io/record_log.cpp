// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/record_log.hpp"

#include <xxhash.h>

#include <algorithm>
#include <optional>

namespace laad {
namespace {

using Bytes = RecordLog::Bytes;

// A record: size (8 bytes), content, XXH3-64 of the content (8 bytes).
constexpr std::size_t frame = 16;

std::uint64_t number_at(Bytes bytes, std::size_t at)
{
    std::uint64_t number{};
    std::memcpy(&number, bytes.data() + at, sizeof number);
    return number;
}

/// The content of the record at the start of `bytes`, when it is whole.
std::optional<Bytes> first_record(Bytes bytes)
{
    if (bytes.size() < frame || number_at(bytes, 0) > bytes.size() - frame) return {};
    Bytes const content = bytes.subspan(8, number_at(bytes, 0));
    if (number_at(bytes, 8 + content.size()) != XXH3_64bits(content.data(), content.size())) return {};
    return content;
}

}  // namespace

RecordLog::RecordLog(std::filesystem::path const& file, std::string_view header,
                     std::function<void(Bytes)> const& found)
    : file_{file, file.string()}
{
    std::vector<std::byte> all(static_cast<std::size_t>(file_.size()));
    if (!file_.read(0, all)) all.clear();
    Bytes const wanted = std::as_bytes(std::span{header});
    std::optional<Bytes> record = first_record(all);
    begun_anew_ = !record || !std::ranges::equal(*record, wanted);
    while (!begun_anew_ && record) {
        if (end_ > 0) found(*record);
        end_ += static_cast<std::int64_t>(record->size() + frame);
        record = first_record(Bytes{all}.subspan(static_cast<std::size_t>(end_)));
    }
    file_.resize(end_);
    if (begun_anew_) append(wanted);
}

void RecordLog::append(Bytes record)
{
    std::vector<std::byte> all;
    append_value(all, std::uint64_t{record.size()});
    laad::append(all, record);
    append_value(all, std::uint64_t{XXH3_64bits(record.data(), record.size())});
    file_.write(end_, all);  // when this fails, the next record takes the place
    end_ += static_cast<std::int64_t>(all.size());
}

}  // namespace laad
