// SPDX-License-Identifier: Apache-2.0
// One open layer, read whole or by window, feature by feature.
#pragma once

#include "rasters/io/files/crs.hpp"
#include "rasters/io/files/gdal_init.hpp"
#include "rasters/io/vectors/ogr_layer.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <ogrsf_frmts.h>

#include <optional>
#include <string>
#include <vector>

namespace laad {

/// The fields with which the BGT says that an object is no longer, or not yet, there: eindRegistratie, terminationDate
/// and bgt-status, in any spelling (eind_registratie, BGT_STATUS). A field `status` counts beside one of the first two.
class Lifecycle {
  public:
    Lifecycle() = default;
    explicit Lifecycle(std::vector<std::string> const& fields);

    bool reads(int field) const;
    /// Whether an object has ended, or its status is another one than bestaand.
    bool is_over(OGRFeature const&) const;

  private:
    struct Sign {
        int field{};
        enum Kind {
            end,         ///< with anything in it the object has ended
            bgt_status,  ///< anything but bestaand is not there
            status,      ///< only plan and historie are not there
        } kind{};
    };
    std::vector<Sign> signs_;
};

/// Belongs to one thread: a dataset of GDAL does.
class LayerReader {
  public:
    /// `first`: a reader of the same layer, opened once more for another thread; what was found out about it is not
    /// looked for again. Errors  InputError: as read_layer, apart from the coordinates
    explicit LayerReader(LayerRequest const&, LayerReader const* first = nullptr);

    /// File, layer and fields, no features.
    FeatureTable const& about() const { return about_; }
    /// Whether a window of a large layer can be read through its spatial index. Smaller layers are read whole, so that
    /// features without usable coordinates, which no index finds, are seen and listed.
    bool is_large_and_indexed() const { return is_large_and_indexed_; }
    /// Whether the layer says that it holds nothing but polygons.
    bool only_polygons() const;

    /// Features that touch `request.within`, through the spatial index where that is safe.
    FeatureTable read();
    /// Of those, the ones whose bounding box touches `window`.
    FeatureTable read(Box const& window);

  private:
    void open();
    bool has_nothing();
    void choose_crs();
    void choose_geometry();
    bool can_use_index();
    bool extent_makes_sense() const;
    void choose_fields();
    void restrict_to(Box const&);
    void read_all();
    [[noreturn]] void stopped(std::int64_t count) const;
    void check_count(std::int64_t count) const;
    void take(OGRFeature&);
    void keep(OGRFeature const&, OGRGeometry const&, Geometry plain);
    void reject(OGRFeature const&, std::string reason);
    std::string why_no_shape(OGRFeature const&) const;
    void reject_outside(OGRFeature const&, Box const& source);
    std::string outside(Box const& source) const;
    std::string all_outside() const;

    LayerRequest request_;
    std::filesystem::path source_;  ///< that is opened: the file of the request, or a copy with a whole index
    GDALDatasetUniquePtr dataset_;
    OGRLayer* layer_{};                      ///< null: the file has none
    int geometry_{};                         ///< number of the geometry field that is read
    std::shared_ptr<FeatureIds const> ids_;  ///< of the features that the condition holds for; null: all that come
    Lifecycle lifecycle_;
    std::string where_;
    std::optional<Reprojection> reprojection_;
    std::optional<Box> use_;
    std::optional<OGRPolygon> within_;
    std::vector<int> wanted_;  ///< fields that are read
    bool is_large_and_indexed_{};
    bool says_why_{};  ///< a field of the layer says why a feature has no shape
    FeatureTable about_;

    // Of the reading that goes on.
    GdalMessages* messages_{};
    std::optional<Box> window_;
    FeatureTable table_;
    Box first_outside_;
    std::int64_t outside_{};
    std::int64_t inside_{};
};

}  // namespace laad
