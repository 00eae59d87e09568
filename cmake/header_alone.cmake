# SPDX-License-Identifier: Apache-2.0
# Every header compiles by itself, so include order never matters.
file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/rasters/*.hpp
     ${PROJECT_SOURCE_DIR}/kernels/*.hpp ${PROJECT_SOURCE_DIR}/host/*.hpp)
list(FILTER headers EXCLUDE REGEX "^kernels/cuda/")
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
target_link_libraries(header_alone PRIVATE laad_compare GDAL::GDAL TBB::tbb fmt::fmt nlohmann_json::nlohmann_json ${OpenCV_LIBS})
