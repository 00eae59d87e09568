// SPDX-License-Identifier: Apache-2.0
// The fields of basemap.fgb. In the order of drawing its features go by rule, then by feature.
#pragma once

namespace laad::base_map_fields {

inline constexpr char const* surface = "surface";  ///< as region.toml says it
inline constexpr char const* name = "name";        ///< NULL: none
inline constexpr char const* width_m = "width_m";  ///< of lines; NULL: not known
inline constexpr char const* level = "level";      ///< NULL: on the ground
inline constexpr char const* rule = "rule";        ///< 0, 1 ...: the [[surface]] rules by surface, then as they stand
inline constexpr char const* feature = "feature";  ///< its number in the layer of its rule

}  // namespace laad::base_map_fields
