# SPDX-License-Identifier: Apache-2.0
# Every header compiles by itself with what it includes of ours, so include order never matters. What headers take from
# the standard library is compiled once for all of them, so a missing <vector> is not found here. A header with which
# another one begins is compiled by that one.
file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/rasters/*.hpp
     ${PROJECT_SOURCE_DIR}/kernels/*.hpp ${PROJECT_SOURCE_DIR}/host/*.hpp)
list(FILTER headers EXCLUDE REGEX "^kernels/cuda/")
set(begun_with)
foreach(header ${headers})
  file(STRINGS ${PROJECT_SOURCE_DIR}/${header} first REGEX "^#include" LIMIT_COUNT 1)
  string(REGEX REPLACE "^#include \"(.*)\"$" "\\1" first "${first}")
  list(APPEND begun_with "${first}")
endforeach()
list(REMOVE_ITEM headers ${begun_with})
set(units)
foreach(header ${headers})
  string(REPLACE "/" "_" unit ${header})
  set(unit ${CMAKE_CURRENT_BINARY_DIR}/header_alone/${unit}.cpp)
  file(GENERATE OUTPUT ${unit} CONTENT "#include \"${header}\"\n#include \"${header}\"\n")
  list(APPEND units ${unit})
endforeach()
add_library(header_alone OBJECT ${units})
laad_strict(header_alone)
target_compile_options(header_alone PRIVATE -O0 -g0)
set_target_properties(header_alone PROPERTIES UNITY_BUILD OFF)
target_precompile_headers(header_alone PRIVATE <algorithm> <array> <chrono> <cmath> <filesystem> <functional> <map>
                          <memory> <numeric> <optional> <random> <set> <span> <string> <string_view> <thread>
                          <unordered_map> <variant> <vector>)
target_link_libraries(header_alone PRIVATE laad_compare GDAL::GDAL TBB::tbb fmt::fmt nlohmann_json::nlohmann_json ${OpenCV_LIBS})
