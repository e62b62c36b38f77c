# Language, warnings and sanitizers. Nothing here is directory-wide: every component and executable
# links the interface target `ripcord_settings`.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

set(RIPCORD_SANITIZE "" CACHE STRING "Value of -fsanitize=, or empty")
set(RIPCORD_LIBCXX "" CACHE PATH "Prefix of a private libc++ (clang only), or empty")
option(RIPCORD_WERROR "Warnings are errors" OFF)
set(RIPCORD_PROFILE "" CACHE FILEPATH "How often runs execute what, of a build with RIPCORD_COUNTS (clang only)")
option(RIPCORD_COUNTS "Count what runs execute, for RIPCORD_PROFILE (clang only)" OFF)
option(RIPCORD_LTO "Optimise each program across its sources (clang and lld only)" OFF)
option(RIPCORD_COVERAGE "Instrument for llvm-cov (clang only)" OFF)

add_library(ripcord_settings INTERFACE)
target_include_directories(ripcord_settings INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/generated)
target_compile_options(ripcord_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wnon-virtual-dtor -Woverloaded-virtual -Wnull-dereference)
if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
  # Missing designated fields take their defaults. A target that registers by static construction, as GoogleTest and
  # Google Benchmark do, says so with the property RIPCORD_REGISTERS_STATICALLY.
  target_compile_options(ripcord_settings INTERFACE -Wno-missing-designated-field-initializers
    $<$<NOT:$<BOOL:$<TARGET_PROPERTY:RIPCORD_REGISTERS_STATICALLY>>>:-Wglobal-constructors>)
else()
  # g++ 12 warns of a missing initialiser for every defaulted field of a designated initialiser list, and its
  # null-dereference analysis reports inlined standard containers at -O2.
  target_compile_options(ripcord_settings INTERFACE -Wno-missing-field-initializers -Wno-null-dereference)
endif()
if(CMAKE_UNITY_BUILD)
  # A local name may well be that of another source's helper. The presets that compile each source alone keep the warning.
  target_compile_options(ripcord_settings INTERFACE -Wno-shadow)
endif()
if(RIPCORD_WERROR)
  target_compile_options(ripcord_settings INTERFACE -Werror)
endif()
if(RIPCORD_SANITIZE)
  # g++ documents that sanitizers make this warning see what is not there; the release preset keeps it.
  target_compile_options(ripcord_settings INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  target_compile_options(ripcord_settings INTERFACE
    -fsanitize=${RIPCORD_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(ripcord_settings INTERFACE -fsanitize=${RIPCORD_SANITIZE})
endif()
set(RIPCORD_FUZZ_FLAGS -fsanitize=fuzzer-no-link CACHE STRING "What a fuzzed build is compiled with beside RIPCORD_SANITIZE")
if(RIPCORD_FUZZ AND RIPCORD_FUZZ_FLAGS)
  target_compile_options(ripcord_settings INTERFACE ${RIPCORD_FUZZ_FLAGS})
endif()
if(RIPCORD_PROFILE OR RIPCORD_COUNTS)
  # A function of an anonymous namespace is known by its file too. The sources of a unity build lie in the build folder,
  # so only their last name is the same in the build that counts and in the one that uses the counts.
  target_compile_options(ripcord_settings INTERFACE "SHELL:-mllvm -static-func-full-module-prefix=false")
endif()
if(RIPCORD_PROFILE AND EXISTS ${RIPCORD_PROFILE})
  # A function that has changed since it was counted is compiled as if it never had been. A copy named by its content:
  # nothing else tells the build that another profile means other objects.
  file(SHA1 ${RIPCORD_PROFILE} profile_digest)
  set(profile ${PROJECT_BINARY_DIR}/${profile_digest}.profdata)
  configure_file(${RIPCORD_PROFILE} ${profile} COPYONLY)
  target_compile_options(ripcord_settings INTERFACE -fprofile-use=${profile} -Wno-backend-plugin)
elseif(RIPCORD_PROFILE)
  message(STATUS "No profile yet, so this build will be a slower one: ./dev build release makes one first")
endif()
if(RIPCORD_COUNTS)
  target_compile_options(ripcord_settings INTERFACE -fprofile-generate)
  target_link_options(ripcord_settings INTERFACE -fprofile-generate)
endif()
if(RIPCORD_LTO)
  target_compile_options(ripcord_settings INTERFACE -flto=thin)
  target_link_options(ripcord_settings INTERFACE -flto=thin -fuse-ld=lld-19
    -Wl,--thinlto-cache-dir=${PROJECT_BINARY_DIR}/lto)
endif()
if(RIPCORD_COVERAGE)
  target_compile_options(ripcord_settings INTERFACE -fprofile-instr-generate -fcoverage-mapping)
  target_link_options(ripcord_settings INTERFACE -fprofile-instr-generate)
endif()
if(RIPCORD_LIBCXX)
  # The distribution's libc++ 19 excludes its libc++ 14; a private copy is linked statically instead.
  target_compile_options(ripcord_settings INTERFACE -nostdinc++ -isystem ${RIPCORD_LIBCXX}/include/c++/v1)
  target_link_options(ripcord_settings INTERFACE -nostdlib++ -L${RIPCORD_LIBCXX}/lib)
  target_link_libraries(ripcord_settings INTERFACE -l:libc++.a -l:libc++abi.a pthread)
endif()
