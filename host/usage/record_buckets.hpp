// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/error.hpp"
#include "rasters/io/files/positioned_file.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace laad {

/// More records than fit in memory, apart in buckets. Each bucket fills a piece of memory that goes to the file when it
/// is full. The file has no name once it is open, so that its space is free again however the program ends.
template <class Record>
class RecordBuckets {
    static_assert(std::is_trivially_copyable_v<Record>);

  public:
    static constexpr std::size_t piece_records = (std::size_t{1} << 16) / sizeof(Record);

    /// `folder`: exists and is our own.
    /// Errors  OutputError: the file cannot be made
    RecordBuckets(std::filesystem::path const& folder, std::string const& name, std::size_t buckets)
        : file_{folder / name, (folder / name).string()}, buckets_(buckets)
    {
        std::error_code error;
        std::filesystem::remove(folder / name, error);
    }

    std::size_t size() const { return buckets_.size(); }

    /// From any thread. Errors  OutputError: the disk is full
    void add(std::size_t bucket, Record const& record)
    {
        Bucket& to = buckets_[bucket];
        std::scoped_lock const lock{to.mutex};
        if (to.open.capacity() == 0) to.open.reserve(piece_records);
        to.open.push_back(record);
        if (to.open.size() < piece_records) return;
        std::int64_t const at = end_.fetch_add(piece_bytes);
        file_.write(at, std::as_bytes(std::span{to.open}));
        to.pieces.push_back(at);
        to.open.clear();
    }

    /// What was added to a bucket, in no order that means something; the bucket is empty then. After all were added.
    /// Errors  OutputError: the file cannot be read back
    std::vector<Record> take(std::size_t bucket)
    {
        Bucket& from = buckets_[bucket];
        std::vector<Record> records(from.pieces.size() * piece_records);
        std::size_t filled = 0;
        for (std::int64_t const at : from.pieces) {
            auto const piece = std::span{records}.subspan(filled, piece_records);
            if (!file_.read(at, std::as_writable_bytes(piece)))
                throw OutputError{file_.name() + ": cannot be read back, does the disk fail? Run again"};
            file_.discard(at, piece_bytes);
            filled += piece_records;
        }
        records.insert(records.end(), from.open.begin(), from.open.end());
        from.pieces = {};
        from.open = {};
        return records;
    }

  private:
    static constexpr std::int64_t piece_bytes = piece_records * sizeof(Record);

    struct Bucket {
        std::mutex mutex;
        std::vector<Record> open;
        std::vector<std::int64_t> pieces;  ///< where they lie in the file
    };

    PositionedFile file_;
    std::atomic<std::int64_t> end_{0};
    std::vector<Bucket> buckets_;
};

}  // namespace laad
