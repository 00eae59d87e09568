// SPDX-License-Identifier: Apache-2.0
// From the neighbourhoods of one CBS edition to those of another: codes and borders change every year.
#pragma once

#include "host/intake/layer_names.hpp"
#include "host/prognosis/slice.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace laad {

struct Crosswalk {
    enum class Kind { none, table, area_overlap };
    struct Part {
        std::string to;
        std::int64_t weight{};  ///< > 0, in proportion
    };
    Kind kind{Kind::none};
    std::map<std::string, std::vector<Part>> parts;  ///< by old neighbourhood; none: nothing holds it
    std::vector<std::string> notes;
};

char const* in_words(Crosswalk::Kind);  ///< "none", "table" or "area overlap"

/// Reads the columns from_buurt, to_buurt and share. The shares of a from_buurt sum to 1; what rounding left, at most
/// 0.001, is divided in proportion. `known`: the neighbourhoods of the region.
/// Errors  InputError with file and line: a missing column; a to_buurt that is not known (nearest name); a pair that is
///         there twice; a share outside 0 to 1; a from_buurt whose shares do not sum to 1
Crosswalk read_crosswalk(std::filesystem::path const& file, LayerNames& known);

/// The old neighbourhoods that touch the grid, by area: an old neighbourhood goes to the neighbourhoods that hold part
/// of it, in proportion to the surface (dm²) they share; parts of at most 0.1 % of it are taken for drawing
/// differences. So charging is taken to be spread evenly over the surface of a neighbourhood, which a note says;
/// another names those of which less than 90 % is held. Old neighbourhoods that do not touch the grid are not in it.
/// Errors  InputError: see read_layer; no such key field; an old neighbourhood that is there twice
Crosswalk crosswalk_by_area(LayerRef const& old_neighbourhoods, std::string const& old_key_field, RegionConfig const&,
                            GridSpec const&);

/// Divides each figure over the neighbourhoods that its own went to, exactly (see apportion); several figures of a new
/// neighbourhood stay apart. Figures of neighbourhoods without parts are left out; returns what is lost with each, as
/// PrognosisRow::value.
std::map<std::string, std::int64_t> bring_over(Crosswalk const&, PrognosisSlice&);

}  // namespace laad
