# libyaml and utf8proc, found by pkg-config (neither ships a CMake package), as interface targets:
#   guarantee_deps         as the shared and the static library need them
#   guarantee_deps_hidden  their static archives, kept out of the symbol table (GUARANTEE_BUNDLE_STATIC_DEPS)
find_package(PkgConfig REQUIRED)
pkg_check_modules(YAML REQUIRED IMPORTED_TARGET yaml-0.1>=0.2.5)
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)

# libutf8proc.pc of 2.8.0 says 2.6.0, so the header is asked.
include(CheckCSourceCompiles)
set(CMAKE_REQUIRED_LIBRARIES PkgConfig::UTF8PROC)
check_c_source_compiles("
  #include <utf8proc.h>
  #if UTF8PROC_VERSION_MAJOR * 1000 + UTF8PROC_VERSION_MINOR < 2008
  #error too old
  #endif
  int main(void) { return utf8proc_version() == 0; }" GUARANTEE_UTF8PROC_IS_2_8)
unset(CMAKE_REQUIRED_LIBRARIES)
if(NOT GUARANTEE_UTF8PROC_IS_2_8)
  message(FATAL_ERROR "utf8proc 2.8 or later is needed (Debian: libutf8proc-dev)")
endif()

add_library(guarantee_deps INTERFACE)
target_link_libraries(guarantee_deps INTERFACE PkgConfig::YAML PkgConfig::UTF8PROC)

if(GUARANTEE_BUNDLE_STATIC_DEPS)
  find_library(YAML_ARCHIVE libyaml.a HINTS ${YAML_LIBDIR} REQUIRED)
  find_library(UTF8PROC_ARCHIVE libutf8proc.a HINTS ${UTF8PROC_LIBDIR} REQUIRED)
  add_library(guarantee_deps_hidden INTERFACE)
  target_link_libraries(guarantee_deps_hidden INTERFACE ${YAML_ARCHIVE} ${UTF8PROC_ARCHIVE})
  target_link_options(guarantee_deps_hidden INTERFACE LINKER:--exclude-libs,ALL)
endif()
