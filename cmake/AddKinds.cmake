# add_fault_kinds, add_action_kinds, add_trigger_kinds: adding a kind is one file and one name here.
#
# add_kinds(<folder> NAMESPACE <ns> TYPE <record type> HEADER <header of that type> LIST <function> OUT <variable>
#           [SUFFIX <word>] NAMES ...)
#
# Writes <build>/generated/<folder>/catalog.cpp, which declares one `extern const TYPE <name>_<suffix>;` per name
# (suffix `kind` by default) and
# defines `std::span<const TYPE* const> LIST()`, and sets <variable> to the sources: the catalogue and <name>.cpp of
# each kind. No static constructor and no registrar that a linker could drop.
function(add_kinds folder)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "NAMESPACE;TYPE;HEADER;LIST;OUT;SUFFIX" "NAMES")
  if(NOT ARG_SUFFIX)
    set(ARG_SUFFIX kind)
  endif()
  set(declarations "")
  set(entries "")
  set(sources "")
  foreach(name IN LISTS ARG_NAMES)
    string(APPEND declarations "extern const ${ARG_TYPE} ${name}_${ARG_SUFFIX};\n")
    string(APPEND entries "    &${name}_${ARG_SUFFIX},\n")
    list(APPEND sources ${PROJECT_SOURCE_DIR}/${folder}/${name}.cpp)
  endforeach()
  set(catalog ${PROJECT_BINARY_DIR}/generated/${folder}/catalog.cpp)
  file(CONFIGURE OUTPUT ${catalog} @ONLY CONTENT
"// Written by cmake/AddKinds.cmake from the list of names in ${folder}.
#include <array>
#include <span>

#include \"${ARG_HEADER}\"

namespace ${ARG_NAMESPACE} {

${declarations}
std::span<const ${ARG_TYPE}* const> ${ARG_LIST}() {
  static constexpr std::array entries{
${entries}  };
  return entries;
}

}  // namespace ${ARG_NAMESPACE}
")
  # Each is free to call its parts what all the others do, so a unity build leaves them apart.
  set_source_files_properties(${sources} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  set_property(DIRECTORY APPEND PROPERTY RIPCORD_KIND_HEADERS ${PROJECT_SOURCE_DIR}/${ARG_HEADER})
  set(${ARG_OUT} ${catalog} ${sources} PARENT_SCOPE)
endfunction()
