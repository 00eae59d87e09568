// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>

#include <memory>

namespace laad {

/// How many batches may be in memory.
inline std::size_t batches_at_once()
{
    return 2 * tbb::global_control::active_value(tbb::global_control::max_allowed_parallelism) + 1;
}

/// What `next(batch)` reads, until it gives false.
template <class Batch, class Next>
auto batches_of(Next const& next)
{
    return tbb::make_filter<void, std::shared_ptr<Batch>>(tbb::filter_mode::serial_in_order,
                                                          [&next](tbb::flow_control& flow) {
                                                              auto batch = std::make_shared<Batch>();
                                                              if (next(*batch)) return batch;
                                                              flow.stop();
                                                              return std::shared_ptr<Batch>{};
                                                          });
}

/// Reads batches one after the other with `next(batch)`, until it gives false, and hands each to `take(batch)`, which runs on
/// several threads. Few are in memory at a time.
template <class Batch, class Next, class Take>
void for_each_batch(Next const& next, Take const& take)
{
    tbb::parallel_pipeline(batches_at_once(),
                           batches_of<Batch>(next) & tbb::make_filter<std::shared_ptr<Batch>, void>(
                                                         tbb::filter_mode::parallel,
                                                         [&](std::shared_ptr<Batch> const& batch) { take(*batch); }));
}

/// The same, where `make(batch)` runs on several threads and gives a pointer that `take` then gets in the order of the
/// batches, one at a time.
template <class Batch, class Next, class Make, class Take>
void for_each_batch_in_order(Next const& next, Make const& make, Take const& take)
{
    tbb::parallel_pipeline(
        batches_at_once(),
        batches_of<Batch>(next) &
            tbb::make_filter<std::shared_ptr<Batch>, std::shared_ptr<void>>(
                tbb::filter_mode::parallel, [&](std::shared_ptr<Batch> const& batch) { return make(*batch); }) &
            tbb::make_filter<std::shared_ptr<void>, void>(
                tbb::filter_mode::serial_in_order, [&](std::shared_ptr<void> const& part) { take(part.get()); }));
}

}  // namespace laad
