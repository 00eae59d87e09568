// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/scenario/scenario.hpp"
#include "host/usage/calendar.hpp"
#include "host/usage/record_buckets.hpp"
#include "host/usage/use_faults.hpp"
#include "host/usage/use_frame.hpp"
#include "host/usage/use_records.hpp"
#include "host/usage/use_sink.hpp"

#include <atomic>
#include <filesystem>
#include <mutex>
#include <span>
#include <vector>

namespace laad {

/// What was added up, and what was found wrong meanwhile.
struct AddedUse {
    Use use;  ///< without sources
    FaultCounts faults;
    std::int64_t crowded_s{};  ///< of charge points, beyond what a station has: not counted
};

/// Takes what is read, apart by site and on disk when it is much, and adds it up. The result does not depend on the
/// order in which records come, nor on the number of threads.
///
/// Units   minutes of charge points (EVSE), Wh
/// Nodata  sites of which nothing came are not known
/// Errors  InputError: a time zone or a day that does not exist; OutputError: the scratch file cannot be written
/// Cost    48 B of disk a session, 28 a sample; 32 MiB and a share of them for each thread in memory
/// Source  docs/methods/usage.md#how-use-is-added-up
class UseAdder : public UseSink {
  public:
    /// `evse_of_site`: charge points that stand there; `scratch`: a folder of our own
    UseAdder(UsageConfig const&, std::vector<int> evse_of_site, std::filesystem::path const& scratch);

    void add(Session const&) override;
    void add(Sample const&) override;

    /// Once, after all was added; on the threads of the caller's arena.
    AddedUse add_up();

  private:
    /// Of a file: the days that it is said to cover, and when its sessions begin.
    struct FileTime {
        std::int64_t from_s{earliest_s};
        std::int64_t until_s{latest_s};
        std::atomic<std::int64_t> first_s{latest_s};
        std::atomic<std::int64_t> last_s{earliest_s - 1};
    };

    bool is_wrong(UseFault, std::int32_t file, std::int64_t energy_wh);
    bool stands(std::int32_t site, std::int32_t file, std::int64_t energy_wh);
    QuarterRange covered(FileTime const&) const;
    void add_bucket(std::size_t bucket, UseFrame const&, AddedUse& to, std::vector<std::int32_t>& first_months);

    UsageConfig const config_;
    std::vector<int> const evse_;
    Calendar calendar_;
    std::vector<FileTime> files_;
    RecordBuckets<SessionRecord> sessions_;
    RecordBuckets<SampleRecord> samples_;
    std::atomic<std::int64_t> sampled_from_min_{latest_s / 60};
    std::atomic<std::int64_t> sampled_until_min_{earliest_s / 60};
    std::mutex mutex_;
    FaultCounts faults_;
};

}  // namespace laad
