// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/layer_windows.hpp"

#include "rasters/io/vectors/layer_reader.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <thread>

namespace laad {

struct LayerWindows::Impl {
    LayerRequest request;
    FeatureTable about;
    bool only_polygons{};

    // A layer that is not read by window is held.
    std::optional<FeatureTable> held;
    std::vector<Box> boxes;

    std::mutex mutex;
    LayerReader const* first{};  ///< one of the readers
    std::map<std::thread::id, std::unique_ptr<LayerReader>> readers;
    std::map<std::int64_t, Rejected> rejected;
    std::set<std::int64_t> repaired;
    bool any_feature{};
    bool any_shape{};
    std::set<std::int64_t> only_points;
    std::vector<std::int64_t> over;  ///< some more than once

    LayerReader& reader_of_this_thread()
    {
        auto const me = std::this_thread::get_id();
        {
            std::scoped_lock const lock{mutex};
            if (auto const found = readers.find(me); found != readers.end()) return *found->second;
        }
        auto opened = std::make_unique<LayerReader>(request, first);
        std::scoped_lock const lock{mutex};
        return *(readers[me] = std::move(opened));
    }

    void look_at(FeatureTable const& table)
    {
        for (auto const& feature : table.features) {
            bool const shape = !feature.geometry.lines.empty() || !feature.geometry.polygons.empty();
            any_shape |= shape;
            if (!shape) only_points.insert(feature.id);
        }
        over.insert(over.end(), table.over.begin(), table.over.end());
    }

    std::vector<Feature> held_in(Box const& window) const
    {
        std::vector<Feature> features;
        for (std::size_t i = 0; i < boxes.size(); ++i)
            if (overlap(boxes[i], window)) features.push_back(held->features[i]);
        return features;
    }

    std::vector<Feature> read_in(Box const& window)
    {
        auto table = reader_of_this_thread().read(window);
        std::ranges::sort(table.features, {}, &Feature::id);
        std::scoped_lock const lock{mutex};
        any_feature |= !table.features.empty();
        look_at(table);
        repaired.insert(table.repaired.begin(), table.repaired.end());
        for (auto& row : table.rejected)
            rejected.try_emplace(row.feature, std::move(row));
        return std::move(table.features);
    }
};

LayerWindows::LayerWindows(LayerRequest request) : impl_{std::make_shared<Impl>()}
{
    impl_->request = std::move(request);
    auto reader = std::make_unique<LayerReader>(impl_->request);
    impl_->about = reader->about();
    impl_->only_polygons = reader->only_polygons();
    if (reader->is_large_and_indexed()) {
        impl_->first = reader.get();
        impl_->readers[std::this_thread::get_id()] = std::move(reader);
        return;
    }
    impl_->held = reader->read();
    impl_->look_at(*impl_->held);
    std::ranges::sort(impl_->held->features, {}, &Feature::id);
    for (auto const& feature : impl_->held->features)
        impl_->boxes.push_back(box_of(feature.geometry));
}

FeatureTable const& LayerWindows::about() const
{
    return impl_->about;
}

bool LayerWindows::only_polygons() const
{
    return impl_->only_polygons;
}

std::vector<Feature> LayerWindows::in(Box const& window) const
{
    return impl_->held ? impl_->held_in(window) : impl_->read_in(window);
}

LayerWindows::Seen LayerWindows::seen() const
{
    auto ended = impl_->over;
    std::ranges::sort(ended);
    auto const again = std::ranges::unique(ended);
    Seen seen;
    seen.any_shape = impl_->any_shape;
    seen.only_points.assign(impl_->only_points.begin(), impl_->only_points.end());
    seen.over = std::ssize(ended) - std::ssize(again);
    if (auto const& held = impl_->held) {
        seen.any = !held->features.empty();
        seen.repaired = std::ssize(held->repaired);
        seen.rejected = held->rejected;
        return seen;
    }
    seen.any = impl_->any_feature;
    seen.repaired = std::ssize(impl_->repaired);
    for (auto const& [id, row] : impl_->rejected)
        seen.rejected.push_back(row);
    return seen;
}

}  // namespace laad
