# SPDX-License-Identifier: Apache-2.0
# How our targets are made: warnings are errors, one static library a folder, found by its sources.

# restrict: g++ 12 sees overlapping copies in "text" + std::string at -O3 (GCC bug 105651).
# maybe-uninitialized: g++ 12 reports the inactive members of a std::variant; the sanitiser preset finds real ones.
# subobject-linkage: g++ takes a file of a unity build for a header, whose private types others could see; and there a name
# of one file may stand in another (shadow=local).
# 554: View<T const> has a conversion to itself that is never called; nvcc warns, g++ does not.
function(laad_strict target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
  target_compile_options(${target} PRIVATE
    $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra $<IF:$<BOOL:${CMAKE_UNITY_BUILD}>,-Wshadow=local,-Wshadow> -Wconversion -Werror -Wno-maybe-uninitialized -Wno-restrict -Wno-subobject-linkage>
    $<$<COMPILE_LANGUAGE:CUDA>:-Xcompiler=-Wall,-Wextra,-Wshadow,-Werror -Werror=all-warnings -diag-suppress=554 --expt-relaxed-constexpr>)
endfunction()

# laad_library(<name> <folder> PUBLIC <deps...> PRIVATE <deps...>): target laad_<name>, alias laadraster::<name>.
function(laad_library name folder)
  cmake_parse_arguments(arg "" "" "PUBLIC;PRIVATE" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.cpp ${PROJECT_SOURCE_DIR}/${folder}/*/*.cpp)
  add_library(laad_${name} STATIC ${sources})
  add_library(laadraster::${name} ALIAS laad_${name})
  set_target_properties(laad_${name} PROPERTIES EXPORT_NAME ${name})
  laad_strict(laad_${name})
  target_link_libraries(laad_${name} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
  install(TARGETS laad_${name} EXPORT laadraster-targets ARCHIVE)
endfunction()
