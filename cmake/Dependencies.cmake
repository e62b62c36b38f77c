# Third-party packages: the distribution's, found, never downloaded. docs/architecture.md says why each is here.
find_package(Boost 1.81 REQUIRED)
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(fyaml REQUIRED IMPORTED_TARGET libfyaml)
if(RIPCORD_TESTS)
  find_package(GTest REQUIRED)
endif()
if(RIPCORD_BENCH)
  find_package(benchmark REQUIRED)
endif()

# Boost headers only, as system headers. Asio without exceptions for control flow and without its deprecated parts.
add_library(ripcord_boost INTERFACE)
target_include_directories(ripcord_boost SYSTEM INTERFACE ${Boost_INCLUDE_DIRS})
target_compile_definitions(ripcord_boost INTERFACE BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_DISABLE_BOOST_ARRAY)
add_library(ripcord::boost ALIAS ripcord_boost)

# fmt header-only where the C++ library is not the distribution's: its compiled library is built against libstdc++.
add_library(ripcord_fmt INTERFACE)
if(RIPCORD_LIBCXX)
  target_link_libraries(ripcord_fmt INTERFACE fmt::fmt-header-only)
else()
  target_link_libraries(ripcord_fmt INTERFACE fmt::fmt)
endif()
add_library(ripcord::fmt ALIAS ripcord_fmt)
