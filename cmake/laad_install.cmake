# SPDX-License-Identifier: Apache-2.0
# find_package(laadraster) after install: headers under include/laadraster, targets laadraster::<folder>.
include(CMakePackageConfigHelpers)

install(TARGETS laad_rasters EXPORT laadraster-targets)
install(DIRECTORY rasters kernels host DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/laadraster
        FILES_MATCHING PATTERN "*.hpp" PATTERN cpu EXCLUDE PATTERN cuda EXCLUDE)
install(DIRECTORY host/sketch/figures DESTINATION ${CMAKE_INSTALL_DATADIR}/laadraster)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/laadraster)
install(EXPORT laadraster-targets NAMESPACE laadraster:: DESTINATION ${package_dir})
configure_package_config_file(cmake/laadraster-config.cmake.in laadraster-config.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(laadraster-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/laadraster-config.cmake ${PROJECT_BINARY_DIR}/laadraster-config-version.cmake
        DESTINATION ${package_dir})
