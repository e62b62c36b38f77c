# add_component(<folder> HEADERS ... SOURCES ... [DEPS <component>...] [EXTERNAL <target>...] [PRIVATE_EXTERNAL <target>...]
#               [APART <source>...])
#
# The only way to make a library. <folder> is the component's path from the project's root; its target is
# `ripcord_<last part>`, known to other components by that last part. It links exactly its DEPS, every header is
# verified to compile alone (target all_verify_interface_header_sets), and the allowed edges go to
# <build>/layers.txt, which tests/tidy holds against every #include.
#
# Where a preset sets CMAKE_UNITY_BUILD, the sources of a component are compiled as one, which reads every header once.
# Names of their anonymous namespaces then have to differ; a source that would rather keep its names is said in APART
# too, and is compiled alone everywhere. So are those of add_kinds, with their common header precompiled.

set_property(GLOBAL PROPERTY RIPCORD_LAYERS "")

function(add_component folder)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "HEADERS;SOURCES;DEPS;EXTERNAL;PRIVATE_EXTERNAL;APART")
  if(ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "add_component(${folder}): unknown ${ARG_UNPARSED_ARGUMENTS}")
  endif()
  get_filename_component(name ${folder} NAME)
  set(target ripcord_${name})
  list(TRANSFORM ARG_DEPS PREPEND ripcord_ OUTPUT_VARIABLE dependencies)
  list(JOIN ARG_DEPS " " dependency_names)
  list(TRANSFORM ARG_HEADERS PREPEND ${PROJECT_SOURCE_DIR}/${folder}/ OUTPUT_VARIABLE headers)
  if(ARG_SOURCES)
    add_library(${target} STATIC)
    set(sources "")
    foreach(source IN LISTS ARG_SOURCES)
      # A generated catalogue comes with its whole path.
      cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${PROJECT_SOURCE_DIR}/${folder} NORMALIZE)
      list(APPEND sources ${source})
    endforeach()
    target_sources(${target} PRIVATE ${sources})
    list(TRANSFORM ARG_APART PREPEND ${PROJECT_SOURCE_DIR}/${folder}/)
    set_source_files_properties(${ARG_APART} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    target_link_libraries(${target} PRIVATE ${ARG_PRIVATE_EXTERNAL})
    get_property(kind_headers DIRECTORY PROPERTY RIPCORD_KIND_HEADERS)
    if(CMAKE_UNITY_BUILD AND kind_headers)
      target_precompile_headers(${target} PRIVATE ${kind_headers})
      # Or ccache would take each precompiled header for another.
      target_compile_options(${target} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
    endif()
    set(scope PUBLIC)
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_link_libraries(${target} ${scope} ripcord_settings ${dependencies} ${ARG_EXTERNAL})
  target_sources(${target} ${scope} FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${headers})
  set_target_properties(${target} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
  set_property(GLOBAL APPEND PROPERTY RIPCORD_LAYERS "${folder}: ${dependency_names}")
endfunction()

# One line a component: "<folder>: <dep> <dep>".
function(write_layers)
  get_property(layers GLOBAL PROPERTY RIPCORD_LAYERS)
  set(text "")
  foreach(layer IN LISTS layers)
    string(REPLACE ";" " " layer "${layer}")
    string(APPEND text "${layer}\n")
  endforeach()
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/layers.txt CONTENT "${text}")
endfunction()
