# What `cmake --install` puts where: the header, both libraries, the program, a CMake package and a pkg-config file.
# Nothing installed holds an absolute path, so the prefix may be moved afterwards (tests/install proves it).
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/guarantee)

install(FILES ${PROJECT_SOURCE_DIR}/include/guarantee.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
# Two export sets: who links the shared library needs neither pkg-config nor the development files of its dependencies.
install(TARGETS guarantee EXPORT guarantee-shared)
install(TARGETS guarantee_static EXPORT guarantee-static)
foreach(kind shared static)
  install(EXPORT guarantee-${kind} NAMESPACE guarantee:: DESTINATION ${package_dir}
    FILE guarantee-${kind}-targets.cmake)
endforeach()
if(TARGET guarantee_cli)
  install(TARGETS guarantee_cli)
endif()

configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/guarantee-config.cmake.in
  ${PROJECT_BINARY_DIR}/guarantee-config.cmake INSTALL_DESTINATION ${package_dir})
# Before 1.0 a new minor version may add and deprecate, never break within one soname; so the major decides.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/guarantee-config-version.cmake COMPATIBILITY SameMajorVersion)
install(FILES ${PROJECT_BINARY_DIR}/guarantee-config.cmake ${PROJECT_BINARY_DIR}/guarantee-config-version.cmake
  DESTINATION ${package_dir})

# ${pcfiledir} is where the .pc file is; the way from there to the prefix depends on the library directory alone.
file(RELATIVE_PATH GUARANTEE_PC_TO_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
if(GUARANTEE_BUNDLE_STATIC_DEPS)
  set(GUARANTEE_PC_NOTE "The shared library holds libyaml and utf8proc; the static one needs them.")
else()
  set(GUARANTEE_PC_NOTE "Both are needed only by the library itself, never by its header.")
endif()
configure_file(${PROJECT_SOURCE_DIR}/pkgconfig/libguarantee.pc.in ${PROJECT_BINARY_DIR}/libguarantee.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/libguarantee.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
