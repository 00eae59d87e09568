// SPDX-License-Identifier: Apache-2.0
#include "host/usage/json_records.hpp"

#include "rasters/error.hpp"

#include <array>

namespace laad {
namespace {

constexpr std::size_t json_piece_bytes = 1 << 20;
constexpr std::size_t batch_bytes = 1 << 19;
constexpr std::size_t batch_records = 1024;
constexpr std::size_t most_record_bytes = 16 << 20;
constexpr std::size_t key_bytes = 8;

/// Whether a byte is_mark outside of texts.
constexpr std::array<bool, 256> is_mark = [] {
    std::array<bool, 256> table{};
    for (char const c : {'"', '{', '}', '[', ']'})
        table[static_cast<unsigned char>(c)] = true;
    return table;
}();

bool is_json_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

}  // namespace

JsonRecords::JsonRecords(std::filesystem::path const& file) : name_{file.string()}, in_{file}, piece_(json_piece_bytes)
{
    end_ = in_.read(piece_);
    if (std::string_view{piece_.data(), end_}.starts_with("\xEF\xBB\xBF")) at_ = 3;
}

bool JsonRecords::next(RecordBatch& batch)
{
    batch.bytes.clear();
    batch.records.clear();
    batch.strays = 0;
    batch.first_number = records_ + 1;
    record_ = 0;
    while (!is_over_) {
        from_ = at_;
        feed(batch);
        if (record_depth_ >= 0) keep(batch, at_);
        bool const is_full = batch.bytes.size() >= batch_bytes || batch.records.size() >= batch_records;
        if (is_full && record_depth_ < 0) break;
        if (at_ < end_) continue;
        end_ = in_.read(piece_);
        at_ = 0;
        if (end_ == 0) {
            is_over_ = true;
            finish();
        }
    }
    records_ += std::ssize(batch.records);
    batch.bytes.append(RecordBatch::padding, ' ');
    return !batch.records.empty() || batch.strays > 0 || !is_over_;
}

/// Adds the bytes of the record up to `end` to the batch.
void JsonRecords::keep(RecordBatch& batch, std::size_t end)
{
    batch.bytes.append(piece_.data() + from_, end - from_);
    from_ = end;
    if (batch.bytes.size() - record_ > most_record_bytes)
        throw InputError{name_ +
                         ": holds a record of more than 16 MB; is it a list of charging sessions or charge "
                         "locations?"};
}

/// Goes on to the end of the piece, or to the end of a record with which the batch is full.
void JsonRecords::feed(RecordBatch& batch)
{
    while (at_ < end_) {
        if (in_text_) {
            while (at_ < end_) {
                char const c = piece_[at_++];
                if (may_be_answer_ && depth_ == 1 && key_.size() < key_bytes && (c != '"' || escaped_)) key_ += c;
                if (escaped_)
                    escaped_ = false;
                else if (c == '\\')
                    escaped_ = true;
                else if (c == '"') {
                    in_text_ = false;
                    break;
                }
            }
            continue;
        }
        bool const is_deep = record_depth_ >= 0 && (depth_ > record_depth_ + 1 || !may_be_answer_);
        if (is_deep) {
            while (at_ < end_ && !is_mark[static_cast<unsigned char>(piece_[at_])])
                ++at_;
            if (at_ == end_) return;
        }
        value(batch);
        bool const is_full = batch.bytes.size() >= batch_bytes || batch.records.size() >= batch_records;
        if (is_full && record_depth_ < 0) return;
    }
}

/// One byte outside of texts.
void JsonRecords::value(RecordBatch& batch)
{
    char const c = piece_[at_];
    bool const in_record = record_depth_ >= 0;
    bool const between = !in_record && (depth_ == list_depth_ || (depth_ == 0 && list_depth_ < 0));
    bool const at_data = may_be_answer_ && depth_ == 1 && after_key_ && key_ == "data";
    ++at_;
    switch (c) {
        case '"':
            in_text_ = true;
            if (between) element_is_other_ = true;
            if (may_be_answer_ && depth_ == 1 && !after_key_) key_.clear();
            return;
        case ':':
            if (may_be_answer_ && depth_ == 1) after_key_ = true;
            break;
        case ',':
            if (may_be_answer_ && depth_ == 1) {
                after_key_ = false;
                key_.clear();
            }
            break;
        case '{':
            if (between || at_data) {  // a record begins
                if (at_data) batch.bytes.resize(record_);
                may_be_answer_ = depth_ == 0;
                record_depth_ = depth_;
                record_ = batch.bytes.size();
                from_ = at_ - 1;
                key_.clear();
                after_key_ = false;
                element_is_object_ = found_ = true;
            }
            ++depth_;
            return;
        case '[':
            if (at_data || (between && depth_ == 0)) {
                if (at_data) batch.bytes.resize(record_);
                may_be_answer_ = false;
                record_depth_ = -1;
                found_ = true;
                element_is_object_ = element_is_other_ = false;
                list_depth_ = ++depth_;
                return;
            }
            if (between) element_is_other_ = true;
            ++depth_;
            return;
        case '}':
        case ']':
            if (depth_ == 0) throw InputError{name_ + ": a bracket closes that never opened; is it JSON?"};
            if (depth_ == list_depth_ && !in_record) {
                if (element_is_other_ && !element_is_object_) ++batch.strays;
                element_is_object_ = element_is_other_ = false;
                list_depth_ = -1;
            }
            --depth_;
            if (depth_ == record_depth_) {
                keep(batch, at_);
                batch.records.push_back({record_, batch.bytes.size() - record_});
                record_ = batch.bytes.size();
                record_depth_ = -1;
                may_be_answer_ = false;
            }
            return;
        default:
            break;
    }
    if (!between || is_json_blank(c)) return;
    if (c == ',') {
        if (element_is_other_ && !element_is_object_) ++batch.strays;
        element_is_object_ = element_is_other_ = false;
    } else if (depth_ == 0) {
        throw InputError{name_ + ": is no JSON list, nor JSON with an object a line"};
    } else {
        element_is_other_ = true;
    }
}

void JsonRecords::finish() const
{
    if (in_text_ || depth_ != 0)
        throw InputError{name_ + ": ends in the middle of a record; is the download complete?"};
    if (!found_) throw InputError{name_ + ": holds no list of records"};
}

}  // namespace laad
