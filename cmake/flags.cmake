# Compiler flags, as two interface targets:
#   guarantee_strict        the project's own warnings, for everything that is written here
#   guarantee_instrumented  sanitizers and coverage, to compile and to link with
add_library(guarantee_strict INTERFACE)
target_compile_options(guarantee_strict INTERFACE -Wall -Wextra -Wshadow -Wconversion
  $<$<BOOL:${GUARANTEE_WERROR}>:-Werror>)
target_compile_definitions(guarantee_strict INTERFACE _POSIX_C_SOURCE=200809L)

add_library(guarantee_instrumented INTERFACE)
if(GUARANTEE_SANITIZE)
  set(sanitize -fsanitize=${GUARANTEE_SANITIZE} -fno-omit-frame-pointer)
  if(GUARANTEE_SANITIZE MATCHES "undefined")
    list(APPEND sanitize -fno-sanitize-recover=undefined)
  endif()
  target_compile_options(guarantee_instrumented INTERFACE ${sanitize})
  target_link_options(guarantee_instrumented INTERFACE ${sanitize})
endif()
if(GUARANTEE_FUZZ)
  # The library reports its coverage to the fuzzer; only the fuzz targets themselves link libFuzzer's main.
  target_compile_options(guarantee_instrumented INTERFACE -fsanitize=fuzzer-no-link)
  target_link_options(guarantee_instrumented INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(GUARANTEE_COVERAGE)
  target_compile_options(guarantee_instrumented INTERFACE --coverage -fprofile-update=atomic)
  target_link_options(guarantee_instrumented INTERFACE --coverage)
endif()
